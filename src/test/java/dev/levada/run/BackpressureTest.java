package dev.levada.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.levada.definition.Definitions;
import dev.levada.model.Block;
import dev.levada.model.Chunk;
import dev.levada.model.ObjectRef;
import dev.levada.model.Part;
import dev.levada.model.Shape;
import dev.levada.model.Slab;
import dev.levada.model.Slabs;
import dev.levada.model.Stage;
import dev.levada.stage.bytes.ByteSource;
import dev.levada.stage.pack.Packing;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Each room takes only what the next one asked for, from the sink up to the source.
final class BackpressureTest {

    private static final int CHUNK = 256 << 10;

    private final EndlessLines source = new EndlessLines();

    private Multi<Part> parts() {
        MemoryPlan memory = MemoryPlan.of(64 << 20);
        Pipeline pipeline = new Pipeline(Definitions.identity().plan().withShape(new Shape.Lines()), "test",
                Packing.NONE, memory,
                List.of(), new Start.Beginning());
        return pipeline.parts(source, 0, new OnePartPerBlock(), rows -> {
        });
    }

    @Test
    void nothingIsReadWithoutDemand() {
        AssertSubscriber<Part> nobody = parts().subscribe().withSubscriber(AssertSubscriber.create(0));
        assertEquals(0, source.chunks.get());
        nobody.cancel();
    }

    @Test
    void aSinkThatStopsStopsTheSourceWithinTheBatchesOfOneBlock() {
        AssertSubscriber<Part> sink = parts().subscribe().withSubscriber(AssertSubscriber.create(1));
        sink.assertItems(sink.getItems().get(0));
        int forOneBlock = source.chunks.get();
        assertTrue(forOneBlock <= (1 << 20) / CHUNK + 2, "chunks read for one block: " + forOneBlock);
        sink.request(3);
        assertEquals(4, sink.getItems().size());
        int forFourBlocks = source.chunks.get();
        assertTrue(forFourBlocks <= 4 * (1 << 20) / CHUNK + 2, "chunks read for four blocks: " + forFourBlocks);
        sink.cancel();
        assertEquals(forFourBlocks, source.chunks.get());
        assertTrue(source.closed);
    }

    @Test
    void bytesInFlightAreBoundedByThePlan() {
        AssertSubscriber<Part> sink = parts().subscribe().withSubscriber(AssertSubscriber.create(0));
        for (int i = 0; i < 200; i++) {
            sink.request(1);
        }
        assertEquals(200, sink.getItems().size());
        assertTrue(source.fresh.get() <= 8, "slabs that the source had to make: " + source.fresh.get());
        sink.cancel();
    }

    /// Lines without end, in slabs of a pool of its own; counts what is asked for.
    private static final class EndlessLines implements ByteSource {
        private final AtomicInteger chunks = new AtomicInteger();
        private final AtomicInteger fresh = new AtomicInteger();
        private final Slabs slabs = new Slabs(CHUNK, 4);
        private final Set<Slab> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        private volatile boolean closed;

        @Override
        public ObjectRef object() {
            return ObjectRef.file("/endless");
        }

        @Override
        public Multi<Chunk> read(long from) {
            return Multi.createFrom().<Long, Chunk>generator(() -> from, (position, emitter) -> {
                emitter.emit(next(position));
                return position + CHUNK;
            }).onCancellation().invoke(() -> closed = true);
        }

        private Chunk next(long position) {
            chunks.incrementAndGet();
            Slab slab = slabs.take();
            if (seen.add(slab)) {
                fresh.incrementAndGet();
            }
            byte[] line = "{\"id\":1234567,\"text\":\"0123456789012345678901234567890123456789\"}\n"
                    .getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < CHUNK; i++) {
                slab.bytes()[i] = line[(int) ((position + i) % line.length)];
            }
            return new Chunk(slab, 0, CHUNK, position);
        }
    }

    /// A sink that takes one block a part.
    private static final class OnePartPerBlock implements Stage<Block, Part> {
        private int parts;

        @Override
        public Iterable<Part> feed(Block block) {
            Part part = new Part(block.destination(), "part-" + ++parts, block.length(), block.rows(), 0,
                    new Part.Staged.File("nowhere"));
            block.release();
            return List.of(part);
        }
    }
}

package dev.levada.bench;

import dev.levada.model.Chunk;
import dev.levada.model.Frames;
import dev.levada.model.MappingPlan;
import dev.levada.model.RecordWalk;
import dev.levada.model.Rows;
import dev.levada.stage.frame.Framer;
import dev.levada.stage.mapping.Mapping;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Setup;

/// mapping: validates records and picks, checks and masks by `pipelines/users.yaml`.
public class MappingBenchmark extends RoomBenchmark {

    private final MappingPlan plan = UserText.mapping();
    private byte[] text;
    private List<Chunk> chunks;
    private final List<Frames> framed = new ArrayList<>();

    @Setup
    public void write() {
        text = UserText.ARRAY.text(TEXT_BYTES);
    }

    /// Frames whose records nobody has walked yet.
    @Setup(Level.Invocation)
    public void frame() {
        framed.clear();
        try (Framer framer = new Framer(UserText.ARRAY.shape(), 1 << 20, slabs)) {
            for (Chunk chunk : chunks(text)) {
                framer.feed(chunk).forEach(framed::add);
            }
        }
        chunks = chunks(text);
    }

    /// The room alone: edges are known.
    @Benchmark
    public long users(Volume volume) {
        long rows = 0;
        try (Mapping mapping = Mapping.of(plan, 0)) {
            for (Frames frames : framed) {
                rows += rows(mapping.feed(frames));
            }
        }
        chunks.forEach(Chunk::release);
        volume.passed(text.length);
        return rows;
    }

    /// frame and mapping as a run joins them: one walk finds edges and values.
    @Benchmark
    public long walkedByTheFramer(Volume volume) {
        long rows = 0;
        RecordWalk walk = Mapping.of(plan, 0).walk();
        try (Framer framer = new Framer(UserText.ARRAY.shape(), 1 << 20, slabs, walk);
                Mapping mapping = Mapping.of(plan, 0)) {
            for (Chunk chunk : chunks) {
                for (Frames frames : framer.feed(chunk)) {
                    rows += rows(mapping.feed(frames));
                }
            }
        }
        framed.forEach(Frames::release);
        volume.passed(text.length);
        return rows;
    }

    private static long rows(Iterable<Rows> batches) {
        long rows = 0;
        for (Rows batch : batches) {
            rows += batch.count;
            batch.release();
        }
        return rows;
    }
}

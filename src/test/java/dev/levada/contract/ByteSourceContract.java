package dev.levada.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.levada.model.Chunk;
import dev.levada.model.Slab;
import dev.levada.model.Slabs;
import dev.levada.stage.bytes.ByteSource;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;

/// What every source of bytes does.
public interface ByteSourceContract {

    int SLAB = 64;

    /// A source over these bytes that was not read yet.
    Opened open(byte[] content, Slabs slabs);

    /// @param handles what the source holds open now: files, streams, responses
    record Opened(ByteSource source, IntSupplier handles) {
    }

    /// Most handles that are open at once.
    default int handlesAtOnce() {
        return 1;
    }

    /// Most chunks that there are at once, where the taker gives each back before it asks for the next.
    default int chunksAtOnce() {
        return 1;
    }

    static byte[] content(int size) {
        byte[] content = new byte[size];
        new Random(size).nextBytes(content);
        return content;
    }

    static byte[] drain(Multi<Chunk> chunks) {
        return joined(chunks.collect().asList().await().indefinitely());
    }

    static byte[] joined(List<Chunk> chunks) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (Chunk chunk : chunks) {
            bytes.write(chunk.bytes(), chunk.from(), chunk.length());
        }
        return bytes.toByteArray();
    }

    private Opened open(int size) {
        return open(content(size), new Slabs(SLAB, 3 + chunksAtOnce()));
    }

    @Test
    default void everyByteComesOnceAndInOrder() {
        for (int size : new int[]{0, 1, SLAB - 1, SLAB, SLAB + 1, 2 * SLAB, 20 * SLAB + 7}) {
            assertArrayEquals(content(size), drain(open(size).source().read(0)), size + " bytes");
        }
    }

    @Test
    default void readingMayBeginAtAnyByte() {
        int size = SLAB + 5;
        for (int from = 0; from <= size; from++) {
            byte[] rest = Arrays.copyOfRange(content(size), from, size);
            assertArrayEquals(rest, drain(open(size).source().read(from)), "from " + from);
        }
    }

    @Test
    default void aReadingThatEndsEarlyHasAllThatWasWanted() {
        int size = 3 * SLAB + 5;
        for (int from = 0; from < size; from += 7) {
            for (int to = from; to <= size + 1; to += 9) {
                byte[] read = drain(open(size).source().read(from, to));
                byte[] wanted = Arrays.copyOfRange(content(size), from, Math.min(to, size));
                assertArrayEquals(wanted, Arrays.copyOf(read, wanted.length), from + " to " + to);
            }
        }
    }

    @Test
    default void chunksFollowEachOtherWithoutAGap() {
        long position = 5;
        for (Chunk chunk : open(10 * SLAB).source().read(5).collect().asList().await().indefinitely()) {
            assertEquals(position, chunk.position());
            assertTrue(chunk.length() > 0, "no chunk is empty");
            position += chunk.length();
        }
        assertEquals(10 * SLAB, position);
    }

    @Test
    default void whatIsKnownOfTheObjectIsPinned() {
        Opened opened = open(100);
        long size = opened.source().object().size();
        assertTrue(size == 100 || size == -1, "size " + size);
        assertTrue(!opened.source().object().version().isEmpty(), "there is a version");
    }

    @Test
    default void aDemandOfOneGivesOneChunk() {
        AssertSubscriber<Chunk> taker = open(10 * SLAB).source().read(0).subscribe()
                .withSubscriber(AssertSubscriber.create(0));
        taker.assertHasNotReceivedAnyItem();
        taker.request(1);
        assertEquals(1, taker.getItems().size());
        taker.request(2);
        assertEquals(3, taker.getItems().size());
        taker.assertNotTerminated().cancel();
    }

    @Test
    default void whatWasOpenedIsClosedAtTheEnd() {
        Opened opened = open(10 * SLAB);
        drain(opened.source().read(0));
        assertEquals(0, opened.handles().getAsInt());
    }

    @Test
    default void whatWasOpenedIsClosedWhenNobodyWantsMore() {
        Opened opened = open(10 * SLAB);
        AssertSubscriber<Chunk> taker = opened.source().read(0).subscribe().withSubscriber(AssertSubscriber.create(1));
        int handles = opened.handles().getAsInt();
        assertTrue(handles >= 1 && handles <= handlesAtOnce(), handles + " are open");
        taker.cancel();
        assertEquals(0, opened.handles().getAsInt());
        taker.request(5);
        assertEquals(1, taker.getItems().size());
    }

    @Test
    default void aChunkThatIsKeptIsNotOverwritten() {
        AssertSubscriber<Chunk> taker = open(10 * SLAB).source().read(0).subscribe()
                .withSubscriber(AssertSubscriber.create(0));
        for (int demand = 0; demand < 20; demand++) {
            taker.request(1);
        }
        taker.assertCompleted();
        assertArrayEquals(content(10 * SLAB), joined(taker.getItems()));
    }

    @Test
    default void slabsThatAreGivenBackAreUsedAgain() {
        Set<Slab> slabs = Collections.newSetFromMap(new IdentityHashMap<>());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        open(50 * SLAB).source().read(0).onItem().invoke(chunk -> {
            slabs.add(chunk.slab());
            bytes.write(chunk.bytes(), chunk.from(), chunk.length());
            chunk.release();
        }).collect().last().await().indefinitely();
        assertArrayEquals(content(50 * SLAB), bytes.toByteArray());
        assertTrue(slabs.size() <= chunksAtOnce(), slabs.size() + " slabs");
    }
}

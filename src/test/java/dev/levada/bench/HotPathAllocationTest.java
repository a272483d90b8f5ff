package dev.levada.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.levada.model.Format;
import java.lang.management.ManagementFactory;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// frame, mapping and output allocate nothing for a record: only what carries a chunk, a batch or a block through a door.
final class HotPathAllocationTest {

    private static final int RECORDS = 100_000;
    /// An iterator, the block or chunk itself, its seek point.
    private static final int BYTES_PER_PASSAGE = 512;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    static Stream<Arguments> everyLayoutInEveryFormat() {
        return Stream.of(UserText.values())
                .flatMap(text -> Stream.of(Format.NDJSON, Format.CSV).map(format -> Arguments.of(text, format)));
    }

    @ParameterizedTest
    @MethodSource("everyLayoutInEveryFormat")
    void aRecordAllocatesNothing(UserText text, Format format) {
        Rooms rooms = new Rooms(text, format);
        advance(rooms, RECORDS / 4); // pools are filled, slabs have grown
        long perRecord = Long.MAX_VALUE;
        for (int attempt = 0; attempt < 3 && perRecord > 0; attempt++) { // a compiler may still be at work in the first
            perRecord = Math.min(perRecord, bytesPerRecord(rooms));
        }
        assertEquals(0, perRecord);
    }

    /// Rounded up, without what the doors may allocate.
    private static long bytesPerRecord(Rooms rooms) {
        long rows = rooms.rows();
        long passages = rooms.passages();
        long before = THREADS.getCurrentThreadAllocatedBytes();
        advance(rooms, RECORDS);
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        long doors = (rooms.passages() - passages) * BYTES_PER_PASSAGE;
        assertTrue(rooms.rows() - rows >= RECORDS);
        return Math.ceilDiv(Math.max(0, allocated - doors), rooms.rows() - rows);
    }

    private static void advance(Rooms rooms, int records) {
        long end = rooms.rows() + records;
        while (rooms.rows() < end) {
            rooms.feedChunk();
        }
    }
}

package dev.levada.run.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.levada.model.Compression;
import dev.levada.model.Encoding;
import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import dev.levada.model.Mark;
import dev.levada.model.SeekPoint;
import dev.levada.model.Shape;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The sparse index: which marks it keeps, and which it finds.
final class SeekIndexTest {

    private static final long CHUNK = 256 << 10;
    private static final SeekIndex.Found LINES = new SeekIndex.Found(Compression.NONE, Encoding.UTF_8, false,
            new Shape.Lines(), false);

    private static Mark mark(long offset) {
        return new Mark(offset, offset / 100, offset - offset / 100, new SeekPoint(offset, offset), "state");
    }

    /// Of an export of so many chunks, each with a mark a little before its end.
    private static SeekIndex of(long chunks) {
        SeekIndex index = new SeekIndex();
        index.found(LINES);
        for (long chunk = 1; chunk <= chunks; chunk++) {
            index.add(mark(chunk * CHUNK - 50));
        }
        return index;
    }

    private static List<Long> offsets(SeekIndex index, long end) {
        return java.util.stream.LongStream.rangeClosed(0, end / CHUNK).map(chunk -> chunk * CHUNK)
                .mapToObj(index::before).flatMap(Optional::stream).map(Mark::offset).distinct().toList();
    }

    @Test
    void aSmallExportHasNoMarksFromWhichReadingCouldGainAnything() {
        SeekIndex index = of(4);
        assertEquals(Optional.empty(), index.before(Long.MAX_VALUE));
        assertEquals(Optional.empty(), index.beforeRecord(Long.MAX_VALUE));
    }

    @Test
    void theFirstMarkOfEveryMebibyteIsKept() {
        assertEquals(List.of(5 * CHUNK - 50, 9 * CHUNK - 50, 13 * CHUNK - 50), offsets(of(16), 16 * CHUNK));
    }

    @Test
    void whatIsFoundLiesAtOrBeforeWhatIsWantedAndIsTheLastSuch() {
        SeekIndex index = of(16);
        long second = 9 * CHUNK - 50;
        assertEquals(second, index.before(second).orElseThrow().offset());
        assertEquals(5 * CHUNK - 50, index.before(second - 1).orElseThrow().offset());
        long records = mark(second).records();
        assertEquals(second, index.beforeRecord(records).orElseThrow().offset());
        assertEquals(5 * CHUNK - 50, index.beforeRecord(records - 1).orElseThrow().offset());
        assertEquals(Optional.empty(), index.beforeRecord(0));
    }

    @Test
    void theIndexOfTenGigabytesHasAtMostItsMarksAndTheirDistanceIsBounded() {
        long chunks = (10L << 30) / CHUNK;
        List<Long> offsets = offsets(of(chunks), chunks * CHUNK);
        assertTrue(offsets.size() <= SeekIndex.MOST && offsets.size() > SeekIndex.MOST / 2, "marks: " + offsets.size());
        for (int i = 1; i < offsets.size(); i++) {
            assertTrue(offsets.get(i) - offsets.get(i - 1) <= (16 << 20) + CHUNK, "distance at " + i);
        }
    }

    @Test
    void anInterruptionAnywhereLeavesTheSameIndex() {
        byte[] whole = of(5_000).toJson();
        for (long cut : new long[]{0, 1, 4_095, 4_096, 4_097, 4_999}) {
            SeekIndex index = SeekIndex.read(of(cut).toJson(), "here");
            for (long chunk = cut + 1; chunk <= 5_000; chunk++) {
                index.add(mark(chunk * CHUNK - 50));
            }
            assertArrayEquals(whole, index.toJson(), "cut behind chunk " + cut);
        }
    }

    @Test
    void aBatchWithoutAMarkIsNoTrouble() {
        SeekIndex index = of(8);
        byte[] before = index.toJson();
        index.add(null);
        assertArrayEquals(before, index.toJson());
    }

    @Test
    void whatIsKnownOfTheExportIsKept() {
        SeekIndex.Found found = new SeekIndex.Found(Compression.ZSTD, Encoding.UTF_16BE, true,
                Shape.parse("map:/realm/*/users"), true);
        SeekIndex index = of(8);
        index.found(found);
        SeekIndex read = SeekIndex.read(index.toJson(), "here");
        assertEquals(found, read.found());
        assertEquals(index.before(CHUNK * 6), read.before(CHUNK * 6));
    }

    @Test
    void anotherDocumentIsNotTakenForAnIndex() {
        for (String other : List.of("", "{}", "[1]", "null", "{\"compression\":\"none\",\"encoding\":\"latin\"}")) {
            Failure failure = assertThrows(Failure.class,
                    () -> SeekIndex.read(other.getBytes(StandardCharsets.UTF_8), "out/index.json"), other);
            assertEquals(FailureCode.UNREADABLE, failure.code());
            assertTrue(failure.getMessage().contains("out/index.json"), failure.getMessage());
        }
    }
}

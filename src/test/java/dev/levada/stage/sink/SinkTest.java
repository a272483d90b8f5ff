package dev.levada.stage.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.levada.model.Block;
import dev.levada.model.Compression;
import dev.levada.model.Destination;
import dev.levada.model.Failure;
import dev.levada.model.Format;
import dev.levada.model.Part;
import dev.levada.model.Slab;
import dev.levada.model.Slabs;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

/// Which block goes to which part.
final class SinkTest {

    private static final PartNames NAMES = new PartNames("users", "3f9a", Format.CSV, Compression.NONE);
    private static final Map<Destination, byte[]> HEADER = Map.of(Destination.DATA, ascii("id\n"));

    private final MemoryStaging staging = new MemoryStaging();
    private final Slabs slabs = new Slabs(64, 4);

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private Block block(Destination destination, String text, long rows) {
        Slab slab = slabs.take();
        System.arraycopy(ascii(text), 0, slab.bytes(), 0, text.length());
        return new Block(destination, slab, text.length(), rows, 10L * text.length(), 0);
    }

    private Block data(String text) {
        return block(Destination.DATA, text, 1);
    }

    /// What the sink makes of these blocks, to the end.
    private List<Part> parts(Sink sink, Block... blocks) {
        List<Part> parts = new ArrayList<>();
        for (Block block : blocks) {
            sink.feed(block).forEach(parts::add);
        }
        sink.finish().forEach(parts::add);
        sink.close();
        return parts;
    }

    private List<Long> sizes(Sink sink, String... blocks) {
        return parts(sink, Stream.of(blocks).map(this::data).toArray(Block[]::new)).stream().map(Part::bytes).toList();
    }

    private Sink sink(long partBytes) {
        return new Sink(staging, NAMES, partBytes, Map.of());
    }

    private static String key(int number) {
        return String.format("users/data/3f9a-%05d.csv", number);
    }

    @Test
    void aPartEndsAtTheFirstBlockEdgeAtOrBehindItsSize() {
        assertEquals(List.of(4L, 4L, 2L), sizes(sink(4), "aa", "bb", "cc", "dd", "ee"));
        assertEquals(List.of("aabb", "ccdd", "ee"),
                List.of(staging.text(key(0)), staging.text(key(1)), staging.text(key(2))));
        assertEquals(List.of(6L, 4L), sizes(sink(5), "aa", "bb", "cc", "dd", "ee"));
        assertEquals(List.of(9L, 1L), sizes(sink(2), "aaaaaaaaa", "b"));
    }

    @Test
    void aPartThatEndsWithTheLastBlockIsTheLast() {
        assertEquals(1, parts(sink(4), data("aa"), data("bb")).size());
        assertEquals(List.of(key(0)), List.copyOf(staging.written.keySet()));
    }

    @Test
    void aPartIsGivenAsSoonAsItIsStaged() {
        Sink sink = sink(4);
        List<Part> given = new ArrayList<>();
        sink.feed(data("aa")).forEach(given::add);
        assertEquals(0, given.size());
        sink.feed(data("bb")).forEach(given::add);
        assertEquals(List.of(key(0)), given.stream().map(Part::key).toList());
        assertEquals(List.of(key(0)), staging.staged);
    }

    @Test
    void everyPartBeginsWithThePreamble() {
        Sink sink = new Sink(staging, NAMES, 6, HEADER);
        List<Part> parts = parts(sink, data("1\n"), data("2\n"), data("3\n"));
        assertEquals("id\n1\n2\n", staging.text(key(0)));
        assertEquals("id\n3\n", staging.text(key(1)));
        assertEquals(List.of(7L, 5L), parts.stream().map(Part::bytes).toList());
    }

    @Test
    void rowsBytesAndChecksumAreThoseOfThePart() {
        Part part = parts(new Sink(staging, NAMES, 100, HEADER), block(Destination.DATA, "1\n2\n", 2),
                block(Destination.DATA, "3\n", 1)).getFirst();
        CRC32C crc = new CRC32C();
        crc.update(ascii("id\n1\n2\n3\n"));
        Part.Staged staged = new Part.Staged.File(key(0));
        assertEquals(new Part(Destination.DATA, key(0), 9, 3, (int) crc.getValue(), staged), part);
    }

    @Test
    void destinationsHavePartsOfTheirOwn() {
        Sink sink = new Sink(staging, NAMES, 4, HEADER);
        List<Part> parts = parts(sink, block(Destination.REJECTS, "{}\n", 1), data("1\n"),
                block(Destination.REJECTS, "[]\n", 1), block(Destination.REJECTS, "\"\"\n", 1));
        assertEquals(List.of(key(0), "users/rejects/3f9a-00000.ndjson", "users/rejects/3f9a-00001.ndjson"),
                parts.stream().map(Part::key).sorted().toList());
        assertEquals("{}\n[]\n", staging.text("users/rejects/3f9a-00000.ndjson"));
    }

    @Test
    void withoutBlocksThereIsNoPart() {
        assertEquals(List.of(), parts(new Sink(staging, NAMES, 4, HEADER)));
        assertEquals(0, staging.written.size());
    }

    @Test
    void blocksAreGivenBack() {
        Sink sink = sink(4);
        Slab only = null;
        for (int i = 0; i < 5; i++) {
            Block block = data("aa");
            assertEquals(true, only == null || only == block.slab());
            only = block.slab();
            sink.feed(block).forEach(part -> assertEquals(4, part.bytes()));
        }
        sink.close();
    }

    @Test
    void whatIsOpenAtTheCloseIsAborted() {
        Sink sink = sink(4);
        sink.feed(data("aaaa")).forEach(part -> assertEquals(key(0), part.key()));
        sink.feed(data("b")).forEach(part -> assertEquals(null, part));
        sink.feed(block(Destination.REJECTS, "c", 1)).forEach(part -> assertEquals(null, part));
        sink.close();
        assertEquals(List.of(key(1), "users/rejects/3f9a-00000.ndjson"), staging.aborted);
        sink.close();
        assertEquals(2, staging.aborted.size());
    }

    @Test
    void whatCouldNotBeWrittenOrStagedIsAborted() {
        staging.space = 3;
        Sink full = sink(100);
        assertThrows(Failure.class, () -> parts(full, data("aa"), data("bb")));
        full.close();
        assertEquals(List.of(key(0)), staging.aborted);
        staging.space = Long.MAX_VALUE;
        staging.unstageable = "users/rejects/3f9a-00000.ndjson";
        Sink unstageable = sink(100);
        assertThrows(Failure.class, () -> parts(unstageable, data("aa"), block(Destination.REJECTS, "c", 1)));
        unstageable.close();
        assertEquals(List.of(key(0), "users/rejects/3f9a-00000.ndjson"), staging.aborted);
        assertEquals(List.of(key(0)), staging.staged, "the other was staged, and belongs to its taker");
    }

    @Test
    void aBlockThatNobodyDrewIsGivenBackAtTheClose() {
        Sink sink = sink(4);
        Block block = data("aa");
        Iterable<Part> undrawn = sink.feed(block);
        sink.close();
        assertEquals(block.slab(), slabs.take());
        assertEquals(false, undrawn.iterator().hasNext());
        assertEquals(0, staging.written.size());
    }

    @Test
    void namesHaveFiveDigitsOrMore() {
        PartNames packed = new PartNames("identity", "ab", Format.NDJSON, Compression.ZSTD);
        assertEquals("identity/data/ab-00000.ndjson.zst", packed.key(Destination.DATA, 0));
        assertEquals("identity/data/ab-123456.ndjson.zst", packed.key(Destination.DATA, 123_456));
        assertEquals("users/rejects/3f9a-00007.ndjson", NAMES.key(Destination.REJECTS, 7));
    }
}

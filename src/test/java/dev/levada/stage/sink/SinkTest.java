package dev.levada.stage.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.levada.contract.SinkSnapshot;
import dev.levada.model.Block;
import dev.levada.model.Compression;
import dev.levada.model.Destination;
import dev.levada.model.Failure;
import dev.levada.model.Format;
import dev.levada.model.Part;
import dev.levada.model.PendingPart;
import dev.levada.model.Slab;
import dev.levada.model.Slabs;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
        return new Block(destination, slab, text.length(), rows);
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
        assertEquals(List.of(key(1), "users/rejects/3f9a-00000.ndjson"), staging.left);
        sink.close();
        assertEquals(2, staging.left.size());
    }

    @Test
    void whatIsPendingIsThePartSoFar() {
        Sink sink = new Sink(staging, NAMES, 100, HEADER);
        assertEquals(List.of(), sink.pending());
        sink.feed(block(Destination.DATA, "1\n2\n", 2)).forEach(part -> assertEquals(null, part));
        sink.feed(data("33\n")).forEach(part -> assertEquals(null, part));
        CRC32C crc = new CRC32C();
        crc.update(ascii("id\n1\n2\n33\n"));
        assertEquals(List.of(new PendingPart(Destination.DATA, 0, key(0), 10, 3, (int) crc.getValue(),
                new Part.Staged.File(key(0)), ByteBuffer.wrap(ascii("33\n")))), sink.pending());
        assertEquals(1, sink.begun(Destination.DATA));
        assertEquals(0, sink.begun(Destination.REJECTS));
        sink.close();
    }

    @Test
    void numbersGoOnBehindThePartsOfTheProcessesBefore() {
        Sink sink = sink(2);
        sink.begun(Destination.DATA, 3);
        assertEquals(List.of(key(3), key(4)), parts(sink, data("aa"), data("bb")).stream().map(Part::key).toList());
        assertEquals(5, sink.begun(Destination.DATA));
    }

    /// Blocks of both destinations, and what an uninterrupted sink makes of them.
    private List<Block> random(long seed) {
        Random random = new Random(seed);
        List<Block> blocks = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            Destination destination = random.nextInt(4) == 0 ? Destination.REJECTS : Destination.DATA;
            blocks.add(block(destination, (char) ('A' + i) + "x".repeat(random.nextInt(30)), random.nextInt(9)));
        }
        return blocks;
    }

    private static Map<String, String> texts(MemoryStaging staging) {
        return staging.written.keySet().stream().collect(Collectors.toMap(key -> key, staging::text));
    }

    private static Sink random(long seed, MemoryStaging staging) {
        return new Sink(staging, NAMES, 20 + seed * 17, HEADER);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void aSinkThatIsKilledAfterEveryBlockGivesTheSameParts(long seed) {
        MemoryStaging whole = new MemoryStaging();
        List<Part> expected = parts(random(seed, whole), random(seed).toArray(Block[]::new));
        List<Part> parts = new ArrayList<>();
        Sink sink = random(seed, staging);
        for (Block block : random(seed)) {
            sink.feed(block).forEach(parts::add);
            SinkSnapshot snapshot = SinkSnapshot.of(sink);
            sink = random(seed, staging);
            snapshot.restoreTo(sink);
        }
        parts.addAll(parts(sink));
        assertEquals(expected, parts);
        assertEquals(texts(whole), texts(staging));
        assertEquals(List.of(), staging.left);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void whatWasWrittenBehindTheCheckpointIsWrittenAgain(long seed) {
        MemoryStaging whole = new MemoryStaging();
        List<Part> expected = parts(random(seed, whole), random(seed).toArray(Block[]::new));
        for (int at = 0; at <= 60; at++) {
            MemoryStaging place = new MemoryStaging();
            Sink killed = random(seed, place);
            List<Part> parts = new ArrayList<>();
            random(seed).subList(0, at).forEach(block -> killed.feed(block).forEach(parts::add));
            SinkSnapshot snapshot = SinkSnapshot.of(killed);
            List<Part> forgotten = new ArrayList<>();
            random(seed).subList(at, Math.min(60, at + 7))
                    .forEach(block -> killed.feed(block).forEach(forgotten::add));
            Sink next = random(seed, place);
            snapshot.restoreTo(next);
            parts.addAll(parts(next, random(seed).subList(at, 60).toArray(Block[]::new)));
            assertEquals(expected, parts, "checkpoint behind " + at);
            assertEquals(texts(whole), texts(place), "checkpoint behind " + at);
        }
    }

    @Test
    void whatCouldNotBeWrittenOrStagedIsAborted() {
        staging.space = 3;
        Sink full = sink(100);
        assertThrows(Failure.class, () -> parts(full, data("aa"), data("bb")));
        full.close();
        assertEquals(List.of(key(0)), staging.left);
        staging.space = Long.MAX_VALUE;
        staging.unstageable = "users/rejects/3f9a-00000.ndjson";
        Sink unstageable = sink(100);
        assertThrows(Failure.class, () -> parts(unstageable, data("aa"), block(Destination.REJECTS, "c", 1)));
        unstageable.close();
        assertEquals(List.of(key(0), "users/rejects/3f9a-00000.ndjson"), staging.left);
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

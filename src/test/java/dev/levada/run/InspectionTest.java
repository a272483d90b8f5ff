package dev.levada.run;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.Zstd;
import dev.levada.definition.Definitions;
import dev.levada.model.Kind;
import dev.levada.model.ObjectRef;
import dev.levada.model.PipelinePlan;
import dev.levada.model.RejectCode;
import dev.levada.model.Shape;
import dev.levada.run.report.Progress;
import dev.levada.run.report.RunReport;
import dev.levada.s3.S3Server;
import dev.levada.s3.S3Traffic;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One record, however far behind: found, cut out and judged as a run would.
final class InspectionTest {

    private static final MemoryPlan MEMORY = MemoryPlan.of(64 << 20);
    private static final int RECORDS = 60_000;
    private static final PipelinePlan PEOPLE = Definitions.read("people.yaml", """
            pipeline: people
            fields:
              id:   {from: /id, type: long, required: true}
              name: {from: /name, type: string, apply: [upper]}
            where: {field: name, in: [ANNA, BERT]}
            output: {format: ndjson, compression: none}
            """.getBytes(UTF_8)).plan();

    @TempDir
    private Path folder;

    private Stores stores() {
        return LocatedStores.of(folder.resolve("out").toString());
    }

    private ObjectRef export(byte[] bytes) throws IOException {
        return ObjectRef.file(Files.write(folder.resolve("export"), bytes).toString());
    }

    private Inspected find(PipelinePlan plan, ObjectRef export, Wanted wanted) {
        return new Inspection(stores(), Optional.of(stores().documents()), MEMORY, plan).find(export, wanted);
    }

    private Inspected.One one(PipelinePlan plan, ObjectRef export, Wanted wanted) {
        return assertInstanceOf(Inspected.One.class, find(plan, export, wanted));
    }

    private static String raw(Inspected.One one) {
        return new String(one.raw(), UTF_8);
    }

    private static String record(int i) {
        return "{\"id\":" + i + ",\"text\":\"é number " + i + " " + "x".repeat(i % 90) + "\"}";
    }

    private static String array() {
        return IntStream.range(0, RECORDS).mapToObj(InspectionTest::record)
                .collect(Collectors.joining(",\n", "[ ", " ]"));
    }

    private void publish(PipelinePlan plan, ObjectRef export) {
        RunReport report = new Runner(stores(), MEMORY).run(
                new RunPlan("test", export, plan, RunPlan.Published.REPLACE_IF_CHANGED), Progress.Watcher.NONE);
        assertNull(report.failure());
    }

    @Test
    void theRowTheRejectAndWhatIsFilteredAreToldApart() throws IOException {
        ObjectRef export = export(
                "[{\"id\":1,\"name\":\"anna\"}, {\"id\":\"x\"},{\"id\":3,\"name\":\"zoe\"},{\"id\":4,}]"
                        .getBytes(UTF_8));
        Inspected.One first = one(PEOPLE, export, new Wanted.Nth(0));
        assertEquals(1, first.offset());
        assertEquals("{\"id\":1,\"name\":\"anna\"}", raw(first));
        Inspected.Row row = assertInstanceOf(Inspected.Row.class, first.outcome());
        assertEquals(
                List.of(new Inspected.Cell("id", Kind.NUMBER, "1"), new Inspected.Cell("name", Kind.TEXT, "\"ANNA\"")),
                row.cells());
        assertEquals("{\"id\":1,\"name\":\"ANNA\"}\n", row.encoded());
        Inspected.Rejected wrong = assertInstanceOf(Inspected.Rejected.class,
                one(PEOPLE, export, new Wanted.Nth(1)).outcome());
        assertEquals("id", wrong.field());
        assertEquals(RejectCode.WRONG_TYPE, wrong.code());
        assertInstanceOf(Inspected.Filtered.class, one(PEOPLE, export, new Wanted.Nth(2)).outcome());
        Inspected.Rejected malformed = assertInstanceOf(Inspected.Rejected.class,
                one(PEOPLE, export, new Wanted.Nth(3)).outcome());
        assertEquals(RejectCode.MALFORMED, malformed.code());
        Inspected.None none = assertInstanceOf(Inspected.None.class, find(PEOPLE, export, new Wanted.Nth(4)));
        assertEquals(4, none.records());
        assertFalse(Files.exists(folder.resolve("out")), "looking writes nothing");
    }

    @Test
    void anOffsetMeansTheRecordThatCoversItOrTheNextOne() throws IOException {
        ObjectRef export = export("\n{\"a\":1}\n  \n{\"b\":2}\n".getBytes(UTF_8));
        PipelinePlan lines = Definitions.identity().plan().withShape(new Shape.Lines());
        for (int offset = 0; offset <= 7; offset++) {
            assertEquals("{\"a\":1}", raw(one(lines, export, new Wanted.At(offset))), "offset " + offset);
        }
        for (int offset = 8; offset <= 18; offset++) {
            assertEquals("{\"b\":2}", raw(one(lines, export, new Wanted.At(offset))), "offset " + offset);
        }
        assertEquals(2, assertInstanceOf(Inspected.None.class, find(lines, export, new Wanted.At(19))).records());
    }

    @Test
    void aRecordThatIsTooLongIsToldWithoutItsBytes() throws IOException {
        ObjectRef export = export(("[1,\"" + "x".repeat(2_000) + "\",2]").getBytes(UTF_8));
        PipelinePlan small = Definitions.identity().plan().withMaxRecordBytes(1_000);
        for (Wanted wanted : List.of(new Wanted.Nth(1), new Wanted.At(1_500))) {
            Inspected.One one = one(small, export, wanted);
            assertNull(one.raw());
            assertEquals(1, one.index());
            assertEquals(2_002, one.length());
            assertEquals(RejectCode.RECORD_TOO_LONG,
                    assertInstanceOf(Inspected.Rejected.class, one.outcome()).code());
        }
        assertEquals("2", raw(one(small, export, new Wanted.Nth(2))));
    }

    @Test
    void anEntryOfAKeyedMapIsShownWithItsKey() throws IOException {
        ObjectRef export = export("{\"users\":{\"a\":{\"x\":1} , \"b\" : {\"x\":2}}}".getBytes(UTF_8));
        PipelinePlan map = Definitions.identity().plan().withShape(Shape.parse("map:/users"));
        Inspected.One one = one(map, export, new Wanted.Nth(1));
        assertEquals("\"b\" : {\"x\":2}", raw(one));
        assertEquals("{\"key\":\"b\",\"value\":{\"x\":2}}\n",
                assertInstanceOf(Inspected.Row.class, one.outcome()).encoded());
    }

    @Test
    void theIndexLeadsToTheSameRecordsAsTheBeginningWhateverTheExportIsPackedIn() throws IOException {
        for (Packed packed : Packed.values()) {
            ObjectRef export = export(packed.of(array()));
            PipelinePlan plan = Definitions.identity().plan();
            List<Inspected.One> without = looks(plan, export);
            publish(plan, export);
            List<Inspected.One> with = looks(plan, export);
            for (int i = 0; i < with.size(); i++) {
                assertEquals(without.get(i).index(), with.get(i).index(), packed + " " + i);
                assertEquals(without.get(i).offset(), with.get(i).offset(), packed + " " + i);
                assertEquals(raw(without.get(i)), raw(with.get(i)), packed + " " + i);
                assertEquals(without.get(i).outcome(), with.get(i).outcome(), packed + " " + i);
                assertFalse(without.get(i).reading().guide() == Inspected.Guide.INDEX);
            }
            Inspected.Reading last = with.getLast().reading();
            assertTrue(last.guide() == Inspected.Guide.INDEX, packed.toString());
            if (packed.canBeEntered()) {
                assertTrue(last.begin().source() > 0, packed.toString());
            }
        }
    }

    private List<Inspected.One> looks(PipelinePlan plan, ObjectRef export) {
        List<Inspected.One> looks = new ArrayList<>();
        for (int i : new int[]{0, 1, 17_777, 30_000, 45_001, RECORDS - 1}) {
            Inspected.One nth = one(plan, export, new Wanted.Nth(i));
            assertEquals(record(i), raw(nth));
            looks.add(nth);
            looks.add(one(plan, export, new Wanted.At(nth.offset() + nth.length() - 1)));
        }
        return looks;
    }

    /// How an export is packed.
    private enum Packed {
        PLAIN, GZIP_IN_ONE, GZIP_IN_MEMBERS, ZSTD_IN_FRAMES, UTF_16_WITH_MARK, UTF_16_IN_FRAMES;

        /// Whether the reading can begin anywhere but at the beginning.
        boolean canBeEntered() {
            return this != GZIP_IN_ONE;
        }

        byte[] of(String text) throws IOException {
            return switch (this) {
                case PLAIN -> text.getBytes(UTF_8);
                case GZIP_IN_ONE -> pieces(text, UTF_8, text.length(), InspectionTest::gzip);
                case GZIP_IN_MEMBERS -> pieces(text, UTF_8, 300_000, InspectionTest::gzip);
                case ZSTD_IN_FRAMES -> pieces(text, UTF_8, 300_000, Zstd::compress);
                case UTF_16_WITH_MARK -> ("\ufeff" + text).getBytes(UTF_16LE);
                case UTF_16_IN_FRAMES -> pieces(text, UTF_16BE, 300_000, Zstd::compress);
            };
        }
    }

    private interface Packing {
        byte[] pack(byte[] text);
    }

    private static byte[] pieces(String text, Charset charset, int size, Packing packing) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int from = 0; from < text.length(); from += size) {
            out.write(packing.pack(text.substring(from, Math.min(text.length(), from + size)).getBytes(charset)));
        }
        return out.toByteArray();
    }

    private static byte[] gzip(byte[] text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(text);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return out.toByteArray();
    }

    @Test
    void theIndexOfAnotherVersionOrShapeIsNotFollowed() throws IOException {
        PipelinePlan plan = Definitions.identity().plan();
        ObjectRef export = export(array().getBytes(UTF_8));
        publish(plan.withShape(new Shape.Array()), export);
        assertTrue(
                one(plan.withShape(new Shape.Array()), export, new Wanted.Nth(50_000)).reading()
                        .guide() == Inspected.Guide.INDEX);
        assertFalse(one(plan, export, new Wanted.Nth(50_000)).reading().guide() == Inspected.Guide.INDEX);
        ObjectRef longer = export(array().replace("]", " ]").getBytes(UTF_8));
        Inspected.One one = one(plan, longer, new Wanted.Nth(50_000));
        assertFalse(one.reading().guide() == Inspected.Guide.INDEX);
        assertEquals(record(50_000), raw(one));
    }

    @Test
    void aRecordFarBehindIsShownWithOneRequestForBytesNearIt() {
        try (S3Server server = S3Server.start(); S3Traffic traffic = new S3Traffic()) {
            server.createBucket("exports");
            server.createBucket("finished");
            String text = IntStream.range(0, 300_000).mapToObj(InspectionTest::record)
                    .collect(Collectors.joining("\n"));
            server.put("exports", "users.json", text.getBytes(UTF_8));
            Stores stores = new S3Stores(server.client(), "finished", "");
            PipelinePlan plan = Definitions.identity().plan();
            ObjectRef export = ObjectRef.object("exports", "users.json");
            RunReport report = new Runner(stores, MEMORY).run(
                    new RunPlan("test", export, plan, RunPlan.Published.ANSWER), Progress.Watcher.NONE);
            assertNull(report.failure());
            Stores seen = new S3Stores(S3Server.client(server.endpoint(), traffic), "finished", "");
            Inspection inspection = new Inspection(seen, Optional.of(seen.documents()), MEMORY, plan);
            Inspected.One one = assertInstanceOf(Inspected.One.class,
                    inspection.find(export, new Wanted.Nth(299_000)));
            assertEquals(record(299_000), raw(one));
            List<String> ranges = traffic.headers("GET", "Range").stream().filter(range -> !range.isEmpty()).toList();
            assertEquals(1, ranges.size(), ranges.toString());
            long from = Long.parseLong(ranges.getFirst().replaceAll("bytes=([0-9]+)-.*", "$1"));
            assertTrue(one.offset() - from <= (1 << 20) + (256 << 10), "from " + from + " for " + one.offset());
            assertTrue(one.reading().bytes() <= (1 << 20) + (512 << 10), "read " + one.reading().bytes());
            assertEquals(0, traffic.openBodies());
        }
    }
}

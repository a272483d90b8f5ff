package dev.levada.features;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdInputStream;
import dev.levada.model.Damage;
import dev.levada.model.FailureCode;
import dev.levada.model.ObjectRef;
import dev.levada.model.PipelinePlan;
import dev.levada.model.Shape;
import dev.levada.run.CheckpointPolicy;
import dev.levada.run.MemoryPlan;
import dev.levada.run.RunPlan;
import dev.levada.run.Runner;
import dev.levada.run.report.Manifest;
import dev.levada.run.report.Progress;
import dev.levada.run.report.RunReport;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Promise 3 on exports that something has happened to: a run either publishes nothing, or accounts for every record and every
/// byte. It never fails with an error of its own, and it never hangs.
class AccountingTest {

    /// Mutated exports of each shape in each form; more by `-Dlevada.accounting.cases`, others by `-Dlevada.accounting.seed`.
    private static final int CASES = Integer.getInteger("levada.accounting.cases", 100);
    private static final int FIRST_SEED = Integer.getInteger("levada.accounting.seed", 0);
    private static final Duration HANGS = Duration.ofSeconds(30);
    private static final Set<FailureCode> DEFECTS = EnumSet.of(FailureCode.INTERNAL, FailureCode.ACCOUNTING,
            FailureCode.STAGING_LOST, FailureCode.BUSY);
    /// Chunks so small that records and structure lie across their edges.
    private static final MemoryPlan SMALL = new MemoryPlan(64 << 20, 1 << 10, (1 << 20) + (64 << 10), 16 << 10, 23);
    private static final CheckpointPolicy NEVER = new CheckpointPolicy(Long.MAX_VALUE, Duration.ofDays(1));
    private static final List<String> PACKED = List.of("none", "gzip", "zstd");

    static Stream<Arguments> exports() {
        return Stream.of("array", "lines", "documents", "sequence", "map:/users", "/users", "/realm/*/users", "auto")
                .flatMap(shape -> Stream.of("plain", "gzip", "zstd", "utf-16", "utf-16 gzip")
                        .map(form -> Arguments.of(shape, form)));
    }

    private static String export(String shape) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            String record = "{\"id\":%d,\"name\":\"n\\u00e9e [%d]\",\"tags\":[\"a\",{\"b\":null}]}".formatted(i, i * 7);
            text.append(switch (shape) {
                case "lines" -> record + "\n";
                case "documents" -> record + (i % 3 == 0 ? "" : " ");
                case "sequence" -> "\u001e" + record + "\n";
                case "map:/users" -> (i == 0 ? "{\"users\":{" : ",") + "\"k" + i + "\":" + record;
                case "/users" -> (i == 0 ? "{\"n\":[1],\"users\":[" : ", ") + record;
                case "/realm/*/users" -> (i == 0
                        ? "{\"realm\":{\"a\":{\"users\":["
                        : i == 20 ? "]},\"b\":{\"n\":\"}]\",\"users\":[" : ", ") + record;
                default -> (i == 0 ? "[" : ",\n") + record;
            });
        }
        return text + switch (shape) {
            case "map:/users" -> "},\"end\":true}";
            case "/users" -> "],\"end\":{}}";
            case "/realm/*/users" -> "]}},\"end\":[]}";
            case "array", "auto" -> "]";
            default -> "";
        };
    }

    private static byte[] stored(String text, String form) throws IOException {
        byte[] plain = text.getBytes(form.startsWith("utf-16") ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int from = 0; from < plain.length; from += 700) {
            byte[] piece = Arrays.copyOfRange(plain, from, Math.min(plain.length, from + 700));
            switch (form) {
                case "gzip", "utf-16 gzip" -> {
                    try (GZIPOutputStream member = new GZIPOutputStream(out)) {
                        member.write(piece);
                    }
                }
                case "zstd" -> out.write(Zstd.compress(piece));
                default -> out.write(piece);
            }
        }
        return out.toByteArray();
    }

    /// Flips bytes, cuts, doubles or splices a stretch; sometimes several of these.
    private static byte[] mutated(byte[] export, Random random) {
        byte[] bytes = export.clone();
        for (int times = 1 + random.nextInt(3); times > 0 && bytes.length > 2; times--) {
            int a = random.nextInt(bytes.length);
            int b = Math.min(bytes.length, a + 1 + random.nextInt(200));
            bytes = switch (random.nextInt(5)) {
                case 0 -> flipped(bytes, a, random);
                case 1 -> Arrays.copyOf(bytes, a);
                case 2 -> joined(bytes, b, a, bytes.length); // [a, b) twice
                case 3 -> joined(bytes, a, b, bytes.length); // [a, b) left out
                default -> joined(bytes, bytes.length, a, b); // [a, b) once more, at the end
            };
        }
        return bytes;
    }

    private static byte[] flipped(byte[] bytes, int at, Random random) {
        byte[] copy = bytes.clone();
        copy[at] ^= (byte) (1 << random.nextInt(8));
        return copy;
    }

    private static byte[] joined(byte[] bytes, int end, int from, int to) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(bytes, 0, end);
        out.write(bytes, from, to - from);
        return out.toByteArray();
    }

    @ParameterizedTest
    @MethodSource("exports")
    void nothingIsPublishedOrEverythingIsAccountedFor(String shape, String form) throws IOException {
        byte[] sound = stored(export(shape), form);
        int published = 0;
        for (int seed = FIRST_SEED; seed < FIRST_SEED + CASES; seed++) {
            Random random = new Random(31L * seed + shape.hashCode() + form.hashCode());
            boolean whole = seed == 0;
            HeldStores stores = new HeldStores(whole ? sound : mutated(sound, random));
            PipelinePlan plan = Workplace.definition("""
                    pipeline: people
                    fields: {id: {type: long, required: true, max: 35}, name: {type: string}}
                    rejects: {fail-above: 100%%}
                    output: {compression: %s}
                    """.formatted(PACKED.get(random.nextInt(3)))).withShape(Shape.parse(shape))
                    .withDamage(random.nextBoolean() ? Damage.KEEP : Damage.FAIL);
            String which = shape + " " + form + " seed " + seed;
            RunReport report = assertTimeoutPreemptively(HANGS, () -> run(stores, plan), which);
            assertEquals(Set.of(), stores.staged(), which);
            switch (report.state()) {
                case FAILED -> {
                    FailureCode code = report.failure().code();
                    assertFalse(whole || DEFECTS.contains(code), () -> which + ": " + report.failure());
                    assertEquals(Map.of(), stores.output(), which);
                }
                case PUBLISHED -> {
                    account(stores.output(), report, which);
                    published++;
                }
                case CONTINUING, BUSY -> throw new AssertionError(which + ": " + report.state());
            }
        }
        assertTrue(published > 0, shape + " " + form);
    }

    private static RunReport run(HeldStores stores, PipelinePlan plan) {
        return new Runner(stores, SMALL, NEVER).run(new RunPlan("export", ObjectRef.object("held", "export"), plan,
                RunPlan.Published.REPLACE_IF_CHANGED), Progress.Watcher.NONE);
    }

    private static void account(Map<String, byte[]> output, RunReport report, String which) throws IOException {
        Manifest manifest = Manifest.read(output.get(Manifest.key("people", report.run())), which);
        Manifest.Counts counts = manifest.counts();
        assertEquals(counts.records(), counts.rows() + counts.filtered() + counts.rejected(), which);
        Manifest.Bytes bytes = manifest.bytes();
        assertEquals(bytes.plain(), bytes.records() + bytes.structure() + bytes.damaged(), which);
        if (manifest.complete()) {
            assertEquals(0, bytes.damaged(), which);
        } else {
            assertNotNull(manifest.damage(), which);
        }
        assertEquals(counts.rows(), lines(output, manifest, "data"), which);
        assertEquals(counts.rejected(), lines(output, manifest, "rejects"), which);
        for (Manifest.PartEntry part : manifest.parts()) {
            CRC32C crc = new CRC32C();
            crc.update(output.get(part.key()));
            assertEquals(part.crc32c(), Manifest.hex((int) crc.getValue()), which);
        }
    }

    private static long lines(Map<String, byte[]> output, Manifest manifest, String destination) throws IOException {
        long lines = 0;
        for (Manifest.PartEntry part : manifest.parts()) {
            if (part.destination().equals(destination)) {
                InputStream packed = new ByteArrayInputStream(output.get(part.key()));
                try (InputStream plain = part.key().endsWith(".gz")
                        ? new GZIPInputStream(packed)
                        : part.key().endsWith(".zst") ? new ZstdInputStream(packed) : packed) {
                    lines += new String(plain.readAllBytes(), StandardCharsets.UTF_8).lines().count();
                }
            }
        }
        return lines;
    }
}

package dev.levada.features;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.github.luben.zstd.Zstd;
import dev.levada.model.Damage;
import dev.levada.model.FailureCode;
import dev.levada.model.PipelinePlan;
import dev.levada.model.Shape;
import dev.levada.run.report.Manifest;
import dev.levada.run.report.RunReport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.zip.CRC32C;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Promise 3 on exports that something has happened to: a run either publishes nothing, or accounts for every record and every
/// byte. It never fails with an error of its own, and it never hangs.
class AccountingTest {

    private static final int CASES = Integer.getInteger("levada.accounting.cases", 60);
    private static final Set<FailureCode> DEFECTS = EnumSet.of(FailureCode.INTERNAL, FailureCode.ACCOUNTING,
            FailureCode.STAGING_LOST, FailureCode.BUSY);

    @TempDir
    Path folder;

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
                default -> (i == 0 ? "[" : ",\n") + record;
            });
        }
        return text + switch (shape) {
            case "map:/users" -> "},\"end\":true}";
            case "/users" -> "],\"end\":{}}";
            case "array", "auto" -> "]";
            default -> "";
        };
    }

    private static byte[] stored(String text, String form) throws IOException {
        byte[] plain = text.getBytes(form.equals("utf-16") ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int from = 0; from < plain.length; from += 700) {
            byte[] piece = Arrays.copyOfRange(plain, from, Math.min(plain.length, from + 700));
            switch (form) {
                case "gzip" -> {
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
    @CsvSource({"array, plain", "array, gzip", "lines, plain", "lines, zstd", "documents, plain", "sequence, plain",
            "map:/users, plain", "map:/users, gzip", "/users, plain", "/users, zstd", "auto, plain", "auto, gzip",
            "auto, zstd", "auto, utf-16", "lines, utf-16"})
    void nothingIsPublishedOrEverythingIsAccountedFor(String shape, String form) throws IOException {
        byte[] sound = stored(export(shape), form);
        PipelinePlan plan = Workplace.definition("""
                pipeline: people
                fields: {id: {type: long, required: true, max: 35}, name: {type: string}}
                rejects: {fail-above: 100%}
                """).withShape(Shape.parse(shape));
        for (int seed = 0; seed < CASES; seed++) {
            Random random = new Random(31L * seed + shape.hashCode() + form.hashCode());
            Path own = Files.createDirectories(folder.resolve(shape.replace('/', '-') + form + seed));
            Workplace place = new Workplace(own);
            Path export = place.export("export", seed == 0 ? sound : mutated(sound, random));
            PipelinePlan chosen = plan.withDamage(random.nextBoolean() ? Damage.KEEP : Damage.FAIL);
            String which = shape + " " + form + " seed " + seed;
            RunReport report = assertTimeoutPreemptively(Duration.ofSeconds(60), () -> place.run(export, chosen),
                    which);
            switch (report.state()) {
                case FAILED -> {
                    FailureCode code = report.failure().code();
                    assertFalse(DEFECTS.contains(code), () -> which + ": " + report.failure());
                    assertEquals(List.of(), place.files(), which);
                }
                case PUBLISHED -> account(place, report, which);
                case CONTINUING, BUSY -> throw new AssertionError(which + ": " + report.state());
            }
        }
    }

    private static void account(Workplace place, RunReport report, String which) {
        Manifest manifest = place.manifest(report);
        Manifest.Counts counts = manifest.counts();
        assertEquals(counts.records(), counts.rows() + counts.filtered() + counts.rejected(), which);
        Manifest.Bytes bytes = manifest.bytes();
        assertEquals(bytes.plain(), bytes.records() + bytes.structure() + bytes.damaged(), which);
        if (manifest.complete()) {
            assertEquals(0, bytes.damaged(), which);
        } else {
            assertNotNull(manifest.damage(), which);
        }
        assertEquals(counts.rows(), place.rows(report).size(), which);
        assertEquals(counts.rejected(), place.rejects(report).size(), which);
        for (Manifest.PartEntry part : manifest.parts()) {
            CRC32C crc = new CRC32C();
            crc.update(read(place.output().resolve(part.key())));
            assertEquals(part.crc32c(), Manifest.hex((int) crc.getValue()), which);
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
    }
}

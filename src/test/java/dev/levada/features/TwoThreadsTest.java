package dev.levada.features;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.Zstd;
import dev.levada.model.Compression;
import dev.levada.model.Damage;
import dev.levada.model.FailureCode;
import dev.levada.model.Format;
import dev.levada.model.ObjectRef;
import dev.levada.model.PipelinePlan;
import dev.levada.model.Shape;
import dev.levada.run.FileStores;
import dev.levada.run.MemoryPlan;
import dev.levada.run.RunPlan;
import dev.levada.run.Runner;
import dev.levada.run.report.Progress;
import dev.levada.run.report.RunReport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Promise 9 on two threads: the output is the same as on one, byte for byte, and so is what is said of a run that fails.
final class TwoThreadsTest {

    /// Chunks so small that a small export is many batches.
    private static final MemoryPlan SMALL = new MemoryPlan(64 << 20, 4 << 10, (1 << 20) + (64 << 10), 16 << 10, 23);
    private static final int RECORDS = 6_000;

    @TempDir
    private Path folder;

    @AfterEach
    void noThreadIsLeft() {
        assertEquals(List.of(), Thread.getAllStackTraces().keySet().stream().map(Thread::getName)
                .filter(name -> name.startsWith("levada-")).toList());
    }

    private static final PipelinePlan PEOPLE = Workplace.definition("""
            pipeline: people
            fields:
              id: {from: /id, type: long, required: true}
              name: {from: /name, type: string, apply: [lower, sha256]}
              more: {from: /more, type: json}
            where: {field: id, not-in: [3, 4, 5]}
            rejects: {fail-above: 50%}
            """);

    /// Every 100th is a reject, and some are longer than a chunk.
    private static String person(int i) {
        return "{\"id\": " + (i % 100 == 99 ? "\"x\"" : i) + ", \"name\": \"Zo\\u00eb " + i + "\", \"more\": [\""
                + "x".repeat(i % 997 == 0 ? 9_000 : i % 90) + "\"]}";
    }

    private static String people(String between) {
        return people(between, TwoThreadsTest::person);
    }

    private static String people(String between, IntFunction<String> one) {
        return IntStream.range(0, RECORDS).mapToObj(one).collect(Collectors.joining(between));
    }

    private static String export(String shape) {
        return switch (shape) {
            case "array" -> "[" + people(",\n") + "]";
            case "/realm/users" -> "{\"of\": [1], \"realm\": {\"users\": [" + people(", ") + "]}, \"end\": 1}";
            case "/data/*/items" ->
                "{\"data\": [{\"items\": [" + people(",") + "]}, {\"items\": [" + person(7) + "]}]}";
            case "map:/users" ->
                "{\"users\": {" + people(",\n", i -> "\"key " + i + "\": " + person(i)) + "}}";
            case "lines" -> people("\n");
            case "documents" -> people(" ");
            case "sequence" -> "\u001e" + people("\n\u001e") + "\n";
            default -> throw new IllegalArgumentException(shape);
        };
    }

    private static byte[] stored(String text, String form) throws IOException {
        byte[] plain = text.getBytes(StandardCharsets.UTF_8);
        return switch (form) {
            case "plain" -> plain;
            case "utf-16" -> text.getBytes(StandardCharsets.UTF_16);
            case "zstd" -> Zstd.compress(plain);
            case "gzip" -> {
                ByteArrayOutputStream members = new ByteArrayOutputStream();
                for (int from = 0; from < plain.length; from += 50_000) {
                    try (GZIPOutputStream member = new GZIPOutputStream(members)) {
                        member.write(Arrays.copyOfRange(plain, from, Math.min(plain.length, from + 50_000)));
                    }
                }
                yield members.toByteArray();
            }
            default -> throw new IllegalArgumentException(form);
        };
    }

    private RunReport run(Path export, PipelinePlan plan, int threads) {
        ObjectRef ref = ObjectRef.file(export.toAbsolutePath().toString());
        return new Runner(FileStores.of(output(threads)), SMALL.withThreads(threads)).run(
                new RunPlan(export.toString(), ref, plan, RunPlan.Published.REPLACE), Progress.Watcher.NONE);
    }

    private Path output(int threads) {
        return folder.resolve("on-" + threads);
    }

    private static PipelinePlan written(PipelinePlan plan, Format format, Compression compression) {
        return plan.withOutput(new PipelinePlan.Output(format, compression, 100_000));
    }

    private void assertSame(Path export, PipelinePlan plan) {
        RunReport one = run(export, plan, 1);
        assertEquals(RunReport.State.PUBLISHED, one.state(), () -> one.failure().message());
        assertEquals(RunReport.State.PUBLISHED, run(export, plan, 2).state());
        Map<String, String> expected = Published.in(output(1));
        Map<String, String> got = Published.in(output(2));
        assertEquals(expected.keySet(), got.keySet());
        expected.forEach((name, content) -> assertTrue(content.equals(got.get(name)), name));
    }

    @ParameterizedTest
    @CsvSource({"array, plain", "/realm/users, plain", "/data/*/items, gzip", "map:/users, plain", "map:/users, utf-16",
            "lines, zstd", "lines, plain", "documents, gzip", "sequence, plain", "array, utf-16", "array, gzip"})
    void everyShapeGivesTheSameBytes(String shape, String form) throws IOException {
        Path export = new Workplace(folder).export("export", stored(export(shape), form));
        PipelinePlan plan = PEOPLE.withShape(Shape.parse(shape));
        for (Compression compression : Compression.values()) {
            for (Format format : Format.values()) {
                assertSame(export, written(plan, format, compression));
            }
            assertSame(export, written(Workplace.identity().withShape(Shape.parse(shape)), Format.NDJSON, compression));
        }
    }

    @ParameterizedTest
    @CsvSource({"NONE", "ZSTD"})
    void damageThatIsKeptOutEndsAtTheSamePlace(Compression compression) throws IOException {
        String whole = export("array");
        Path export = new Workplace(folder).export("export",
                stored(whole.substring(0, whole.length() * 2 / 3), "plain"));
        assertSame(export, written(PEOPLE.withDamage(Damage.KEEP), Format.CSV, compression));
    }

    @ParameterizedTest
    @CsvSource({"NONE", "GZIP"})
    void aFailureIsTheSame(Compression compression) {
        String whole = export("array");
        Path cut = new Workplace(folder).export("cut", whole.substring(0, whole.length() / 2));
        Path twice = new Workplace(folder).export("twice", "{\"a\": " + whole + ", \"b\": [{\"id\": 1}]}");
        for (Path export : List.of(cut, twice)) {
            PipelinePlan plan = written(PEOPLE, Format.NDJSON, compression);
            RunReport one = run(export, plan, 1);
            RunReport two = run(export, plan, 2);
            assertEquals(RunReport.State.FAILED, one.state());
            assertEquals(one.failure().code(), two.failure().code());
            assertEquals(one.failure().message(), two.failure().message());
        }
    }

    @Test
    void tooManyRejectsAreCountedAlike() {
        Path export = new Workplace(folder).export("export", export("lines"));
        PipelinePlan strict = PEOPLE.withShape(new Shape.Lines()).withRejects(new PipelinePlan.Rejects(0.5, 1, 0));
        RunReport one = run(export, strict, 1);
        RunReport two = run(export, strict, 2);
        assertEquals(FailureCode.TOO_MANY_REJECTS, one.failure().code());
        assertEquals(one.failure().message(), two.failure().message());
    }
}

package dev.levada.features;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.levada.model.Compression;
import dev.levada.model.Format;
import dev.levada.model.ObjectRef;
import dev.levada.model.PipelinePlan;
import dev.levada.model.Sha256;
import dev.levada.run.CheckpointPolicy;
import dev.levada.run.FileStores;
import dev.levada.run.MemoryPlan;
import dev.levada.run.RunPlan;
import dev.levada.run.Runner;
import dev.levada.run.S3Stores;
import dev.levada.run.Stores;
import dev.levada.run.TimeLeft;
import dev.levada.run.report.Progress;
import dev.levada.run.report.RunReport;
import dev.levada.run.report.SeekIndex;
import dev.levada.s3.S3Server;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Promise 6: killed at any moment, it goes on, to the same bytes.
class KilledAtAnyMomentTest {

    /// A checkpoint wherever one is possible.
    private static final CheckpointPolicy OFTEN = new CheckpointPolicy(1, Duration.ofDays(1));
    private static final int USERS = 20_000;

    @TempDir
    Path folder;

    /// Small parts, smaller than a definition may ask for.
    private static PipelinePlan plan(String format, String compression) {
        PipelinePlan plan = Workplace.definition("""
                pipeline: users
                source: {records: auto, max-record-bytes: 1MiB}
                fields:
                  id: {from: /id, type: long, required: true}
                  name: {from: /name, type: string, apply: [upper]}
                  more: {from: /more, type: string}
                output: {format: %s, compression: %s}
                rejects: {fail-above: 50%%}
                """.formatted(format, compression));
        PipelinePlan.Output output = plan.output();
        return plan.withOutput(new PipelinePlan.Output(output.format(), output.compression(), 200_000));
    }

    /// Every 1,000th record is a reject.
    private static byte[] export() {
        return export(USERS);
    }

    private static byte[] export(int users) {
        StringBuilder text = new StringBuilder("{\"of\": [1, 2], \"users\": [");
        for (int i = 0; i < users; i++) {
            text.append(i == 0 ? "" : ",\n").append("{\"id\": ").append(i % 1000 == 999 ? "null" : i)
                    .append(", \"name\": \"n\\u00e9e ").append(i).append("\", \"more\": \"").append("x".repeat(i % 160))
                    .append("\"}");
        }
        return text.append("], \"end\": {}}").toString().getBytes(StandardCharsets.UTF_8);
    }

    private RunPlan run(Path export, PipelinePlan plan, TimeLeft time) {
        return new RunPlan(export.toString(), ObjectRef.file(export.toAbsolutePath().toString()), plan,
                RunPlan.Published.REPLACE_IF_CHANGED, time);
    }

    private static RunReport execute(Stores stores, RunPlan plan) {
        return execute(stores, plan, 1);
    }

    private static RunReport execute(Stores stores, RunPlan plan, int threads) {
        MemoryPlan memory = MemoryPlan.ofThisProcess().withThreads(threads);
        return new Runner(stores, memory, OFTEN).run(plan, Progress.Watcher.NONE);
    }

    @ParameterizedTest
    @EnumSource(MortalStores.Moment.class)
    void killedAtEveryStepOfTheProtocol(MortalStores.Moment moment) throws IOException {
        Path export = Files.write(folder.resolve("users.json"), export());
        RunPlan plan = run(export, plan("ndjson", "none"), TimeLeft.UNLIMITED);
        Path whole = folder.resolve("whole");
        assertEquals(RunReport.State.PUBLISHED, execute(FileStores.of(whole), plan).state());
        Map<String, String> expected = Published.in(whole);
        boolean died = true;
        int steps = 0;
        while (died) {
            steps++;
            Path output = folder.resolve("out-" + steps);
            MortalStores mortal = new MortalStores(FileStores.of(output), steps, moment);
            execute(mortal, plan);
            died = mortal.died();
            RunReport report = execute(FileStores.of(output), plan);
            assertEquals(RunReport.State.PUBLISHED, report.state(), () -> "" + report.failure());
            assertSame(expected, Published.in(output), "killed at step " + steps);
        }
        assertTrue(steps > 40, "so many steps: " + steps);
    }

    private static void assertSame(Map<String, String> expected, Map<String, String> got, String when) {
        assertEquals(expected.keySet(), got.keySet(), when);
        expected.forEach((name, content) -> assertTrue(content.equals(got.get(name)), when + ": " + name));
    }

    /// Killed again and again, three steps further each time, whatever the forms of export and output.
    @ParameterizedTest
    @CsvSource({"ndjson, none, plain, 1", "ndjson, none, plain, 2", "ndjson, zstd, plain, 2", "csv, gzip, members, 1",
            "csv, gzip, members, 2", "ndjson, zstd, one-member, 1", "csv, none, utf-16, 2"})
    void killedAgainAndAgainUntilItIsPublished(String format, String compression, String form, int threads)
            throws IOException {
        Path export = Files.write(folder.resolve("users"), as(form, export()));
        RunPlan plan = run(export, plan(format, compression), TimeLeft.UNLIMITED);
        Path whole = folder.resolve("whole");
        assertEquals(RunReport.State.PUBLISHED, execute(FileStores.of(whole), plan).state());
        Path output = folder.resolve("out");
        RunReport report = null;
        int kills = 0;
        for (int steps = 12; report == null || report.state() != RunReport.State.PUBLISHED; steps += 1) {
            report = execute(new MortalStores(FileStores.of(output), steps, MortalStores.Moment.BEHIND), plan, threads);
            kills++;
        }
        assertTrue(kills > 3, "so many kills: " + kills);
        execute(FileStores.of(output), plan); // tidies up what the last one could not
        assertSame(Published.in(whole), Published.in(output), kills + " kills");
    }

    /// The same on S3, where parts of an upload have 5 MiB or more: a few seeds, a few kills each.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void killedAgainAndAgainOnS3(long seed) {
        Random random = new Random(seed);
        byte[] export = export(60_000);
        PipelinePlan plan = plan("ndjson", "none").withOutput(new PipelinePlan.Output(Format.NDJSON, Compression.NONE,
                8_000_000));
        RunPlan event = new RunPlan("s3://inbox/users.json", ObjectRef.object("inbox", "users.json"), plan,
                RunPlan.Published.ANSWER);
        try (S3Server server = S3Server.start()) {
            server.createBucket("inbox");
            server.createBucket("whole");
            server.createBucket("output");
            server.put("inbox", "users.json", export);
            execute(new S3Stores(server.client(), "whole", ""), event);
            Stores output = new S3Stores(server.client(), "output", "");
            RunReport report = null;
            int kills = 0;
            while (report == null || report.state() != RunReport.State.PUBLISHED) {
                MortalStores.Moment moment = random.nextBoolean()
                        ? MortalStores.Moment.BEFORE
                        : MortalStores.Moment.BEHIND;
                MortalStores mortal = new MortalStores(output, 10 + kills * 4 + random.nextInt(30), moment);
                report = execute(mortal, event);
                kills++;
            }
            assertTrue(kills > 2, "so many kills: " + kills);
            execute(output, event);
            assertSame(Published.in(server, "whole"), Published.in(server, "output"),
                    "seed " + seed + ", " + kills + " kills");
            assertEquals(List.of(), server.uploads("output"));
        }
    }

    /// Killed within a step: a document that was written never got to its place.
    @Test
    void whatWasNotPutInItsPlaceGoes() throws IOException {
        Path export = Files.write(folder.resolve("users.json"), export(2_000));
        RunPlan plan = run(export, plan("ndjson", "none"), TimeLeft.UNLIMITED);
        Path output = folder.resolve("out");
        RunReport report = execute(FileStores.of(output), plan);
        Map<String, String> expected = Published.in(output);
        Path manifest = Path.of(report.manifest());
        Files.delete(manifest);
        Path ledger = output.resolve("_levada/ledger");
        String entry;
        try (Stream<Path> files = Files.walk(ledger)) {
            Path file = files.filter(path -> path.toString().endsWith(".json")).findFirst().orElseThrow();
            entry = output.relativize(file).toString();
            Files.delete(file);
        }
        List<String> keys = List.of(entry, output.relativize(manifest).toString(),
                SeekIndex.key("users", report.run()));
        for (String key : keys) {
            Files.write(ledger.resolve(".fresh-" + Sha256.hex(key).substring(0, 16) + "-1"), new byte[]{'{'});
        }
        execute(FileStores.of(output), plan);
        try (Stream<Path> files = Files.list(ledger)) {
            assertEquals(List.of(), files.filter(file -> file.getFileName().toString().contains("fresh")).toList());
        }
        assertSame(expected, Published.in(output), "run again");
    }

    private static byte[] as(String form, byte[] text) throws IOException {
        return switch (form) {
            case "members" -> members(text, 100_000);
            case "one-member" -> members(text, text.length);
            case "utf-16" -> new String(text, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_16);
            default -> text;
        };
    }

    private static byte[] members(byte[] text, int length) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int from = 0; from < text.length; from += length) {
            try (GZIPOutputStream member = new GZIPOutputStream(all)) {
                member.write(text, from, Math.min(length, text.length - from));
            }
        }
        return all.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aRunWhoseTimeIsOverGoesOnInTheNextProcess(int threads) throws IOException {
        Path export = Files.write(folder.resolve("users.json"), export());
        PipelinePlan plan = plan("ndjson", "gzip");
        Path whole = folder.resolve("whole");
        execute(FileStores.of(whole), run(export, plan, TimeLeft.UNLIMITED));
        Path output = folder.resolve("out");
        RunReport report = null;
        int invocations = 0;
        while (report == null || report.state() == RunReport.State.CONTINUING) {
            invocations++;
            report = execute(FileStores.of(output), run(export, plan, steps(4)), threads);
            if (report.state() == RunReport.State.CONTINUING) {
                assertTrue(Published.in(output).keySet().stream().noneMatch(name -> name.startsWith("users/")));
            }
        }
        RunReport last = report;
        assertEquals(RunReport.State.PUBLISHED, last.state(), () -> "" + last.failure());
        assertTrue(invocations > 2, "so many invocations: " + invocations);
        assertSame(Published.in(whole), Published.in(output), invocations + " invocations");
    }

    /// Time that is over when it has been asked for so often.
    private static TimeLeft steps(int looks) {
        Iterator<Duration> left = Stream.iterate(looks, n -> n - 1).map(n -> Duration.ofSeconds(Math.max(0, n) * 60L))
                .iterator();
        return left::next;
    }
}

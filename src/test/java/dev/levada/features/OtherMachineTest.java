package dev.levada.features;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.levada.model.Compression;
import dev.levada.model.Format;
import dev.levada.model.ObjectRef;
import dev.levada.model.PipelinePlan;
import dev.levada.run.CheckpointPolicy;
import dev.levada.run.FileStores;
import dev.levada.run.MemoryPlan;
import dev.levada.run.RunPlan;
import dev.levada.run.Runner;
import dev.levada.run.TimeLeft;
import dev.levada.run.report.Progress;
import dev.levada.run.report.RunReport;
import dev.levada.stage.pack.Packing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Promise 6 where the next process runs on another machine: a run keeps the library that it packs by, and whoever has not got it begins the
/// run anew, by the one that all have.
class OtherMachineTest {

    private static final CheckpointPolicy OFTEN = new CheckpointPolicy(1, Duration.ofDays(1));
    private static final Pattern ENGINE = Pattern.compile("\"engine\" *: *\"([^\"]*)\"");
    private static final Pattern RUN = Pattern.compile("\"run\" *: *\"([^\"]*)\"");
    private static final Pattern CHECKPOINT = Pattern.compile("\"checkpoint\" *: *\\{.*\\}(, *\"publication\")",
            Pattern.DOTALL);
    private static final String PORTABLE = "1 " + Packing.portable(Compression.GZIP).version();
    /// A library that makes something else of the sample than any that is here.
    private static final String ELSEWHERE = "1 isal-00000000";

    @TempDir
    Path folder;

    private Path export;
    private Path output;

    @BeforeEach
    void makesAnExport() throws IOException {
        String lines = IntStream.range(0, 40_000).mapToObj(i -> "{\"id\":" + i + ",\"name\":\"n" + i % 977 + "\"}\n")
                .collect(Collectors.joining());
        export = Files.writeString(folder.resolve("users.ndjson"), lines);
        output = folder.resolve("out");
    }

    private RunReport execute(TimeLeft time) {
        PipelinePlan plan = Workplace.identity()
                .withOutput(new PipelinePlan.Output(Format.NDJSON, Compression.GZIP, 200_000));
        RunPlan run = new RunPlan(export.toString(), ObjectRef.file(export.toAbsolutePath().toString()), plan,
                RunPlan.Published.REPLACE_IF_CHANGED, time);
        return new Runner(FileStores.of(output), MemoryPlan.ofThisProcess(), OFTEN).run(run, Progress.Watcher.NONE);
    }

    private void parks() {
        Iterator<Duration> left = Stream.iterate(4, n -> n - 1).map(n -> Duration.ofSeconds(Math.max(0, n) * 60L))
                .iterator();
        assertEquals(RunReport.State.CONTINUING, execute(left::next).state());
    }

    private Map<String, byte[]> published() throws IOException {
        RunReport report = execute(TimeLeft.UNLIMITED);
        assertEquals(RunReport.State.PUBLISHED, report.state(), () -> "" + report.failure());
        try (Stream<Path> parts = Files.list(output.resolve("identity/data"))) {
            Map<String, byte[]> bytes = new TreeMap<>();
            for (Path part : parts.toList()) {
                String number = part.getFileName().toString().replaceFirst("^[0-9a-f]+-", "");
                bytes.put(number, Files.readAllBytes(part));
            }
            return bytes;
        }
    }

    private static void assertSame(Map<String, byte[]> expected, Map<String, byte[]> got) {
        assertEquals(expected.keySet(), got.keySet());
        expected.forEach((part, bytes) -> assertTrue(Arrays.equals(bytes, got.get(part)), part));
    }

    private Path ledger() throws IOException {
        try (Stream<Path> files = Files.walk(output.resolve("_levada/ledger"))) {
            return files.filter(file -> file.toString().endsWith(".json")).findFirst().orElseThrow();
        }
    }

    private String inLedger(Pattern member) throws IOException {
        Matcher found = member.matcher(Files.readString(ledger()));
        assertTrue(found.find(), member.pattern());
        return found.group(1);
    }

    /// As if another machine had begun the run.
    private void beganBy(String engine) throws IOException {
        String entry = Files.readString(ledger());
        Files.writeString(ledger(), ENGINE.matcher(entry).replaceFirst("\"engine\":\"" + engine + "\""));
    }

    /// As if another machine had claimed the run, and no more.
    private void claimedBy(String engine) throws IOException {
        parks();
        beganBy(engine);
        String entry = Files.readString(ledger());
        Files.writeString(ledger(), CHECKPOINT.matcher(entry).replaceFirst("\"checkpoint\":null$1"));
    }

    /// Without an interruption, by the library that all have.
    private Map<String, byte[]> whole() throws IOException {
        output = folder.resolve("whole");
        claimedBy(PORTABLE);
        Map<String, byte[]> parts = published();
        output = folder.resolve("out");
        return parts;
    }

    @Test
    void aRunGoesOnWithTheLibraryThatItBeganWith() throws IOException {
        Map<String, byte[]> whole = whole();
        claimedBy(PORTABLE);
        parks();
        assertEquals(PORTABLE, inLedger(ENGINE));
        assertSame(whole, published());
    }

    @Test
    void whoeverHasNotGotItBeginsAnewWithTheOneThatAllHave() throws IOException {
        Map<String, byte[]> whole = whole();
        parks();
        String before = inLedger(RUN);
        beganBy(ELSEWHERE);
        parks();
        assertNotEquals(before, inLedger(RUN));
        assertEquals(PORTABLE, inLedger(ENGINE));
        assertSame(whole, published());
    }

    @Test
    void whatAnotherVersionOfTheRoomsBeganIsBegunAnewByTheFastest() throws IOException {
        parks();
        String before = inLedger(ENGINE);
        beganBy("0 isal-00000000");
        parks();
        assertEquals(before, inLedger(ENGINE));
        assertEquals("1 " + Packing.fastest(Compression.GZIP).version(), before);
        assertEquals(List.of("00000.ndjson.gz"), published().keySet().stream().limit(1).toList());
    }
}

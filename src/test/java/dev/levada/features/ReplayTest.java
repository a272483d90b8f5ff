package dev.levada.features;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.levada.model.FailureCode;
import dev.levada.model.ObjectRef;
import dev.levada.model.PipelinePlan;
import dev.levada.run.FileStores;
import dev.levada.run.MemoryPlan;
import dev.levada.run.ReplayPlan;
import dev.levada.run.Replays;
import dev.levada.run.RunPlan;
import dev.levada.run.Runner;
import dev.levada.run.Stores;
import dev.levada.run.report.Progress;
import dev.levada.run.report.RunReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Promises 4 to 6 hold for replays of rejects too.
final class ReplayTest {

    @TempDir
    private Path folder;

    private Path published;
    private String run;

    @BeforeEach
    void publish() {
        Workplace place = new Workplace(folder);
        Path export = place.export("users.json", IntStream.range(0, 2_000).mapToObj(i -> "{\"id\":" + i + "}")
                .collect(Collectors.joining("\n")));
        RunReport report = place.run(export, definition(999));
        assertEquals(1_000, report.rejected());
        published = place.output();
        run = report.run();
    }

    private static PipelinePlan definition(int most) {
        return Workplace.definition("""
                pipeline: people
                fields:
                  id: {from: /id, type: long, required: true, max: %d}
                output: {format: csv, compression: gzip}
                """.formatted(most));
    }

    private RunReport replay(Stores stores, int most) {
        return new Replays(stores, MemoryPlan.ofThisProcess()).run(
                new ReplayPlan("rejects", run, definition(most), RunPlan.Published.REPLACE_IF_CHANGED),
                Progress.Watcher.NONE).orElseThrow();
    }

    private Path copy(String name) {
        Path copy = folder.resolve(name);
        try (Stream<Path> files = Files.walk(published)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.copy(file, copy.resolve(published.relativize(file).toString()));
            }
            return copy;
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
    }

    /// All files but those of the ledger; manifests without their timings.
    private static Map<String, String> files(Path output) {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(output)) {
            for (Path file : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
                String name = output.relativize(file).toString();
                if (!name.startsWith("_levada/ledger/")) {
                    files.put(name, new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
                            .replaceAll("(?s)\"timings\".*", ""));
                }
            }
            return files;
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
    }

    @ParameterizedTest
    @EnumSource(MortalStores.Moment.class)
    void aReplayThatIsKilledAtAnyStepGoesOnToTheSameBytes(MortalStores.Moment moment) {
        Path whole = copy("whole");
        assertEquals(RunReport.State.PUBLISHED, replay(FileStores.of(whole), 1_499).state());
        boolean died = true;
        int steps = 0;
        while (died) {
            steps++;
            Path output = copy("out-" + steps);
            MortalStores mortal = new MortalStores(FileStores.of(output), steps, moment);
            replay(mortal, 1_499);
            died = mortal.died();
            RunReport report = replay(FileStores.of(output), 1_499);
            assertEquals(RunReport.State.PUBLISHED, report.state(), () -> "" + report.failure());
            assertEquals(files(whole), files(output), "killed at step " + steps);
        }
        assertTrue(steps > 20, "so many steps: " + steps);
    }

    @ParameterizedTest
    @EnumSource(MortalStores.Moment.class)
    void aReplayThatTakesAnothersPlaceLeavesNoRowTwiceWhereverItIsKilled(MortalStores.Moment moment) {
        assertEquals(RunReport.State.PUBLISHED, replay(FileStores.of(published), 1_199).state());
        Path whole = copy("whole");
        replay(FileStores.of(whole), 1_499);
        boolean died = true;
        for (int steps = 1; died; steps++) {
            Path output = copy("out-" + steps);
            MortalStores mortal = new MortalStores(FileStores.of(output), steps, moment);
            replay(mortal, 1_499);
            died = mortal.died();
            replay(FileStores.of(output), 1_499);
            assertEquals(files(whole), files(output), "killed at step " + steps);
        }
    }

    @Test
    void aRunThatTakesThePlaceOfAnotherTakesItsSupplementsToo() throws IOException {
        assertEquals(500, replay(FileStores.of(published), 1_499).rows());
        Workplace place = new Workplace(folder);
        RunReport again = place.run(folder.resolve("users.json"), definition(1_499));
        assertEquals(1_500, place.rows(again).size() - 1, "rows, and the header");
        assertEquals(2, place.files().stream().filter(name -> name.matches("people/(data|rejects)/.*")).count(),
                place.files().toString());
    }

    /// Whatever was shown of the replay by then is taken back, for the run to which it adds does not count any more.
    @ParameterizedTest
    @EnumSource(MortalStores.Moment.class)
    void aReplayThatIsCutLeavesNoRowOnceItsRunIsSuperseded(MortalStores.Moment moment) {
        boolean died = true;
        for (int steps = 1; died; steps++) {
            Path output = copy("out-" + steps);
            MortalStores mortal = new MortalStores(FileStores.of(output), steps, moment);
            replay(mortal, 1_499);
            died = mortal.died();
            RunReport newer = new Runner(FileStores.of(output), MemoryPlan.ofThisProcess()).run(
                    new RunPlan("users.json", ObjectRef.file(folder.resolve("users.json").toString()),
                            definition(1_499), RunPlan.Published.REPLACE),
                    Progress.Watcher.NONE);
            RunReport late = replay(FileStores.of(output), 1_499);
            assertEquals(FailureCode.SOURCE_CHANGED, late.failure().code(), "killed at step " + steps);
            assertEquals(List.of("people/data/" + newer.run() + "-00000.csv.gz",
                    "people/rejects/" + newer.run() + "-00000.ndjson.gz"),
                    files(output).keySet().stream().filter(name -> !name.contains("/runs/")).toList(),
                    "killed at step " + steps);
        }
    }
}

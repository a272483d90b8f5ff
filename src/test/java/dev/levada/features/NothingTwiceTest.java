package dev.levada.features;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.levada.model.Compression;
import dev.levada.model.FailureCode;
import dev.levada.model.Format;
import dev.levada.model.ObjectRef;
import dev.levada.model.PipelinePlan;
import dev.levada.run.FileStores;
import dev.levada.run.MemoryPlan;
import dev.levada.run.RunPlan;
import dev.levada.run.Runner;
import dev.levada.run.Stores;
import dev.levada.run.report.Progress;
import dev.levada.run.report.RunReport;
import dev.levada.run.state.Entry;
import dev.levada.run.state.Ledger;
import dev.levada.run.state.Recency;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Promise 4: nothing twice.
final class NothingTwiceTest {

    @TempDir
    private Path folder;
    private Workplace place;
    private Path export;

    @BeforeEach
    void workplace() {
        place = new Workplace(folder);
        export = place.export("export", "[{\"id\":1}]");
    }

    @Test
    void theSameExportIsAnsweredNotRunAgain() {
        RunReport first = place.run(export, Workplace.identity());
        List<String> files = place.files();
        RunReport second = place.run(export, Workplace.identity());
        assertFalse(first.repeated());
        assertTrue(second.repeated());
        assertEquals(first.run(), second.run());
        assertEquals(first.records(), second.records());
        assertEquals(first.bytesOut(), second.bytesOut());
        assertEquals(files, place.files());
    }

    @Test
    void aNewGenerationTakesThePlaceOfTheOldOne() {
        RunReport first = place.run(export, Workplace.identity());
        RunReport again = place.run(export, Workplace.identity(), RunPlan.Published.REPLACE);
        assertFalse(again.repeated());
        assertNotEquals(first.run(), again.run());
        assertEquals(first.run(), place.manifest(again).supersedes());
        assertEquals(again.run(), place.manifest(first).supersededBy());
        assertEquals(List.of("identity/data/" + again.run() + "-00000.ndjson"),
                place.files().stream().filter(file -> file.contains("/data/")).toList());
    }

    @Test
    void aNewerVersionOfTheExportTakesThePlaceOfTheOldOne() throws IOException {
        RunReport first = place.run(export, Workplace.identity());
        place.export("export", "[{\"id\":1},{\"id\":2}]");
        Files.setLastModifiedTime(export, FileTime.fromMillis(System.currentTimeMillis() + 10_000));
        RunReport newer = place.run(export, Workplace.identity());
        assertFalse(newer.repeated());
        assertEquals(2L, newer.records());
        assertEquals(first.run(), place.manifest(newer).supersedes());
        assertEquals(1, place.files().stream().filter(file -> file.contains("/data/")).count());
    }

    @Test
    void whatCouldNotBeRemovedOfASupersededRunIsRemovedTheNextTime() throws IOException {
        RunReport first = place.run(export, Workplace.identity());
        Path manifest = Path.of(first.manifest());
        byte[] sound = Files.readAllBytes(manifest);
        Files.writeString(manifest, "damaged");
        RunReport again = place.run(export, Workplace.identity(), RunPlan.Published.REPLACE);
        assertEquals(RunReport.State.PUBLISHED, again.state(), "what is published is published");
        assertEquals(2, place.files().stream().filter(file -> file.contains("/data/")).count());
        Files.write(manifest, sound);
        assertTrue(place.run(export, Workplace.identity()).repeated());
        assertEquals(1, place.files().stream().filter(file -> file.contains("/data/")).count());
    }

    /// The second could not remove the first, and nobody asked again before the third came.
    @Test
    void whatCouldNotBeRemovedIsRemovedByTheGenerationAfterTheNextToo() throws IOException {
        RunReport first = place.run(export, Workplace.identity());
        Path manifest = Path.of(first.manifest());
        byte[] sound = Files.readAllBytes(manifest);
        Files.writeString(manifest, "damaged");
        RunReport second = place.run(export, Workplace.identity(), RunPlan.Published.REPLACE);
        Files.write(manifest, sound);
        RunReport third = place.run(export, Workplace.identity(), RunPlan.Published.REPLACE);
        assertEquals(List.of("identity/data/" + third.run() + "-00000.ndjson"), dataParts());
        assertEquals(second.run(), place.manifest(first).supersededBy());
        assertEquals(third.run(), place.manifest(second).supersededBy());
    }

    private List<String> dataParts() {
        return place.files().stream().filter(file -> file.contains("/data/")).toList();
    }

    /// Cut anywhere, and then a third generation before anybody has repaired the second.
    @ParameterizedTest
    @EnumSource(MortalStores.Moment.class)
    void ofThreeGenerationsOneIsLeftWhereverTheSecondWasCut(MortalStores.Moment moment) {
        boolean died = true;
        for (int steps = 1; died; steps++) {
            Workplace here = new Workplace(folder.resolve(moment + "-" + steps));
            here.run(export, Workplace.identity());
            MortalStores mortal = new MortalStores(FileStores.of(here.output()), steps, moment);
            again(mortal);
            died = mortal.died();
            RunReport third = again(FileStores.of(here.output()));
            assertEquals(RunReport.State.PUBLISHED, third.state());
            assertEquals(1, here.files().stream().filter(file -> file.contains("/data/")).count(),
                    "cut at step " + steps + ": " + here.files());
            assertEquals(1, here.files().stream().filter(file -> file.endsWith("/index.json")).count());
        }
    }

    private RunReport again(Stores stores) {
        ObjectRef ref = ObjectRef.file(export.toAbsolutePath().toString());
        return new Runner(stores, MemoryPlan.ofThisProcess()).run(
                new RunPlan(export.toString(), ref, Workplace.identity(), RunPlan.Published.REPLACE),
                Progress.Watcher.NONE);
    }

    @Test
    void theIndexOfASupersededRunGoesWithItsParts() {
        RunReport first = place.run(export, Workplace.identity());
        assertTrue(place.files().contains("identity/runs/" + first.run() + "/index.json"));
        RunReport again = place.run(export, Workplace.identity(), RunPlan.Published.REPLACE);
        assertEquals(List.of("identity/runs/" + again.run() + "/index.json"),
                place.files().stream().filter(file -> file.endsWith("/index.json")).toList());
    }

    @Test
    void aResultWithoutItsManifestIsMadeAgainInThePlaceOfWhatIsLeftOfIt() throws IOException {
        RunReport first = place.run(export, Workplace.identity());
        Files.delete(Path.of(first.manifest()));
        RunReport again = place.run(export, Workplace.identity());
        assertFalse(again.repeated());
        assertEquals(List.of("identity/data/" + again.run() + "-00000.ndjson"), dataParts());
        assertTrue(place.run(export, Workplace.identity()).repeated());
    }

    /// Whoever consumes an output may move it away: a late event must not give them every row again.
    @Test
    void aResultWhosePartsWereTakenAwayIsAnsweredAndMadeAgainOnlyWhenAskedFor() throws IOException {
        place.run(export, Workplace.identity());
        Files.delete(place.output().resolve(dataParts().getFirst()));
        RunReport answer = place.run(export, Workplace.identity(), RunPlan.Published.ANSWER);
        assertTrue(answer.repeated());
        assertEquals(List.of(), dataParts());
        RunReport again = place.run(export, Workplace.identity(), RunPlan.Published.REPLACE);
        assertEquals(List.of("{\"id\":1}"), place.rows(again));
    }

    @ParameterizedTest
    @CsvSource({"0055AED6DCD90281E5, 0055AED6DCD90281E4, true", "0055AED6DCD90281E5, 0055AED6DCD90281E5, false",
            "0055, 00550, false", "00551, 0055, true", "0055, 00551, false", ", 0055, false", "0055, , false"})
    void aLateEventOfAnOlderVersionIsKnown(String published, String event, boolean newer) {
        Entry.Published entry = new Entry.Published("v2", new Recency(published, null), 1, "d", "r", "m",
                "2026-11-23T00:00:00Z");
        assertEquals(newer, entry.isNewerThan(new ObjectRef("b", "k", "v1", null, 1, event)));
    }

    @Test
    void aPipeIsAlwaysANewRun() throws IOException, InterruptedException {
        Path pipe = folder.resolve("pipe");
        assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
        for (String line : List.of("{\"id\":1}", "{\"id\":2}")) {
            Process writer = new ProcessBuilder("sh", "-c", "echo '" + line + "' > " + pipe).start();
            assertEquals(1L, place.run(pipe, Workplace.identity()).rows());
            assertEquals(0, writer.waitFor());
        }
        assertEquals(2, place.files().stream().filter(file -> file.contains("/data/")).count());
    }

    @Test
    void anotherDefinitionRunsAnewOnTheCommandLineAndIsToldInTheFunction() {
        place.run(export, Workplace.identity());
        PipelinePlan packed = Workplace.identity().withOutput(
                new PipelinePlan.Output(Format.NDJSON, Compression.GZIP, PipelinePlan.Output.PART_BYTES));
        RunReport function = place.run(export, packed, RunPlan.Published.ANSWER);
        assertTrue(function.repeated());
        assertTrue(function.definitionChanged());
        RunReport commandLine = place.run(export, packed, RunPlan.Published.REPLACE_IF_CHANGED);
        assertFalse(commandLine.repeated());
    }

    @Test
    void twoRunsOfOneExportAtTheSameTimeAreOneRun() {
        FileStores stores = FileStores.of(place.output());
        ObjectRef ref = ObjectRef.file(export.toAbsolutePath().toString());
        RunReport kept;
        try (Stores.Lock lock = stores.lock(Ledger.key("identity", ref))) {
            kept = place.run(export, Workplace.identity());
        }
        assertEquals(FailureCode.BUSY, kept.failure().code());
        assertEquals(RunReport.State.PUBLISHED, place.run(export, Workplace.identity()).state());
    }
}

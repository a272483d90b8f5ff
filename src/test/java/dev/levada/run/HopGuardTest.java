package dev.levada.run;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.levada.definition.Definitions;
import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import dev.levada.model.Mark;
import dev.levada.model.ObjectRef;
import dev.levada.model.SeekPoint;
import dev.levada.run.report.Progress;
import dev.levada.run.report.RunReport;
import dev.levada.run.state.Ledger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A run is not continued for ever.
final class HopGuardTest {

    @TempDir
    private Path folder;

    private static Mark at(long offset) {
        return new Mark(offset, 1, offset, SeekPoint.START, "");
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1000, 1001"})
    void whoHasGotFurtherIsContinued(long began, long parked) {
        assertDoesNotThrow(() -> new HopGuard(3, began).requireFurther(at(parked)));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1000, 1000", "1000, 999"})
    void whoHasNotIsNot(long began, long parked) {
        Failure failure = assertThrows(Failure.class, () -> new HopGuard(3, began).requireFurther(at(parked)));
        assertEquals(FailureCode.NO_PROGRESS, failure.code());
        assertEquals(parked, failure.offset());
    }

    private RunReport run(Path export, TimeLeft time) {
        ObjectRef ref = ObjectRef.file(export.toString());
        return new Runner(FileStores.of(folder.resolve("out")), MemoryPlan.of(64 << 20)).run(new RunPlan("test", ref,
                Definitions.identity().plan(), RunPlan.Published.ANSWER, time), Progress.Watcher.NONE);
    }

    @Test
    void aRunThatWasContinuedTooOftenFailsBeforeAnythingIsReadAndLeavesNothing() throws IOException {
        Path export = Files.writeString(folder.resolve("users.json"), "{\"id\":1}\n".repeat(100_000));
        assertEquals(RunReport.State.CONTINUING, run(export, () -> Duration.ZERO).state());
        Path entry = folder.resolve("out").resolve(Ledger.key("identity", ObjectRef.file(export.toString())));
        String parked = Files.readString(entry);
        assertTrue(parked.contains("\"continuations\":1,"), parked);
        Files.writeString(entry, parked.replace("\"continuations\":1,", "\"continuations\":1001,"));
        for (int tries = 0; tries < 2; tries++) {
            RunReport report = run(export, TimeLeft.UNLIMITED);
            assertEquals(FailureCode.NO_PROGRESS, report.failure().code());
            assertEquals(0L, report.bytesIn() == null ? 0L : report.bytesIn().longValue());
            assertEquals(List.of("users.json"), files());
        }
    }

    /// All but those of the ledger.
    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).map(file -> folder.relativize(file).toString())
                    .filter(name -> !name.startsWith("out/_levada/ledger/")).sorted().toList();
        }
    }
}

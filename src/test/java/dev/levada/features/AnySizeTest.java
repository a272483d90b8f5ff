package dev.levada.features;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.levada.model.FailureCode;
import dev.levada.model.ObjectRef;
import dev.levada.model.Shape;
import dev.levada.run.FileStores;
import dev.levada.run.MemoryPlan;
import dev.levada.run.RunPlan;
import dev.levada.run.Runner;
import dev.levada.run.report.Progress;
import dev.levada.run.report.RunReport;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Promise 2: any size. (Whole processes at a hundred to ten million rows: `.ci/memory`.)
final class AnySizeTest {

    @TempDir
    private Path folder;
    private Workplace place;

    @BeforeEach
    void workplace() {
        place = new Workplace(folder);
    }

    /// A heap of 28 MiB has no room for a tenth of this export.
    @Test
    void anExportMuchLargerThanTheHeapIsRun() throws IOException, InterruptedException {
        Path report = folder.resolve("report.json");
        Process run = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC", "-Xmx28m", "-cp", System.getProperty("java.class.path"),
                "dev.levada.entry.cli.Levada", "run", "-", "--output", place.output().toString(),
                "--max-record-bytes", "1MiB", "--report", report.toString(), "--quiet").redirectErrorStream(true)
                .start();
        byte[] lines = "{\"id\":1,\"text\":\"0123456789\"}\n".repeat(30_000).getBytes(StandardCharsets.UTF_8);
        try (OutputStream in = run.getOutputStream()) {
            for (int i = 0; i < 300; i++) {
                in.write(lines);
            }
        }
        String said = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, run.waitFor(), said);
        assertTrue(Files.readString(report).contains("\"rows\" : 9000000"));
    }

    @Test
    void aRecordThatIsTooLongIsRejectedBesideItsNeighbours() {
        String export = "[{\"id\":1},{\"text\":\"" + "x".repeat(3_000_000) + "\"},{\"id\":2}]";
        RunReport report = place.run(place.export("export", export),
                Workplace.identity().withMaxRecordBytes(1 << 20));
        assertEquals(List.of("{\"id\":1}", "{\"id\":2}"), place.rows(report));
        assertTrue(place.rejects(report).get(0).contains("RECORD_TOO_LONG"));
    }

    @Test
    void aRecordOfJustTheLimitIsARow() {
        String record = "{\"text\":\"" + "x".repeat((8 << 20) - 11) + "\"}";
        assertEquals(8 << 20, record.length());
        RunReport report = place.run(place.export("export", record + "\n{\"id\":2}\n"),
                Workplace.identity().withShape(new Shape.Lines()));
        assertEquals(List.of(record, "{\"id\":2}"), place.rows(report));
    }

    @Test
    void whatDoesNotFitIsRefusedBeforeAnythingIsRead() {
        ObjectRef nowhere = ObjectRef.file("/there/is/no/such/export");
        RunReport report = new Runner(FileStores.of(place.output()), MemoryPlan.of(32 << 20)).run(
                new RunPlan("nowhere", nowhere, Workplace.identity(), RunPlan.Published.ANSWER), Progress.Watcher.NONE);
        assertEquals(FailureCode.MEMORY_TOO_SMALL, report.failure().code(), report.failure().message());
        assertEquals(
                "[/there/is/no/such/export] needs a heap of 60 MiB or max-record-bytes <= 2MiB, got 32 MiB and 8 MiB",
                report.failure().message());
    }
}

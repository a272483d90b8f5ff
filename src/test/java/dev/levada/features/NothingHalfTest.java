package dev.levada.features;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.levada.model.PipelinePlan;
import dev.levada.run.report.RunReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Promise 5: nothing half.
final class NothingHalfTest {

    @TempDir
    private Path folder;
    private Workplace place;

    @BeforeEach
    void workplace() {
        place = new Workplace(folder);
    }

    @Test
    void aRunThatFailsAtItsLastByteLeavesNothing() {
        String many = "{\"id\":12345678,\"text\":\"" + "x".repeat(1000) + "\"}\n";
        PipelinePlan small = Workplace.identity();
        RunReport report = place.run(place.export("export", many.repeat(8_000) + "{\"id\":"), small);
        assertEquals(RunReport.State.FAILED, report.state());
        assertEquals(List.of(), place.files());
        assertEquals(8_000L, report.records());
    }

    /// A process of its own is killed in the middle: it waits for more of its standard input with parts staged.
    @Test
    void aRunThatIsKilledBeforeItPublishesLeavesNoPartInData() throws IOException, InterruptedException {
        Process run = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), "dev.levada.entry.cli.Levada", "run", "-", "--output",
                place.output().toString(), "--records", "lines", "--quiet").redirectErrorStream(true).start();
        byte[] lines = ("{\"text\":\"" + "x".repeat(1000) + "\"}\n").repeat(8_000)
                .getBytes(StandardCharsets.UTF_8);
        run.getOutputStream().write(lines);
        run.getOutputStream().flush();
        for (int i = 0; i < 600 && stagedBytes() < 4 << 20; i++) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        assertTrue(stagedBytes() >= 4 << 20, "parts are staged while the run goes on");
        run.destroyForcibly().waitFor();
        assertTrue(place.files().stream().allMatch(file -> file.startsWith(".staging/")), place.files().toString());
    }

    private long stagedBytes() throws IOException {
        Path staging = place.output().resolve(".staging");
        if (!Files.exists(staging)) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(staging)) {
            return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
        }
    }

    @Test
    void theLeftoversOfAKilledRunAreGoneAfterTheNextOne() throws IOException {
        Path export = place.export("export", "[{\"id\":1}]");
        RunReport report = place.run(export, Workplace.identity());
        Path stray = place.output().resolve(".staging").resolve(report.run()).resolve("identity/data/stray");
        Files.createDirectories(stray.getParent());
        Files.writeString(stray, "half");
        try (Stream<Path> files = Files.walk(place.output().resolve("_levada"))) {
            files.filter(Files::isRegularFile).forEach(file -> assertTrue(file.toFile().delete()));
        }
        RunReport next = place.run(export, Workplace.identity());
        assertEquals(report.run(), next.run(), "without its ledger entry the export is the first generation again");
        assertFalse(Files.exists(stray));
    }

    @Test
    void aPublicationThatFailsHalfWayIsWithdrawn() throws IOException {
        Path inTheWay = place.output().resolve("people/rejects");
        Files.createDirectories(inTheWay.getParent());
        Files.writeString(inTheWay, "a file where the folder of the rejects belongs");
        PipelinePlan people = Workplace.definition("""
                pipeline: people
                fields: {id: {type: long, required: true}}
                """);
        Path export = place.export("export", "[{\"id\":1},{\"id\":null}]");
        RunReport report = place.run(export, people);
        assertEquals("UNWRITABLE", report.failure().code().name(), report.failure().message());
        assertEquals(List.of("people/rejects"), place.files());
        Files.delete(inTheWay);
        assertEquals(List.of("{\"id\":1}"), place.rows(place.run(export, people)));
    }

    @Test
    void anOutputThatCannotBeWrittenFailsTheRun() throws IOException {
        Path file = Files.writeString(folder.resolve("out"), "a file, not a folder");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
        RunReport report = place.run(place.export("export", "[{\"id\":1}]"), Workplace.identity());
        assertEquals("UNWRITABLE", report.failure().code().name(), report.failure().message());
    }
}

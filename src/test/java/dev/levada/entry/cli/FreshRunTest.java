package dev.levada.entry.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a run that meets no run before it has no use for, and what costs more than such a run itself, is not loaded.
class FreshRunTest {

    private static final List<String> NOT_LOADED = List.of(" com.fasterxml.jackson.databind.");
    /// It squares large numbers when it is initialized.
    private static final List<String> NOT_INITIALIZED = List.of("Initializing 'java/math/BigDecimal'");

    @TempDir
    Path folder;

    @Test
    void aFreshRunLoadsNothingDearThatItDoesNotNeed() throws IOException, InterruptedException {
        Path export = Files.writeString(folder.resolve("export.json"), "[{\"id\":1,\"email\":\"a@example.com\"}]");
        Path classes = folder.resolve("classes");
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED", "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-Xlog:class+load,class+init:file=" + classes, "-cp", System.getProperty("java.class.path"),
                Levada.class.getName(), "run", export.toString(), "--pipeline", "users", "--output",
                folder.resolve("output").toString()).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(ExitCode.DONE, process.waitFor(), said);
        List<String> loaded = Files.readAllLines(classes);
        assertTrue(loaded.stream().anyMatch(line -> line.contains(" " + Levada.class.getName() + " ")));
        assertTrue(loaded.stream().anyMatch(line -> line.contains("Initializing 'dev/levada/entry/cli/Levada'")));
        for (String dear : Stream.concat(NOT_LOADED.stream(), NOT_INITIALIZED.stream()).toList()) {
            assertEquals(List.of(), loaded.stream().filter(line -> line.contains(dear)).toList());
        }
    }
}

package dev.levada.entry.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DrillCommandTest {

    @TempDir
    Path folder;

    @Test
    void aDrillHoldsAndLeavesNothing() throws IOException {
        Session session = new Session(folder);
        int code = session.type("drill", folder.resolve("out").toString(), "--users", "20000", "--kills", "2");
        assertEquals(0, code, session.out());
        assertEquals(6, session.out().lines().filter(line -> line.startsWith("ok ")).count(), session.out());
        try (Stream<Path> left = Files.walk(folder.resolve("out"))) {
            assertTrue(left.noneMatch(Files::isRegularFile));
        }
    }
}

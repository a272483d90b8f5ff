package dev.levada.entry.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is typed wrongly, and what is asked for help.
final class UsageTest {

    @TempDir
    private Path folder;

    private Session session;

    @BeforeEach
    void begin() {
        session = new Session(folder);
    }

    private String onlyError() {
        assertEquals(1, session.errors().size(), () -> String.join("\n", session.errors()));
        assertTrue(session.errors().getFirst().startsWith("levada: "), session.errors().getFirst());
        return session.errors().getFirst();
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "check", "invoke", "demo", "size", "redrive", "backfill"})
    void everyCommandShowsExamples(String command) {
        assertEquals(0, session.type(command, "--help"));
        assertTrue(session.out().contains("Usage: levada " + command), session.out());
        assertTrue(session.out().contains("\nExamples:\n  levada " + command), session.out());
        assertTrue(session.out().contains("\nExit codes:\n"), session.out());
        assertTrue(session.out().lines().allMatch(line -> line.length() <= 80), session.out());
    }

    @Test
    void helpNamesTheCommands() {
        assertEquals(0, session.type("--help"));
        for (String command : List.of("run", "check", "invoke", "demo", "Examples:")) {
            assertTrue(session.out().contains(command), command);
        }
    }

    @Test
    void theVersionIsThatOfTheBuild() {
        assertEquals(0, session.type("--version"));
        assertTrue(session.out().matches("levada \\S+\\R"), session.out());
    }

    @Test
    void withoutACommandThereIsNothingToDo() {
        assertEquals(2, session.type());
        assertTrue(onlyError().contains("missing required subcommand"), onlyError());
    }

    @Test
    void anUnknownCommandIsNamed() {
        assertEquals(2, session.type("frobnicate"));
        assertTrue(onlyError().contains("'frobnicate'"), onlyError());
    }

    @Test
    void runNeedsInputAndOutput() throws IOException {
        assertEquals(2, session.type("run", "--output", session.path("out")));
        assertTrue(onlyError().contains("'INPUT'"), onlyError());
        assertEquals(2, session.type("run", session.file("a.json", "[1]")));
        assertTrue(onlyError().contains("'--output=DIR'"), onlyError());
    }

    @Test
    void threadsAreOneOrTwo() throws IOException {
        String export = session.file("a.json", "[1]");
        assertEquals(2, session.run(export, "--threads", "3"));
        assertTrue(onlyError().contains("'--threads'") && onlyError().contains("expected 1 or 2 threads, got 3"),
                onlyError());
        assertEquals(List.of(), session.published("out"));
    }

    @Test
    void standardInputIsTakenOnce() {
        assertEquals(2, session.run("-", "-"));
        assertTrue(onlyError().contains("standard input"), onlyError());
    }

    @Test
    void aMissingDefinitionIsNamed() throws IOException {
        assertEquals(2, session.run(session.file("a.json", "[1]"), "--pipeline", session.path("none.yaml")));
        assertTrue(onlyError().contains(session.path("none.yaml")), onlyError());
        assertFalse(Files.exists(folder.resolve("report.json")));
    }

    @Test
    void anUnknownNameIsAnsweredWithTheKnownOnes() throws IOException {
        assertEquals(2, session.run(session.file("a.json", "[1]"), "--pipeline", "usres"));
        assertTrue(onlyError().contains("address-blocks, users, identity"), onlyError());
    }

    @Test
    void everyProblemOfADefinitionIsALine() throws IOException {
        String bad = session.file("bad.yaml", "pipeline: bad\nfields:\n  a: {from: a, type: strin}\nfrob: 1\n");
        assertEquals(2, session.run(session.file("a.json", "[1]"), "--pipeline", bad));
        assertTrue(session.errors().size() >= 3, () -> String.join("\n", session.errors()));
        for (String line : session.errors()) {
            assertTrue(line.startsWith("levada: ") && line.contains("bad.yaml"), line);
        }
        assertEquals(List.of(), session.published("out"));
    }

    @Test
    void aReportHasToBeAFile() throws IOException {
        String export = session.file("a.json", "[1]");
        assertEquals(2, session.type("run", export, "--output", session.path("out"), "--report", folder.toString()));
        assertTrue(onlyError().contains("--report"), onlyError());
        assertEquals(2, session.type("run", export, "--output", session.path("out"), "--report", export + "/r.json"));
        assertTrue(onlyError().contains("r.json"), onlyError());
        assertEquals(List.of(), session.published("out"));
    }

    @Test
    void argumentsThatBeginWithAnAtSignAreNotFilesOfArguments() throws IOException {
        session.file("arguments", "--help");
        assertEquals(1, session.run("@" + session.path("arguments")));
        assertEquals("UNREADABLE", session.report().get("failure").get("code").textValue());
    }

    @Test
    void whatFollowsTwoDashesIsAnInput() throws IOException {
        assertEquals(1, session.run("--", "--help"));
        assertEquals("--help", session.report().get("input").textValue());
    }
}

package dev.levada.entry.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    private static String[] words(String line) {
        return Pattern.compile(" ").split(line);
    }

    private String onlyError() {
        assertEquals(1, session.errors().size(), () -> String.join("\n", session.errors()));
        assertTrue(session.errors().getFirst().startsWith("levada: "), session.errors().getFirst());
        return session.errors().getFirst();
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "check", "invoke", "demo", "show", "size", "replay", "backfill", "redrive", "sweep",
            "drill"})
    void everyCommandShowsExamples(String command) {
        assertEquals(0, session.type(command, "--help"));
        assertTrue(session.out().contains("Usage: levada " + command), session.out());
        assertTrue(session.out().contains("\nExamples:\n  levada " + command), session.out());
        assertTrue(session.out().contains("\nExit codes:\n"), session.out());
        assertTrue(session.out().lines().allMatch(line -> line.length() <= 80), session.out());
    }

    @Test
    void helpSaysWhatCanBeTyped() {
        assertEquals(0, session.type("run", "-h"));
        List<String> help = session.out().lines().toList();
        assertEquals("Runs exports: each INPUT is a run of its own.", help.getFirst());
        assertTrue(help.get(1).startsWith("Usage: levada run [-hV] --output=DIR [--pipeline=FILE|NAME]"), help.get(1));
        assertTrue(help.contains("      INPUT...               A file, s3://bucket/key, or - for standard input."));
        assertEquals("                             none, gzip or zstd.",
                help.get(help.indexOf("      --compression=COMPRESSION") + 1));
        assertTrue(help.contains("  -h, --help                 Show this help message and exit."));
        assertTrue(help.contains("  levada run s3://exports/users.json.gz --output s3://finished/users \\"));
    }

    @Test
    void helpSaysWhatStandsInAndOfWhatOneIsNeeded() {
        assertEquals(0, session.type("show", "--help"));
        assertTrue(session.out().contains("(--record=N | --offset=BYTE) INPUT\n"), session.out());
        assertEquals(0, session.type("sweep", "--help"));
        assertTrue(session.out().contains("(24h)."), session.out());
        assertFalse(session.out().contains("${"), session.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h", "--verbose --help", "-hV", "run --help", "run -h", "run --frob --help",
            "run a.json --verbose -h", "run --help --version"})
    void whoeverAsksForHelpGetsIt(String line) {
        assertEquals(0, session.type(words(line)));
        String usage = "Usage: levada " + (line.startsWith("run") ? "run" : "[-hV]");
        assertTrue(session.out().contains(usage), session.out());
        assertEquals(List.of(), session.errors());
    }

    @Test
    void helpIsAsWideAsTheTerminal() {
        String narrow = Help.of(CommandName.RUN, 60);
        String wide = Help.of(CommandName.RUN, 132);
        assertTrue(narrow.lines().allMatch(line -> line.length() <= 60), narrow);
        assertTrue(wide.lines().allMatch(line -> line.length() <= 132), wide);
        assertTrue(wide.lines().count() < narrow.lines().count());
        assertEquals(wide.replaceAll("[\\s\\\\]+", " "), narrow.replaceAll("[\\s\\\\]+", " "));
    }

    @Test
    void helpNamesTheCommands() {
        assertEquals(0, session.type("--help"));
        for (String command : List.of("run", "check", "invoke", "demo", "show", "size", "replay", "backfill", "redrive",
                "sweep", "drill")) {
            assertTrue(session.out().contains("\n  " + command + " "), command);
        }
        assertTrue(session.out().contains("\nExamples:\n  levada demo\n"), session.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--version", "-V", "-V run", "run --version", "check -V"})
    void theVersionIsThatOfTheBuild(String line) {
        assertEquals(0, session.type(words(line)));
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

    @ParameterizedTest
    @ValueSource(strings = {"--frob", "--frob run a.json --output out", "-x", "-", "-- run a.json --output out",
            "--output out run a.json", "--verbose=yes demo", "RUN", "ru"})
    void beforeTheCommandThereIsLittle(String line) {
        assertEquals(2, session.type(words(line)));
        assertTrue(onlyError().endsWith(" (levada --help tells what there is)"), onlyError());
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', value = {"--frob, unknown option: '--frob'",
            "--frmat=csv, unknown option: '--frmat=csv'", "-x, unknown option: '-x'", "-hq, unknown option: '-hq'",
            "-quiet, unknown option: '-quiet'", "-report=r.json, unknown option: '-report=r.json'",
            "-reportr.json, unknown option: '-reportr.json'", "--quie, unknown option: '--quie'",
            "--pipel=users, unknown option: '--pipel=users'", "--QUIET, unknown option: '--QUIET'",
            "--again=yes, \"expected no value for option '--again', got '--again=yes'\"",
            "--pipeline, \"expected FILE|NAME for option '--pipeline', got none\"",
            "--report --quiet, \"expected FILE for option '--report', got none\"",
            "--again --again, \"expected option '--again' once, got it 2 times\"",
            "--format=csv --format csv, \"expected option '--format=FORMAT' once, got it 2 times\"",
            "--threads=x, \"invalid value for option '--threads': expected 1 or 2 threads, got x\""})
    void whatCannotBeTypedIsNamed(String options, String message) throws IOException {
        List<String> line = new ArrayList<>(
                List.of("run", session.file("a.json", "[1]"), "--output", session.path("out")));
        line.addAll(List.of(words(options)));
        assertEquals(2, session.type(line.toArray(String[]::new)));
        assertEquals("levada: " + message + " (levada run --help tells what there is)", onlyError());
        assertEquals(List.of(), session.published("out"));
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', value = {"show a.json, missing required '--record=N' or '--offset=BYTE'",
            "show --record 1, missing required 'INPUT'",
            "show a.json --record 1 --offset=1, \"expected '--record=N' or '--offset=BYTE', got both\"",
            "show a.json b.json --record 1, \"expected one INPUT, got also 'b.json'\"",
            "show a.json --record=x, \"invalid value for option '--record': expected a whole number, got x\"",
            "invoke, missing required 'EVENT.json' and '--buckets=DIR'",
            "demo x, \"expected options only, got 'x'\"",
            "drill out --kills 9999999999, \"invalid value for option '--kills': expected at most 2147483647, got 9999999999\"",
            "size a.json --core-speed x, \"invalid value for option '--core-speed': expected a number, got x\"",
            "sweep out --older-than=-1h, \"invalid value for option '--older-than': expected a time such as 90m, 24h or 7d, got -1h\""})
    void everyCommandSaysWhatItExpected(String line, String message) {
        assertEquals(2, session.type(words(line)));
        String command = line.substring(0, (line + " ").indexOf(' '));
        assertEquals("levada: " + message + " (levada " + command + " --help tells what there is)", onlyError());
    }

    @Test
    void optionsStandAnywhereAndTakeTheirValuesBehindASpaceOrAnEqualsSign() throws IOException {
        String one = session.file("one.json", "[1]");
        String two = session.file("two.json", "[2]");
        String out = session.path("out");
        assertEquals(0, session.type("--verbose", "run", one, "--verbose", "--output=" + out, two, "--records", "array",
                "--report=" + session.path("a=b.json"), "--compression", "none"));
        assertEquals(2, session.json("a=b.json").size());
        assertEquals(List.of("1", "2"), session.lines("out", "/data/").stream().sorted().toList());
    }

    @Test
    void valuesAreTakenAsTheyStand() throws IOException {
        String export = session.file("a.json", "[1]");
        assertEquals(2, session.run(export, "--threads", "-1"));
        assertTrue(onlyError().contains("expected 1 or 2 threads, got -1"), onlyError());
        assertEquals(2, session.run(export, "--pipeline", "-none"));
        assertTrue(onlyError().endsWith("got -none"), onlyError());
        assertEquals(2, session.run(export, "--pipeline", "\"users\""));
        assertTrue(onlyError().endsWith("got \"users\""), onlyError());
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

    @ParameterizedTest
    @ValueSource(strings = {"--help", "--verbose", "--", "-V", "--output=x"})
    void whatFollowsTwoDashesIsAnInput(String input) throws IOException {
        assertEquals(1, session.run("--", input));
        assertEquals(input, session.report().get("input").textValue());
        assertEquals(1, session.errors().size(), () -> String.join("\n", session.errors()));
    }
}

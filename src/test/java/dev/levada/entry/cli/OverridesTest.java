package dev.levada.entry.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the command line says instead of the definition.
final class OverridesTest {

    @TempDir
    private Path folder;

    private Session session;
    private String people;

    @BeforeEach
    void begin() throws IOException {
        session = new Session(folder);
        people = session.file("people.yaml", Session.PEOPLE);
    }

    private JsonNode report(int code, String... arguments) throws IOException {
        assertEquals(code, session.run(arguments), () -> String.join("\n", session.errors()));
        return session.report();
    }

    @Test
    void formatAndCompression() throws IOException {
        String export = session.file("a.json", "[{\"id\":1,\"name\":\"Åse\"}]");
        report(0, export, "--pipeline", people, "--format", "csv", "--compression", "zstd");
        assertTrue(session.published("out").getFirst().endsWith("-00000.csv.zst"));
        assertEquals(List.of("id,name", "1,Åse"), session.lines("out", "/data/"));
    }

    @ParameterizedTest
    @CsvSource({"none, .ndjson", "gzip, .ndjson.gz", "zstd, .ndjson.zst"})
    void everyCompression(String word, String ending) throws IOException {
        report(0, session.file("a.json", "[1]"), "--compression", word);
        assertTrue(session.published("out").getFirst().endsWith("-00000" + ending));
    }

    @ParameterizedTest
    @CsvSource({"/users, 2, '{\"users\":[1,2],\"groups\":[3]}'",
            "/*/users, 3, '{\"a\":{\"users\":[1]},\"b\":{\"users\":[2,3]}}'",
            "map:/users, 1, '{\"users\":{\"k\":1}}'", "map:, 2, '{\"k\":1,\"l\":2}'", "documents, 2, '1 2'",
            "array, 1, '[1]'", "lines, 1, '{\"users\":[1]}'", "auto, 1, '[1]'"})
    void everyShape(String shape, long records, String export) throws IOException {
        JsonNode report = report(0, session.file("a.json", export), "--records", shape);
        assertEquals(records, report.get("records").longValue());
    }

    @Test
    void recordsOfATextSequence() throws IOException {
        JsonNode report = report(0, session.file("a.json", "\u001e1\n\u001e2\n"), "--records", "sequence");
        assertEquals("sequence", report.get("shape").textValue());
        assertEquals(2, report.get("records").longValue());
    }

    @Test
    void aShapeThatTheExportHasNotIsAFailedRun() throws IOException {
        JsonNode report = report(1, session.file("a.json", "{\"users\":[1]}"), "--records", "/people");
        assertEquals("WRONG_SHAPE", report.get("failure").get("code").textValue());
    }

    @ParameterizedTest
    @CsvSource({"33, 1", "33%, 1", "33.4, 0", "33.4%, 0", "100, 0", "0, 1"})
    void rejectsAboveTheShareFail(String percent, int code) throws IOException {
        String export = session.file("a.json", "[{\"id\":1},{\"id\":2},{}]");
        JsonNode report = report(code, export, "--pipeline", people, "--fail-above", percent);
        String failure = report.get("failure").path("code").asText("none");
        assertEquals(code == 0 ? "none" : "TOO_MANY_REJECTS", failure);
    }

    @Test
    void recordsAboveTheSizeAreRejected() throws IOException {
        String export = session.file("a.json", "[{\"id\":1},{\"id\":2,\"name\":\"" + "x".repeat(2000) + "\"}]");
        JsonNode report = report(0, export, "--max-record-bytes", "1KiB");
        assertEquals(1, report.get("rows").longValue());
        assertEquals(1, report.get("rejected").longValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--records=", "--records=users", "--records=/a~2", "--records=map", "--format=parquet",
            "--format=CSV", "--compression=snappy", "--fail-above=101", "--fail-above=-1", "--fail-above=x",
            "--fail-above=5%%", "--fail-above=NaN", "--fail-above=", "--damage=ignore", "--max-record-bytes=0",
            "--max-record-bytes=257MiB", "--max-record-bytes=many", "--max-record-bytes=-5", "--frmat=csv",
            "--output=x"})
    void valuesThatCannotBeAreUsageErrors(String option) throws IOException {
        assertEquals(2, session.run(session.file("a.json", "[1]"), option));
        assertEquals(1, session.errors().size(), () -> String.join("\n", session.errors()));
        assertTrue(session.errors().getFirst().startsWith("levada: "), session.errors().getFirst());
        assertEquals("", session.out());
        assertEquals(List.of(), session.published("out"));
    }

    @Test
    void csvNeedsColumns() throws IOException {
        assertEquals(2, session.run(session.file("a.json", "[1]"), "--format", "csv"));
        assertEquals(List.of("levada: expected a pipeline with fields for --format csv, for its columns, got identity"),
                session.errors());
    }
}

package dev.levada.entry.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `levada run`: inputs, report, exit codes.
final class RunCommandTest {

    private static final String THREE = "[{\"id\":1},{\"id\":2},{\"id\":3}]";

    @TempDir
    private Path folder;

    private Session session;

    @BeforeEach
    void begin() {
        session = new Session(folder);
    }

    private void assertRun(int code, String... arguments) {
        assertEquals(code, session.run(arguments), () -> String.join("\n", session.errors()));
    }

    @Test
    void theReportHasEveryMember() throws IOException {
        String export = session.file("a.json", THREE);
        assertRun(0, export);
        JsonNode report = session.report();
        assertEquals(List.of("input", "run", "state", "complete", "repeated", "shape", "records", "rows", "filtered",
                "rejected", "bytesIn", "reopened", "bytesOut", "parts", "seconds", "cpuSeconds", "peakHeapBytes",
                "peakRssBytes",
                "failure"), names(report));
        assertEquals(export, report.get("input").textValue());
        assertTrue(report.get("run").textValue().matches("[0-9a-f]{16}"));
        assertEquals("published", report.get("state").textValue());
        assertTrue(report.get("complete").booleanValue());
        assertTrue(report.get("repeated").isBoolean());
        assertEquals("array", report.get("shape").textValue());
        assertEquals(3, report.get("records").longValue());
        assertEquals(3, report.get("rows").longValue());
        assertEquals(0, report.get("filtered").longValue());
        assertEquals(0, report.get("rejected").longValue());
        assertEquals(THREE.length(), report.get("bytesIn").longValue());
        assertEquals(1, report.get("parts").intValue());
        for (String number : List.of("bytesOut", "seconds", "peakHeapBytes")) {
            assertTrue(report.get(number).isNumber(), number);
        }
        assertTrue(report.get("failure").isNull());
        assertTrue(session.published("out").getFirst().contains("/" + report.get("run").textValue() + "-00000."));
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void onTwoThreadsItIsTheSameRun() throws IOException {
        String export = session.file("a.json", THREE);
        assertRun(0, export, "--threads", "1");
        List<String> published = session.published("out");
        assertRun(0, export, "--threads", "2");
        assertTrue(session.report().get("repeated").booleanValue(), "the definition has not changed");
        assertRun(0, export, "--threads", "2", "--again");
        assertEquals(3, session.report().get("rows").longValue());
        assertEquals(published.size(), session.published("out").size());
    }

    @Test
    void anInputThatCannotBeReadDoesNotStopTheOthers() throws IOException {
        String good = session.file("b.json", THREE);
        assertRun(1, session.path("missing.json"), good, folder.toString());
        JsonNode reports = session.json("report.json");
        assertEquals(3, reports.size());
        assertEquals("published", reports.get(1).get("state").textValue());
        for (int i = 0; i < 3; i += 2) {
            JsonNode failed = reports.get(i);
            assertEquals("failed", failed.get("state").textValue());
            assertEquals("UNREADABLE", failed.get("failure").get("code").textValue());
            assertEquals(List.of("code", "message", "offset"), names(failed.get("failure")));
            assertTrue(failed.get("failure").get("offset").isNull());
            assertTrue(failed.get("records").isNull());
            assertFalse(failed.get("complete").booleanValue());
        }
        assertEquals(2, session.errors().size());
        assertTrue(session.errors().getFirst().matches("levada: UNREADABLE \\[.*missing.json] expected .*"));
    }

    @Test
    void anExportWithoutRecordsOfAnyShapeIsAFailedRun() throws IOException {
        assertRun(1, session.file("a.json", "{\"users\":[{\"a\":1}],\"groups\":[{\"a\":1}]}"));
        assertEquals("AMBIGUOUS_SHAPE", session.report().get("failure").get("code").textValue());
        assertEquals(List.of(), session.published("out"));
    }

    @Test
    void aDamagedExportFailsUnlessDamageIsKept() throws IOException {
        String export = session.file("a.json", "[{\"id\":1},{\"id\":2},{\"id\"");
        assertRun(1, export);
        JsonNode failure = session.report().get("failure");
        assertEquals("DAMAGED", failure.get("code").textValue());
        assertTrue(failure.get("offset").isIntegralNumber());
        assertRun(0, export, "--damage", "keep");
        assertFalse(session.report().get("complete").booleanValue());
        assertEquals(2, session.report().get("rows").longValue());
        assertTrue(session.out().contains("damaged"), session.out());
    }

    @Test
    void thePublishedIsNotRunAgainUnlessAskedFor() throws IOException {
        String export = session.file("a.json", THREE);
        assertRun(0, export, export);
        JsonNode reports = session.json("report.json");
        assertFalse(reports.get(0).get("repeated").booleanValue());
        assertTrue(reports.get(1).get("repeated").booleanValue());
        assertEquals(reports.get(0).get("run"), reports.get(1).get("run"));
        assertEquals(3, reports.get(1).get("rows").longValue());
        assertTrue(session.out().contains("already published"), session.out());
        assertTrue(session.out().contains("--again"), session.out());
        assertRun(0, export, "--again");
        assertFalse(session.report().get("repeated").booleanValue());
        assertNotEquals(reports.get(0).get("run"), session.report().get("run"));
        assertEquals(1, session.published("out").size());
    }

    @Test
    void anExportIsTheSameFromWhereverItIsNamed() throws IOException {
        session.file("real/a.json", THREE);
        Files.createSymbolicLink(folder.resolve("link"), folder.resolve("real"));
        Path relative = Path.of("").toAbsolutePath().relativize(folder.resolve("real/a.json"));
        assertRun(0, session.path("real/a.json"), session.path("real/../link/a.json"), relative.toString());
        JsonNode reports = session.json("report.json");
        assertTrue(reports.get(1).get("repeated").booleanValue());
        assertTrue(reports.get(2).get("repeated").booleanValue());
        assertEquals(relative.toString(), reports.get(2).get("input").textValue());
    }

    @Test
    void aSymbolicLinkThatIsPutElsewhereIsANewerVersion() throws IOException {
        Files.createSymbolicLink(folder.resolve("latest.json"), Path.of(session.file("monday.json", THREE)));
        assertRun(0, session.path("latest.json"));
        Files.delete(folder.resolve("latest.json"));
        Files.createSymbolicLink(folder.resolve("latest.json"), Path.of(session.file("tuesday.json", "[{\"id\":4}]")));
        assertRun(0, session.path("latest.json"));
        assertEquals(List.of("{\"id\":4}"), session.lines("out", "/data/"));
    }

    @Test
    void namesMayHoldAnything() throws IOException {
        String export = session.file("Ünï cödé/a b*c[1] '\"@$.json", THREE);
        assertRun(0, export);
        assertEquals(export, session.report().get("input").textValue());
    }

    @Test
    void standardInputIsAlwaysANewRun() throws IOException {
        InputStream before = System.in;
        try {
            for (int i = 0; i < 2; i++) {
                System.setIn(new ByteArrayInputStream(THREE.getBytes(UTF_8)));
                assertRun(0, "-");
                assertEquals("-", session.report().get("input").textValue());
                assertFalse(session.report().get("repeated").booleanValue());
                assertEquals(3, session.report().get("rows").longValue());
            }
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void quietPrintsNothingButErrors() throws IOException {
        assertRun(0, session.file("a.json", THREE), "--quiet");
        assertEquals("", session.out());
        assertEquals(List.of(), session.errors());
        assertRun(1, session.path("missing.json"), "--quiet");
        assertEquals("", session.out());
        assertEquals(1, session.errors().size());
    }

    @Test
    void theSummarySaysWhatCameOutAndWhere() throws IOException {
        String people = session.file("people.yaml", Session.PEOPLE);
        assertRun(0, session.file("a.json", "[{\"id\":1},{\"name\":\"x\"},{\"id\":\"2\"},{\"id\":null}]"), "--pipeline",
                people);
        String run = session.report().get("run").textValue();
        assertTrue(session.out().contains("a.json: published\n"), session.out());
        assertTrue(session.out().contains("  records   4 (as array, found)\n"), session.out());
        assertTrue(session.out().contains("  rows      1\n"), session.out());
        assertTrue(session.out().contains("  rejected  3 (REQUIRED 2, WRONG_TYPE 1)\n"), session.out());
        assertTrue(session.out().contains(session.path("out/people/data/" + run + "-00000.ndjson (")), session.out());
        assertTrue(session.out().contains(session.path("out/people/rejects/" + run + "-00000.ndjson (")),
                session.out());
        assertTrue(session.out().contains(session.path("out/people/runs/" + run + "/manifest.json")), session.out());
    }

    @Test
    void theReportMayGoIntoAFolderThatIsNotThereYet() throws IOException {
        assertEquals(1, session.type("run", session.path("missing.json"), "--output", session.path("out"), "--report",
                session.path("new/folder/report.json")));
        assertEquals("failed", session.json("new/folder/report.json").get(0).get("state").textValue());
    }

    @Test
    void aReportTakesThePlaceOfAnotherAndLeavesNothingBeside() throws IOException {
        session.file("report.json", "old");
        Files.createSymbolicLink(folder.resolve("link.json"), Path.of("report.json"));
        assertEquals(1, session.type("run", session.path("missing.json"), "--output", session.path("out"), "--report",
                session.path("link.json")));
        assertEquals(1, session.json("report.json").size());
        assertTrue(Files.isSymbolicLink(folder.resolve("link.json")));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of("link.json", "report.json"),
                    files.map(file -> file.getFileName().toString()).sorted().toList());
        }
    }

    @Test
    void aReportThatGoesToADeviceReplacesNothing() {
        assertEquals(1, session.type("run", session.path("missing.json"), "--output", session.path("out"), "--report",
                "/dev/null"));
        assertFalse(Files.isRegularFile(Path.of("/dev/null")));
    }

    @Test
    void stackTracesAreShownToThoseWhoAskForThem() {
        assertRun(1, session.path("missing.json"), "--verbose");
        assertTrue(session.errors().stream().anyMatch(line -> line.startsWith("\tat dev.levada.")));
        assertEquals(1,
                session.type("--verbose", "run", session.path("missing.json"), "--output", session.path("out")));
        assertTrue(session.errors().size() > 1);
    }
}

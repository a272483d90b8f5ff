package dev.levada.entry.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `levada replay`: the rejects of a run, read again where they lie.
final class ReplayCommandTest {

    private static final String STRICT = "id: {from: /id, type: long, required: true, max: 10}";
    private static final String WIDE = "id: {from: /id, type: long, required: true, max: 100}";
    private static final String LOOSE = "id: {from: /id, type: long}";

    @TempDir
    private Path folder;

    private Session session;
    private String export;

    @BeforeEach
    void begin() throws IOException {
        session = new Session(folder);
        export = session.file("a.json",
                "[{\"id\":1},{\"id\":20},{\"id\":3},{\"id\":200},{\"x\":5},{\"id\":21},{\"id\":6,}]");
    }

    private String definition(String field) throws IOException {
        return session.file("people.yaml", "pipeline: people\nfields:\n  " + field
                + "\noutput: {format: ndjson, compression: zstd}\n");
    }

    private String published(String field) throws IOException {
        assertEquals(0, session.run(export, "--pipeline", definition(field)), () -> session.errors().toString());
        return session.report().get("run").textValue();
    }

    private String replay(String rejects, String field, String... more) throws IOException {
        List<String> all = new ArrayList<>(List.of("replay", rejects, "--pipeline", definition(field)));
        all.addAll(List.of(more));
        assertEquals(0, session.type(all.toArray(String[]::new)), () -> session.errors().toString());
        return session.out();
    }

    private JsonNode manifest(String run) throws IOException {
        return session.json("out/people/runs/" + run + "/manifest.json");
    }

    private List<String> rows() throws IOException {
        return session.lines("out", "/data/").stream().sorted().toList();
    }

    /// Runs whose manifest lies below the output and that read the rejects of another.
    private List<String> supplements(String run) throws IOException {
        List<String> runs = new ArrayList<>();
        manifest(run).get("supplementedBy").forEach(one -> runs.add(one.textValue()));
        return runs;
    }

    private static void assertAccounted(JsonNode original, JsonNode replay) {
        JsonNode first = original.get("counts");
        JsonNode second = replay.get("counts");
        assertEquals(first.get("rejected").longValue(), second.get("records").longValue());
        assertEquals(first.get("records").longValue(),
                first.get("rows").longValue() + second.get("rows").longValue() + first.get("filtered").longValue()
                        + second.get("filtered").longValue() + second.get("rejected").longValue());
    }

    @Test
    void aDryRunSaysWhatWouldBeReplayedAndReplaysNothing() throws IOException {
        String run = published("id: {from: /id, type: long, required: true, max: 20}");
        String rejects = session.path("out/people/runs/" + run);
        List<String> files = session.published("out");
        assertEquals(rejects + ": would replay 4 records of " + manifest(run).get("source").get("uri").textValue()
                + " (OUT_OF_RANGE 2, MALFORMED 1, REQUIRED 1)",
                replay(rejects, "id: {from: /id, type: long}", "--dry-run").strip());
        assertEquals(files, session.published("out"));
    }

    @Test
    void anExportInAFolderThatStoodForABucketIsReplayed() throws IOException {
        String definition = session.file("pipelines/people.yaml", """
                pipeline: people
                source: {match: "exports/users/**"}
                fields: {id: {from: /id, type: long, required: true}}
                output: {format: ndjson, compression: none}
                """);
        session.file("buckets/exports-bucket/exports/users/2026-11-23.json", "[{\"id\":1},{\"id\":\"7\"}]");
        assertEquals(0,
                session.type("invoke", "events/s3-put.json", "--buckets", session.path("buckets"), "--pipelines",
                        session.path("pipelines")),
                () -> String.join("\n", session.errors()));
        String rejects = session.path("buckets/levada-output/" + session.published("buckets/levada-output").stream()
                .filter(name -> name.contains("/rejects/")).findFirst().orElseThrow());
        assertEquals(2, session.type("replay", rejects, "--pipeline", definition));
        assertEquals(List.of("levada: expected --buckets DIR, the folder that levada invoke had, for"
                + " s3://exports-bucket/exports/users/2026-11-23.json lies in it, got none"), session.errors());
        session.file("pipelines/people.yaml", """
                pipeline: people
                fields: {id: {from: /id, type: json}}
                output: {format: ndjson, compression: none}
                """);
        assertEquals(0, session.type("replay", rejects, "--pipeline", definition, "--buckets", session.path("buckets")),
                () -> String.join("\n", session.errors()));
        assertEquals(List.of("{\"id\":\"7\"}", "{\"id\":1}"),
                session.lines("buckets/levada-output", "/data/").stream().sorted().toList());
    }

    @Test
    void theRowsOfAReplayAddToThoseOfTheRun() throws IOException {
        String run = published(STRICT);
        assertEquals(List.of("{\"id\":1}", "{\"id\":3}"), rows());
        String out = replay(session.path("out/people/runs/" + run), WIDE);
        assertTrue(out.contains("rejected by run " + run), out);
        assertEquals(List.of("{\"id\":1}", "{\"id\":20}", "{\"id\":21}", "{\"id\":3}"), rows());
        String replay = supplements(run).getFirst();
        assertEquals(run, manifest(replay).get("supplements").textValue());
        assertAccounted(manifest(run), manifest(replay));
        assertEquals(3, manifest(replay).get("counts").get("rejected").longValue());
        assertEquals("{\"MALFORMED\":1,\"OUT_OF_RANGE\":1,\"REQUIRED\":1}",
                manifest(replay).get("rejectedBy").toString());
    }

    @Test
    void rejectsOfAReplayLieWhereTheyLieInTheExport() throws IOException {
        String run = published(STRICT);
        List<String> before = session.lines("out", "/rejects/" + run);
        replay(session.path("out/people/rejects/" + run + "-00000.ndjson.zst"), WIDE);
        List<String> after = session.lines("out", "/rejects/" + supplements(run).getFirst());
        assertEquals(before.stream().filter(line -> !line.contains("\"index\":1,") && !line.contains("\"index\":5,"))
                .map(line -> line.replace("at most 10,", "at most 100,")).toList(), after);
    }

    @Test
    void theRejectsOfAReplayCanBeReplayed() throws IOException {
        String run = published(STRICT);
        replay(session.path("out/people/runs/" + run), WIDE);
        String first = supplements(run).getFirst();
        replay(session.path("out/people/runs/" + first + "/manifest.json"), LOOSE);
        String second = supplements(first).getFirst();
        assertEquals(List.of("{\"id\":1}", "{\"id\":200}", "{\"id\":20}", "{\"id\":21}", "{\"id\":3}", "{\"id\":null}"),
                rows());
        assertAccounted(manifest(first), manifest(second));
        assertEquals(List.of(first), supplements(run));
    }

    @Test
    void theSameReplayAgainAnswersWithItsResult() throws IOException {
        String run = published(STRICT);
        replay(session.path("out/people/runs/" + run), WIDE);
        List<String> files = session.published("out");
        String out = replay(session.path("out/people/runs/" + run), WIDE);
        assertTrue(out.contains("already published"), out);
        assertEquals(files, session.published("out"));
    }

    @Test
    void anotherDefinitionAndAgainTakeThePlaceOfTheReplayBefore() throws IOException {
        String run = published(STRICT);
        replay(session.path("out/people/runs/" + run), WIDE);
        String wide = supplements(run).getFirst();
        replay(session.path("out/people/runs/" + wide), LOOSE);
        String chained = supplements(wide).getFirst();
        replay(session.path("out/people/runs/" + run), LOOSE);
        List<String> loose = supplements(run);
        assertEquals(1, loose.size());
        assertNotEquals(wide, loose.getFirst());
        assertEquals(loose.getFirst(), manifest(wide).get("supersededBy").textValue());
        assertEquals(loose.getFirst(), manifest(chained).get("supersededBy").textValue(), "its rows went with it");
        assertEquals(6, rows().size());
        replay(session.path("out/people/runs/" + run), LOOSE, "--again");
        assertNotEquals(loose, supplements(run));
        assertEquals(6, rows().size());
        assertEquals(1, session.type("replay", session.path("out/people/runs/" + wide), "--pipeline",
                definition(WIDE)), "a replay that was replaced has no rejects");
    }

    @Test
    void theNumberOfTheRunWillDoWhereTheOutputIsNamed() throws IOException {
        String run = published(STRICT);
        Path moved = Files.copy(folder.resolve("out/people/rejects/" + run + "-00000.ndjson.zst"),
                folder.resolve(run + "-00000.ndjson.zst"));
        replay(run, WIDE, "--output", session.path("out"));
        assertTrue(replay(moved.toString(), WIDE, "--output", session.path("out")).contains("already published"));
        assertEquals(2, session.type("replay", moved.toString(), "--pipeline", definition(WIDE)));
    }

    @Test
    void anExportThatIsNotTheSameAnyMoreIsNotRead() throws IOException {
        String run = published(STRICT);
        Files.writeString(Path.of(export), "[{\"id\":77}]");
        assertEquals(1, session.type("replay", session.path("out/people/runs/" + run), "--pipeline", definition(WIDE)));
        assertTrue(session.errors().getFirst().startsWith("levada: SOURCE_CHANGED [" + export + "] expected"),
                session.errors().toString());
        assertEquals(2, rows().size());
        assertEquals(List.of(), supplements(run));
        assertFalse(Files.exists(folder.resolve("out/.staging")));
    }

    @Test
    void aRunThatRejectedNothingHasNothingToReplay() throws IOException {
        export = session.file("b.json", "[{\"id\":1}]");
        String run = published(STRICT);
        assertTrue(replay(session.path("out/people/runs/" + run), WIDE).contains("nothing to replay"));
        assertEquals(List.of(), supplements(run));
    }

    @Test
    void tooManyThatAreStillRejectedPublishNothing() throws IOException {
        String run = published(STRICT);
        assertEquals(1, session.type("replay", session.path("out/people/runs/" + run), "--pipeline",
                definition(WIDE), "--fail-above", "40"));
        assertTrue(session.errors().getFirst().contains("TOO_MANY_REJECTS"), session.errors().toString());
        assertEquals(2, rows().size());
        replay(session.path("out/people/runs/" + run), WIDE, "--fail-above", "50");
        assertEquals(4, rows().size());
    }

    @Test
    void whatIsNoRunOrOfAnotherPipelineIsRefused() throws IOException {
        String run = published(STRICT);
        assertEquals(2, session.type("replay", session.path("out/people/runs/" + run), "--pipeline", "users"));
        assertEquals(List.of("levada: expected a definition of people, as the run is, got users"), session.errors());
        assertEquals(2, session.type("replay", session.path("out"), "--pipeline", definition(WIDE)));
        assertEquals(1, session.type("replay", session.path("out/people/runs/0123456789abcdef"), "--pipeline",
                definition(WIDE)));
        assertTrue(session.errors().getFirst().contains("UNREADABLE"), session.errors().toString());
    }

    @Test
    void entriesOfAKeyedMapKeepTheirKeys() throws IOException {
        export = session.file("map.json",
                "{\"users\":{\"a\":{\"id\":1},\"b\\\"}\" : {\"id\":20} , \"c\":{\"id\":\"x\"}}}");
        String keyed = "id: {from: /id, type: long, required: true, max: %d}\n  key: {from: $key, type: string}\n"
                + "source: {records: {map: /users}}";
        String run = published(keyed.formatted(10));
        replay(session.path("out/people/runs/" + run), keyed.formatted(100));
        assertEquals(List.of("{\"id\":1,\"key\":\"a\"}", "{\"id\":20,\"key\":\"b\\\"}\"}"), rows());
    }

    @Test
    void manyRejectsFarAndNearComeOutAsIfTheyHadNeverBeenRejected() throws IOException {
        for (String suffix : List.of("", ".utf16")) {
            String text = IntStream.range(0, 40_000)
                    .mapToObj(i -> "{\"id\":" + (i % 7 == 0 || i % 5_000 < 900 ? 50 : 5) + ",\"n\":" + i + ",\"pad\":\""
                            + "é".repeat(i % 40) + "\"}")
                    .collect(Collectors.joining("\n"));
            Path file = folder.resolve("many.json" + suffix);
            Files.write(file, suffix.isEmpty()
                    ? text.getBytes(java.nio.charset.StandardCharsets.UTF_8)
                    : text.getBytes(java.nio.charset.StandardCharsets.UTF_16LE));
            export = file.toString();
            String more = "\n  n: {from: /n, type: long}";
            String run = published(STRICT + more);
            replay(session.path("out/people/runs/" + run), WIDE + more);
            String replay = supplements(run).getFirst();
            assertAccounted(manifest(run), manifest(replay));
            assertEquals(0, manifest(replay).get("counts").get("rejected").longValue());
            List<String> numbers = Stream
                    .concat(session.lines("out", "/data/" + run).stream(),
                            session.lines("out", "/data/" + replay).stream())
                    .map(row -> row.replaceAll(".*\"n\":([0-9]+).*", "$1")).toList();
            assertEquals(40_000, numbers.stream().distinct().count());
            assertEquals(40_000, numbers.size());
        }
    }
}

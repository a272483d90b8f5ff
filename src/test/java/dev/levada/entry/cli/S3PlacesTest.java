package dev.levada.entry.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.levada.s3.S3Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.model.MultipartUpload;

/// Every command takes `s3://` wherever it takes a path, in any mixture.
final class S3PlacesTest {

    private static final String USERS = "[{\"id\":1},{\"id\":200},{\"x\":1}]";
    private static final Map<String, String> AWS = Map.of("aws.accessKeyId", S3Server.ACCESS_KEY, "aws.secretAccessKey",
            S3Server.SECRET_KEY, "aws.region", "eu-north-1");

    private static S3Server server;

    @TempDir
    private Path folder;

    private Session session;

    @BeforeAll
    static void start() {
        server = S3Server.start();
        AWS.forEach(System::setProperty);
        System.setProperty("aws.endpointUrlS3", server.endpoint().toString());
    }

    @AfterAll
    static void stop() {
        System.clearProperty("aws.endpointUrlS3");
        AWS.keySet().forEach(System::clearProperty);
        server.close();
    }

    @BeforeEach
    void begin() {
        session = new Session(folder);
    }

    private static void bucket(String name) {
        server.createBucket(name);
    }

    private void type(int code, String... arguments) {
        assertEquals(code, session.type(arguments), () -> String.join("\n", session.errors()));
    }

    private String people(int most) throws IOException {
        return session.file("people.yaml", "pipeline: people\nfields:\n  id: {from: /id, type: long, required: true,"
                + " max: " + most + "}\noutput: {format: ndjson, compression: none}\n");
    }

    private static String rows(String bucket, String prefix) {
        StringBuilder rows = new StringBuilder();
        server.keys(bucket).stream().filter(key -> key.startsWith(prefix + "people/data/"))
                .forEach(key -> rows.append(new String(server.get(bucket, key), UTF_8)));
        return rows.toString();
    }

    @Test
    void aLocalExportGoesToABucketAndAnObjectToAFolder() throws IOException {
        bucket("mixture");
        String local = session.file("a.json", USERS);
        type(0, "run", local, "--output", "s3://mixture/out", "--pipeline", people(10), "--report",
                session.path("report.json"));
        assertEquals("{\"id\":1}\n", rows("mixture", "out/"));
        String run = session.report().get("run").textValue();
        assertTrue(session.out().contains("s3://mixture/out/people/runs/" + run + "/manifest.json"), session.out());
        type(0, "run", local, "--output", "s3://mixture/out", "--pipeline", people(10));
        assertTrue(session.out().contains("already published"), session.out());

        server.put("mixture", "in/b c+%.json", USERS.getBytes(UTF_8));
        type(0, "run", "s3://mixture/in/b c+%.json", "--output", session.path("out"), "--pipeline", people(10));
        assertEquals(List.of("{\"id\":1}"), session.lines("out", "/data/"));
    }

    @Test
    void anObjectThatIsNotThereIsAFailedRun() {
        bucket("missing");
        type(1, "run", "s3://missing/none.json", "--output", "s3://missing");
        assertTrue(session.errors().getFirst().contains("[s3://missing/none.json]"), session.errors().toString());
        type(2, "run", "s3://missing/", "--output", session.path("out"));
        type(2, "run", "s3://missing/a.json", "--output", "s3://");
        assertFalse(Files.exists(folder.resolve("out")));
    }

    @Test
    void aRecordOfAnObjectIsShown() {
        bucket("shown1");
        server.put("shown1", "a.json", USERS.getBytes(UTF_8));
        type(0, "show", "s3://shown1/a.json", "--record", "1", "--output", "s3://shown1/out");
        assertTrue(session.out().startsWith("s3://shown1/a.json: record 1, lying as array\n"), session.out());
        assertTrue(session.out().contains("    {\"id\":200}\n"), session.out());
        type(1, "show", "s3://shown1/a.json", "--record", "3");
    }

    @Test
    void rejectsOfAnObjectAreReplayedBesideItsRows() throws IOException {
        bucket("replayed");
        server.put("replayed", "in.json", USERS.getBytes(UTF_8));
        type(0, "run", "s3://replayed/in.json", "--output", "s3://replayed/out", "--pipeline", people(10), "--report",
                session.path("report.json"));
        String run = session.report().get("run").textValue();
        String rejects = "s3://replayed/out/people/rejects/" + run + "-00000.ndjson";
        type(0, "replay", rejects, "--pipeline", people(1_000));
        assertTrue(rows("replayed", "out/").contains("{\"id\":200}\n"), rows("replayed", "out/"));
        type(0, "replay", "s3://replayed/out/people/runs/" + run, "--pipeline", people(1_000));
        assertTrue(session.out().contains("already published"), session.out());
        assertEquals(List.of(), server.uploads("replayed"));
        server.put("replayed", "in.json", "[]".getBytes(UTF_8));
        type(1, "replay", rejects, "--pipeline", people(2_000));
        assertTrue(session.errors().getFirst().startsWith("levada: SOURCE_CHANGED [s3://replayed/in.json]"),
                session.errors().toString());
        assertEquals(List.of(), server.uploads("replayed"));
    }

    @Test
    void uploadsThatNobodyOwnsAreAborted() {
        bucket("swept");
        for (String key : List.of("out/people/data/0123456789abcdef-00000.ndjson", "out/notes.txt",
                "other/people/data/0123456789abcdef-00000.ndjson")) {
            server.client().createMultipartUpload(request -> request.bucket("swept").key(key));
        }
        type(0, "sweep", "s3://swept/out");
        assertEquals("removed 0 of what runs have left\n", session.out());
        type(0, "sweep", "s3://swept/out", "--older-than", "0s");
        assertTrue(session.out().startsWith("part   s3://swept/out/people/data/0123456789abcdef-00000.ndjson, staged"),
                session.out());
        List<String> left = server.client().listMultipartUploads(request -> request.bucket("swept")).uploads().stream()
                .map(MultipartUpload::key).sorted().toList();
        assertEquals(List.of("other/people/data/0123456789abcdef-00000.ndjson", "out/notes.txt"), left);
    }
}

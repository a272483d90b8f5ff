package dev.levada.entry.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.levada.s3.S3Server;
import dev.levada.sqs.SqsServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `levada backfill`: a direct request for each object that is meant and not published yet.
final class BackfillCommandTest {

    private static final Map<String, String> AWS = Map.of("aws.accessKeyId", S3Server.ACCESS_KEY, "aws.secretAccessKey",
            S3Server.SECRET_KEY, "aws.region", "eu-north-1");
    private static final List<String> KEYS = List.of("users/2025/old.json", "users/a b+%.json", "users/b.json.gz",
            "users/c.json");

    private static S3Server store;
    private static int buckets;

    @TempDir
    private Path folder;

    private SqsServer server;
    private Session session;
    private String bucket;

    @BeforeAll
    static void start() {
        store = S3Server.start();
        AWS.forEach(System::setProperty);
        System.setProperty("aws.endpointUrlS3", store.endpoint().toString());
    }

    @AfterAll
    static void stop() {
        System.clearProperty("aws.endpointUrlS3");
        AWS.keySet().forEach(System::clearProperty);
        store.close();
    }

    @BeforeEach
    void begin() {
        server = new SqsServer();
        System.setProperty("aws.endpointUrlSqs", server.endpoint());
        session = new Session(folder);
        bucket = "exports" + buckets++;
        store.createBucket(bucket);
        KEYS.forEach(key -> store.put(bucket, key, "[{\"id\":1}]".getBytes(UTF_8)));
        store.put(bucket, "others/d.json", "[]".getBytes(UTF_8));
    }

    @AfterEach
    void end() {
        System.clearProperty("aws.endpointUrlSqs");
        server.close();
    }

    private String request(String key) {
        return "{\"bucket\":\"" + bucket + "\",\"key\":\"" + key + "\"}";
    }

    private List<String> backfill(int code, String... options) {
        String[] all = new String[options.length + 6];
        System.arraycopy(new String[]{"backfill", "s3://" + bucket + "/users/", "--queue", server.queue("intake"),
                "--rate", "1000"}, 0, all, 0, 6);
        System.arraycopy(options, 0, all, 6, options.length);
        assertEquals(code, session.type(all), () -> String.join("\n", session.errors()));
        return session.out().lines().toList();
    }

    @Test
    void everyObjectBelowThePrefixIsAskedForInTheOrderOfItsKey() {
        List<String> lines = backfill(0);
        assertEquals(KEYS.stream().map(this::request).toList(), server.bodies("intake"));
        assertTrue(lines.getFirst().startsWith("s3://" + bucket + "/users/2025/old.json  10 B, written 20"),
                lines.getFirst());
        assertEquals("sent 4, left out 0 published and 0 others", lines.getLast());
    }

    @Test
    void aDryRunSendsNothingAndNeedsNoQueue() {
        assertEquals(5, backfill(0, "--dry-run").size());
        assertEquals(List.of(), server.bodies("intake"));
        assertEquals(0, session.type("backfill", "s3://" + bucket, "--dry-run"));
        assertTrue(session.out().endsWith("would send 5, left out 0 published and 0 others\n"), session.out());
    }

    @Test
    void filtersSayWhatIsMeant() {
        backfill(0, "--match", "users/*.json", "--pipeline", "users");
        assertEquals(2, server.bodies("intake").size());
        assertTrue(server.bodies("intake").getFirst().endsWith(",\"pipeline\":\"users\"}"),
                server.bodies("intake").toString());
        assertEquals("sent 0, left out 0 published and 4 others", backfill(0, "--since", "2199-01-01").getLast());
        assertEquals("sent 4, left out 0 published and 0 others", backfill(0, "--since", "1h").getLast());
    }

    @Test
    void aLimitedCallSaysWhereToGoOn() {
        assertEquals("sent 2, left out 0 published and 0 others; go on with --after 'users/a b+%.json'",
                backfill(0, "--limit", "2").getLast());
        backfill(0, "--after", "users/a b+%.json");
        assertEquals(KEYS.stream().map(this::request).toList(), server.bodies("intake"));
    }

    @Test
    void whatIsPublishedIsLeftOutUntilItIsReplaced() {
        String output = "s3://" + bucket + "/out";
        assertEquals(0, session.type("run", "s3://" + bucket + "/users/c.json", "--output", output),
                () -> String.join("\n", session.errors()));
        assertEquals("would send 3, left out 1 published and 0 others",
                backfill(0, "--output", output, "--dry-run").getLast());
        assertEquals("sent 4, left out 0 published and 0 others",
                backfill(0, "--output", output, "--again").getLast());
        assertEquals("would send 4, left out 0 published and 0 others",
                backfill(0, "--output", output, "--pipeline", "users", "--dry-run").getLast());
        store.put(bucket, "users/c.json", "[{\"id\":2}]".getBytes(UTF_8));
        assertEquals("would send 4, left out 0 published and 0 others",
                backfill(0, "--output", output, "--dry-run").getLast());
    }

    @Test
    void whatLevadaWritesIsNoExport() {
        String output = "s3://" + bucket + "/users/2025";
        assertEquals("sent 3, left out 0 published and 1 others", backfill(0, "--output", output).getLast());
    }

    @Test
    void aQueueThatRefusesEndsItWithThePlaceToGoOnFrom() {
        server.queue("intake");
        server.refuse("intake");
        assertEquals("sent 0, left out 0 published and 0 others", backfill(1).getLast());
        assertTrue(session.errors().getFirst().startsWith("levada: UNWRITABLE"), session.errors().toString());
    }

    @Test
    void whatCannotBeMeantIsRefused() {
        backfill(2, "--match", "{a");
        backfill(2, "--since", "yesterday");
        backfill(2, "--limit", "-1");
        backfill(2, "--rate", "0");
        backfill(2, "--output", "out");
        assertEquals(2, session.type("backfill", "users/", "--queue", server.queue("intake")));
        assertEquals(2, session.type("backfill", "s3://" + bucket, "--queue", "intake"));
        assertEquals(2, session.type("backfill", "s3://" + bucket));
        assertEquals(List.of("levada: expected --queue QUEUE or LEVADA_INTAKE_QUEUE, got neither"), session.errors());
        assertEquals(1, session.type("backfill", "s3://nowhere-at-all", "--dry-run"));
    }
}

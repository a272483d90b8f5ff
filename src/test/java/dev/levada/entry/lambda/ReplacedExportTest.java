package dev.levada.entry.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.levada.run.CheckpointPolicy;
import dev.levada.run.MemoryPlan;
import dev.levada.run.Pipelines;
import dev.levada.run.Runner;
import dev.levada.run.S3Stores;
import dev.levada.run.state.HeldDocuments;
import dev.levada.s3.FaultProxy;
import dev.levada.s3.FaultProxy.Fault;
import dev.levada.s3.S3Server;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;

/// The export is replaced, or removed, at any request of its run, which came by a queue: the message ends well, and versions are never
/// mixed.
final class ReplacedExportTest {

    private static final int RUNS = Integer.getInteger("levada.replaced.runs", 20);
    private static final long FIRST_SEED = Long.getLong("levada.replaced.seed", 1);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String KEY = "exports/people.json";
    private static final MemoryPlan SMALL = new MemoryPlan(64 << 20, 4 << 10, (1 << 20) + (64 << 10), 4 << 10, 23);
    private static final CheckpointPolicy OFTEN = new CheckpointPolicy(16 << 10, Duration.ofDays(1));
    private static final Pipelines PIPELINES = Pipelines.of(new HeldDocuments().with("people.yaml", """
            pipeline: people
            source: {match: "exports/**", records: array}
            fields: {id: {type: long}, version: {type: string}}
            output: {compression: none}
            """));

    private static S3Server server;

    @BeforeAll
    static void start() {
        server = S3Server.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /// Versions are of one length, so that only their ETags tell them.
    private static byte[] export(String version) {
        StringBuilder text = new StringBuilder("[");
        for (int i = 0; i < 1_500; i++) {
            text.append(i == 0 ? "" : ",\n").append("{\"id\":").append(i).append(",\"version\":\"").append(version)
                    .append("\"}");
        }
        return text.append("]").toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static JsonNode deliver(S3Client client, String input, String output) throws IOException {
        String etag = server.client().headObject(head -> head.bucket(input).key(KEY)).eTag().replace("\"", "");
        String notification = "{\"Records\":[{\"eventSource\":\"aws:s3\",\"eventName\":\"ObjectCreated:Put\",\"s3\":"
                + "{\"bucket\":{\"name\":\"" + input + "\"},\"object\":{\"key\":\"" + KEY + "\",\"eTag\":\"" + etag
                + "\",\"size\":5}}}]}";
        String event = "{\"Records\":[{\"eventSource\":\"aws:sqs\",\"messageId\":\"m0\",\"body\":"
                + JSON.writeValueAsString(notification) + "}]}";
        Intake intake = new Intake(PIPELINES, new Runner(new S3Stores(client, output, ""), SMALL, OFTEN)::run,
                BucketPrefix.parse(output), Optional.empty(),
                new Journal(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8)));
        return JSON.readTree(intake.handle(new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)),
                Deadline.inMillis(60_000), "request-1").toJson());
    }

    private static String rows(String bucket) {
        StringBuilder rows = new StringBuilder();
        server.keys(bucket).stream().filter(key -> key.startsWith("people/data/"))
                .forEach(key -> rows.append(new String(server.get(bucket, key), StandardCharsets.US_ASCII)));
        return rows.toString();
    }

    private static int requests(String input) throws IOException {
        server.createBucket("whole");
        try (FaultProxy proxy = new FaultProxy(server.endpoint(), Duration.ZERO, request -> Fault.NONE);
                S3Client client = S3Server.retrying(proxy.endpoint(), UrlConnectionHttpClient.create())) {
            assertEquals("published", deliver(client, input, "whole").at("/results/0/state").textValue());
            return proxy.requests();
        }
    }

    @Test
    void theMessageEndsWellAndVersionsAreNeverMixed() throws IOException {
        server.createBucket("inbox-0");
        server.put("inbox-0", KEY, export("old"));
        int all = requests("inbox-0");
        int superseded = 0;
        for (long seed = FIRST_SEED; seed < FIRST_SEED + RUNS; seed++) {
            SplittableRandom random = new SplittableRandom(seed); // what Random gives first hardly differs between neighbours
            int moment = 1 + random.nextInt(all);
            boolean removed = random.nextBoolean();
            String state = replacedAt(moment, removed, "seed " + seed + ", request " + moment, seed);
            superseded += state.equals("superseded") ? 1 : 0;
        }
        System.out.println("seeds from " + FIRST_SEED + ": " + superseded + " of " + RUNS + " superseded");
        assertTrue(superseded > RUNS / 4 && superseded < RUNS, superseded + " of " + RUNS);
    }

    private static String replacedAt(int moment, boolean removed, String which, long seed) throws IOException {
        String input = "inbox-" + seed + "-of";
        String output = "output-" + seed;
        server.createBucket(input);
        server.createBucket(output);
        server.put(input, KEY, export("old"));
        String state;
        try (FaultProxy proxy = new FaultProxy(server.endpoint(), Duration.ZERO, request -> {
            if (request.number() == moment && removed) {
                server.client().deleteObject(delete -> delete.bucket(input).key(KEY));
            } else if (request.number() == moment) {
                server.put(input, KEY, export("new"));
            }
            return Fault.NONE;
        }); S3Client client = S3Server.retrying(proxy.endpoint(), UrlConnectionHttpClient.create())) {
            JsonNode answer = deliver(client, input, output);
            state = answer.at("/results/0/state").textValue();
            assertEquals(0, answer.get("batchItemFailures").size(), which + ": " + answer);
        }
        assertEquals(List.of(), server.uploads(output), which);
        if (state.equals("superseded")) {
            assertEquals(List.of(),
                    server.keys(output).stream().filter(key -> !key.startsWith("_levada/ledger/")).toList(), which);
        } else {
            assertEquals("published", state, which);
            assertFalse(rows(output).contains("new"), which);
        }
        server.put(input, KEY, export("new"));
        JsonNode next = deliver(server.client(), input, output);
        assertEquals("published", next.at("/results/0/state").textValue(), which + ": " + next);
        assertFalse(rows(output).contains("old"), which);
        assertEquals(1_500, rows(output).lines().count(), which);
        return state;
    }
}

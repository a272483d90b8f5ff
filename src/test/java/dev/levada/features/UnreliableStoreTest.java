package dev.levada.features;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.levada.model.ObjectRef;
import dev.levada.model.PipelinePlan;
import dev.levada.run.CheckpointPolicy;
import dev.levada.run.MemoryPlan;
import dev.levada.run.RunPlan;
import dev.levada.run.Runner;
import dev.levada.run.S3Stores;
import dev.levada.run.TimeLeft;
import dev.levada.run.report.Progress;
import dev.levada.run.report.RunReport;
import dev.levada.s3.FaultProxy;
import dev.levada.s3.FaultProxy.Fault;
import dev.levada.s3.S3Server;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;

/// Promises 3 to 6 on a store that fails now and then: whatever it does, the output is the same, or there is none yet.
class UnreliableStoreTest {

    private static final int RUNS = Integer.getInteger("levada.unreliable.runs", 6);
    private static final List<Fault> FAULTS = List.of(Fault.SLOW_DOWN, Fault.INTERNAL_ERROR, Fault.RESET_BEFORE,
            Fault.RESET_BEHIND, Fault.TRUNCATED, Fault.MISLABELLED, Fault.RESET_BEHIND, Fault.STALLED);
    /// Ranges and chunks so small that a small export takes many requests.
    private static final MemoryPlan SMALL = new MemoryPlan(64 << 20, 16 << 10, (1 << 20) + (64 << 10), 16 << 10, 23);
    private static final CheckpointPolicy OFTEN = new CheckpointPolicy(128 << 10, Duration.ofDays(1));

    private static byte[] export() {
        StringBuilder text = new StringBuilder("[");
        for (int i = 0; i < 40_000; i++) {
            text.append(i == 0 ? "" : ",\n").append("{\"id\":").append(i % 500 == 499 ? "null" : i)
                    .append(",\"name\":\"somebody ").append(i * 7919).append("\"}");
        }
        return text.append("]").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static RunReport deliver(S3Client client, String bucket, RunPlan event) {
        return new Runner(new S3Stores(client, bucket, ""), SMALL, OFTEN).run(event, Progress.Watcher.NONE);
    }

    @Test
    void whateverTheStoreDoesTheOutputIsTheSame() throws InterruptedException {
        PipelinePlan plan = Workplace.definition("""
                pipeline: people
                fields: {id: {type: long, required: true}, name: {type: string, apply: [upper]}}
                output: {compression: gzip}
                """);
        TimeLeft twoSeconds = () -> Duration.ofSeconds(2); // so long a claim that could not be given up stands
        RunPlan event = new RunPlan("s3://inbox/people.json", ObjectRef.object("inbox", "people.json"), plan,
                RunPlan.Published.ANSWER, twoSeconds);
        try (S3Server server = S3Server.start()) {
            server.createBucket("inbox");
            server.createBucket("whole");
            server.put("inbox", "people.json", export());
            assertEquals(RunReport.State.PUBLISHED, deliver(server.client(), "whole", event).state());
            Map<String, String> expected = Published.in(server, "whole");
            int requests = 0;
            int faults = 0;
            for (int seed = 0; seed < RUNS; seed++) {
                String bucket = "output-" + seed;
                server.createBucket(bucket);
                Random random = new Random(seed);
                double share = 0.02 + 0.04 * (seed % 4);
                try (FaultProxy proxy = new FaultProxy(server.endpoint(), Duration.ofMillis(700),
                        number -> fault(random, share)); S3Client client = impatient(proxy)) {
                    untilPublished(client, bucket, event, seed);
                    requests += proxy.requests();
                    faults += proxy.requests() - proxy.done().getOrDefault(Fault.NONE, 0);
                }
                assertEquals(RunReport.State.PUBLISHED, deliver(server.client(), bucket, event).state());
                Map<String, String> got = Published.in(server, bucket);
                assertEquals(expected.keySet(), got.keySet(), "seed " + seed);
                int seen = seed;
                expected.forEach(
                        (key, content) -> assertTrue(content.equals(got.get(key)), "seed " + seen + ": " + key));
                assertEquals(List.of(), server.uploads(bucket), "seed " + seed);
            }
            assertTrue(requests > RUNS * 150, "so many requests: " + requests);
            assertTrue(faults > RUNS, "so many faults: " + faults);
            System.out.println(RUNS + " runs, " + requests + " requests, " + faults + " faults");
        }
    }

    private static synchronized Fault fault(Random random, double share) {
        return random.nextDouble() < share ? FAULTS.get(random.nextInt(FAULTS.size())) : Fault.NONE;
    }

    /// Waits half a second for an answer, and tries every call as often as the function does.
    private static S3Client impatient(FaultProxy proxy) {
        return S3Server.retrying(proxy.endpoint(), UrlConnectionHttpClient.builder()
                .socketTimeout(Duration.ofMillis(500)).build());
    }

    /// As a queue does: what failed comes back.
    private static void untilPublished(S3Client client, String bucket, RunPlan event, int seed)
            throws InterruptedException {
        RunReport report = deliver(client, bucket, event);
        for (int tries = 1; report.state() != RunReport.State.PUBLISHED; tries++) {
            String why = "seed " + seed + ": " + report.state() + " " + report.failure();
            assertTrue(tries < 100, why);
            if (report.state() == RunReport.State.BUSY) {
                Thread.sleep(100);
            } else {
                assertTrue(report.failure().code().isPassing(), why);
            }
            report = deliver(client, bucket, event);
        }
    }
}

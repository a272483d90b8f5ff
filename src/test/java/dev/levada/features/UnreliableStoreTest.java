package dev.levada.features;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.Zstd;
import dev.levada.model.ObjectRef;
import dev.levada.run.CheckpointPolicy;
import dev.levada.run.MemoryPlan;
import dev.levada.run.RunPlan;
import dev.levada.run.Runner;
import dev.levada.run.S3Settings;
import dev.levada.run.S3Stores;
import dev.levada.run.TimeLeft;
import dev.levada.run.report.Progress;
import dev.levada.run.report.RunReport;
import dev.levada.s3.FaultProxy;
import dev.levada.s3.FaultProxy.Fault;
import dev.levada.s3.S3Server;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Promises 3 to 6 on a store that fails now and then, in every way that it can: whatever it does, the output is the same, byte for
/// byte.
class UnreliableStoreTest {

    private static final int SEEDS = Integer.getInteger("levada.unreliable.seeds", 3);
    private static final int FIRST_SEED = Integer.getInteger("levada.unreliable.first-seed", 1);
    private static final List<Fault> FAULTS = List.of(Fault.SLOW_DOWN, Fault.INTERNAL_ERROR, Fault.RESET_BEFORE,
            Fault.RESET_BEHIND, Fault.TRUNCATED, Fault.STALLED, Fault.MISLABELLED, Fault.SHORTENED);
    private static final Map<String, String> AWS = Map.of("aws.accessKeyId", S3Server.ACCESS_KEY,
            "aws.secretAccessKey", S3Server.SECRET_KEY);
    /// Ranges and chunks so small that a small export takes many requests.
    private static final MemoryPlan SMALL = new MemoryPlan(64 << 20, 4 << 10, (1 << 20) + (64 << 10), 1536, 23);
    private static final CheckpointPolicy OFTEN = new CheckpointPolicy(96 << 10, Duration.ofDays(1));
    /// So long a claim stands that could not be given up.
    private static final TimeLeft THREE_SECONDS = () -> Duration.ofSeconds(3);

    private static S3Server server;

    /// What is read, and what is written.
    private enum Form {
        PLAIN("format: ndjson, compression: gzip"), GZIP("format: csv, compression: zstd"), ZSTD(
                "format: ndjson, compression: none");

        private final String output;

        Form(String output) {
            this.output = output;
        }

        String key() {
            return "people." + name();
        }

        String bucket(String prefix) {
            return prefix + "-" + name().toLowerCase(Locale.ROOT);
        }

        RunPlan event() {
            return new RunPlan("s3://inbox/" + key(), ObjectRef.object("inbox", key()), Workplace.definition("""
                    pipeline: people
                    source: {records: array}
                    fields: {id: {type: long, required: true}, name: {type: string, apply: [upper]}}
                    output: {%s}
                    """.formatted(output)), RunPlan.Published.ANSWER, THREE_SECONDS);
        }

        byte[] stored(byte[] export) throws IOException {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            for (int from = 0; from < export.length; from += 50_000) {
                byte[] piece = Arrays.copyOfRange(export, from, Math.min(export.length, from + 50_000));
                switch (this) {
                    case PLAIN -> out.writeBytes(piece);
                    case GZIP -> {
                        try (GZIPOutputStream member = new GZIPOutputStream(out)) {
                            member.write(piece);
                        }
                    }
                    case ZSTD -> out.writeBytes(Zstd.compress(piece));
                }
            }
            return out.toByteArray();
        }
    }

    @BeforeAll
    static void start() throws IOException {
        AWS.forEach(System::setProperty);
        server = S3Server.start();
        server.createBucket("inbox");
        byte[] export = export();
        for (Form form : Form.values()) {
            server.put("inbox", form.key(), form.stored(export));
        }
    }

    @AfterAll
    static void stop() {
        server.close();
        AWS.keySet().forEach(System::clearProperty);
    }

    private static byte[] export() {
        Random random = new Random(7);
        StringBuilder text = new StringBuilder("[");
        for (int i = 0; i < 14_000; i++) {
            text.append(i == 0 ? "" : ",\n").append("{\"id\":").append(i % 500 == 499 ? "null" : i)
                    .append(",\"name\":\"").append(Long.toHexString(random.nextLong()))
                    .append(Long.toHexString(random.nextLong())).append("\"}");
        }
        return text.append("]").toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static RunReport deliver(S3Stores stores, RunPlan event) {
        return new Runner(stores, SMALL, OFTEN).run(event, Progress.Watcher.NONE);
    }

    /// What has happened in all runs.
    private static final class Seen {
        private final Map<Fault, Integer> faults = new EnumMap<>(Fault.class);
        private int requests;
        private long reopened;

        synchronized void add(FaultProxy proxy, long times) {
            proxy.done().forEach((fault, count) -> faults.merge(fault, count, Integer::sum));
            requests += proxy.requests();
            reopened += times;
        }
    }

    @Test
    void whateverTheStoreDoesTheOutputIsTheSame() throws Exception {
        Map<Form, Map<String, String>> whole = new EnumMap<>(Form.class);
        for (Form form : Form.values()) {
            String bucket = form.bucket("whole");
            server.createBucket(bucket);
            RunReport report = deliver(new S3Stores(server.client(), bucket, ""), form.event());
            assertEquals(RunReport.State.PUBLISHED, report.state());
            assertEquals(0, report.reopened());
            whole.put(form, Published.in(server, bucket));
        }
        Seen seen = new Seen();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<?>> runs = new ArrayList<>();
            for (int seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed++) {
                for (Form form : Form.values()) {
                    int own = seed;
                    runs.add(threads.submit(() -> disturbed(form, own, whole.get(form), seen)));
                }
            }
            for (Future<?> run : runs) {
                run.get();
            }
        }
        System.out.println("seeds " + FIRST_SEED + " to " + (FIRST_SEED + SEEDS - 1) + ": " + seen.requests
                + " requests, " + seen.reopened + " reopened connections, " + seen.faults);
        assertTrue(seen.requests > SEEDS * 900, "so many requests: " + seen.requests);
        assertTrue(seen.reopened > SEEDS * 30L, "so many reopened connections: " + seen.reopened);
        for (Fault fault : Fault.values()) {
            assertTrue(seen.faults.getOrDefault(fault, 0) >= SEEDS * 2, fault + " in " + seen.faults);
        }
    }

    private static void disturbed(Form form, int seed, Map<String, String> expected, Seen seen) {
        String bucket = form.bucket("output-" + seed);
        server.createBucket(bucket);
        Random random = new Random(31L * seed + form.name().hashCode());
        double share = 0.04 + 0.04 * (seed % 3);
        RunPlan event = form.event();
        String which = form + " seed " + seed;
        try (FaultProxy proxy = new FaultProxy(server.endpoint(), Duration.ofMillis(700),
                request -> fault(random, share, request))) {
            // As a user would set it, for a store that stalls.
            S3Settings settings = new S3Settings(proxy.endpoint().toString(), "eu-north-1", true, "0.4");
            S3Stores stores = S3Stores.connect(bucket, "", settings);
            long reopened = untilPublished(stores, event, which);
            seen.add(proxy, reopened);
            stores.client().close();
        }
        RunReport settled = deliver(new S3Stores(server.client(), bucket, ""), event);
        assertEquals(RunReport.State.PUBLISHED, settled.state(), which);
        Map<String, String> got = Published.in(server, bucket);
        assertEquals(expected.keySet(), got.keySet(), which);
        expected.forEach((key, content) -> assertTrue(content.equals(got.get(key)), which + ": " + key));
        assertEquals(List.of(), server.uploads(bucket), which);
    }

    private static Fault fault(Random random, double share, FaultProxy.Request request) {
        synchronized (random) {
            if (request.conditional()) { // they are few, and whether they were done is the question
                Fault fault = random.nextBoolean() ? Fault.CONFLICT : Fault.RESET_BEHIND;
                return random.nextDouble() < 3 * share ? fault : Fault.NONE;
            }
            if (random.nextDouble() >= share) {
                return Fault.NONE;
            }
            Fault fault = FAULTS.get(random.nextInt(FAULTS.size()));
            return switch (fault) {
                case MISLABELLED, SHORTENED -> request.ranged() ? fault : Fault.RESET_BEHIND;
                case CONFLICT -> Fault.RESET_BEFORE;
                case NONE, SLOW_DOWN, INTERNAL_ERROR, RESET_BEFORE, RESET_BEHIND, TRUNCATED, STALLED -> fault;
            };
        }
    }

    /// As a queue does: what failed comes back.
    ///
    /// @return how many connections were opened again
    private static long untilPublished(S3Stores stores, RunPlan event, String which) {
        long reopened = 0;
        for (int tries = 0; tries < 100; tries++) {
            RunReport report = deliver(stores, event);
            reopened += report.reopened();
            switch (report.state()) {
                case PUBLISHED -> {
                    return reopened;
                }
                case CONTINUING -> assertTrue(report.run() != null, which);
                case FAILED -> assertTrue(report.failure().code().isPassing(), which + ": " + report.failure());
                case BUSY -> pause();
            }
        }
        throw new AssertionError(which + ": not published after 100 deliveries");
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

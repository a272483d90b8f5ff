package dev.levada.features;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.levada.model.Chunk;
import dev.levada.model.FailureCode;
import dev.levada.model.ObjectRef;
import dev.levada.run.FileStores;
import dev.levada.run.Lease;
import dev.levada.run.MemoryPlan;
import dev.levada.run.RunPlan;
import dev.levada.run.Runner;
import dev.levada.run.S3Stores;
import dev.levada.run.Stores;
import dev.levada.run.TimeLeft;
import dev.levada.run.report.Progress;
import dev.levada.run.report.RunReport;
import dev.levada.run.state.Documents;
import dev.levada.s3.S3Server;
import dev.levada.stage.bytes.ByteSource;
import dev.levada.stage.bytes.FileByteSource;
import dev.levada.stage.sink.Leftovers;
import dev.levada.stage.sink.Staging;
import io.smallrye.mutiny.Multi;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Promise 4: however often and in whatever order its events arrive, an export has one published result.
class ManyDeliveriesTest {

    private static final TimeLeft A_MINUTE = () -> Duration.ofMinutes(1);

    @TempDir
    Path folder;

    private static RunReport deliver(Stores stores, ObjectRef export) {
        return new Runner(stores, MemoryPlan.of(64 << 20)).run(
                new RunPlan(export.uri(), export, Workplace.identity(), RunPlan.Published.ANSWER, A_MINUTE),
                Progress.Watcher.NONE);
    }

    /// As a queue does: a message that found the export busy comes back.
    static RunReport delivered(Stores stores, ObjectRef export) throws InterruptedException {
        RunReport report = deliver(stores, export);
        while (report.state() == RunReport.State.BUSY) {
            assertTrue(report.busyUntil().isAfter(Instant.now().minusSeconds(1)), "busy until some time to come");
            Thread.sleep(20);
            report = deliver(stores, export);
        }
        return report;
    }

    /// Two processes, each with eight threads.
    @Test
    void fiftyDeliveriesByTwoProcessesAreOneRun() throws IOException, InterruptedException {
        try (S3Server server = S3Server.start()) {
            server.createBucket("inbox");
            server.createBucket("outbox");
            server.put("inbox", "users.json", lines(40_000));
            List<Process> processes = List.of(Deliveries.begin(server.endpoint(), folder.resolve("one.txt")),
                    Deliveries.begin(server.endpoint(), folder.resolve("two.txt")));
            List<String> reports = new ArrayList<>();
            for (Process process : processes) {
                assertEquals(0, process.waitFor());
            }
            reports.addAll(Files.readAllLines(folder.resolve("one.txt")));
            reports.addAll(Files.readAllLines(folder.resolve("two.txt")));
            assertEquals(2 * Deliveries.EACH, reports.size());
            assertEquals(1, reports.stream().filter(report -> report.endsWith(" first")).count(), "runs of their own");
            assertEquals(1,
                    reports.stream().map(report -> report.substring(0, report.indexOf(' '))).distinct().count());
            assertOneResult(server);
        }
    }

    @Test
    void fiftyDeliveriesByEightThreadsAreOneRun() throws InterruptedException, ExecutionException {
        try (S3Server server = S3Server.start();
                ExecutorService threads = Executors.newFixedThreadPool(8)) {
            server.createBucket("inbox");
            server.createBucket("outbox");
            server.put("inbox", "users.json", lines(40_000));
            List<Callable<RunReport>> deliveries = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                deliveries.add(() -> delivered(new S3Stores(server.client(), "outbox", ""),
                        ObjectRef.object("inbox", "users.json")));
            }
            List<RunReport> reports = new ArrayList<>();
            for (Future<RunReport> report : threads.invokeAll(deliveries)) {
                reports.add(report.get());
            }
            assertEquals(Set.of(RunReport.State.PUBLISHED),
                    reports.stream().map(RunReport::state).collect(Collectors.toSet()));
            assertEquals(1, reports.stream().filter(report -> !report.repeated()).count(), "runs of their own");
            assertEquals(1, reports.stream().map(RunReport::run).distinct().count());
            assertOneResult(server);
        }
    }

    private static void assertOneResult(S3Server server) {
        List<String> keys = server.keys("outbox");
        assertEquals(1, keys.stream().filter(key -> key.contains("/data/")).count(), keys.toString());
        assertEquals(1, keys.stream().filter(key -> key.endsWith("/manifest.json")).count(), keys.toString());
        assertEquals(List.of(), keys.stream().filter(key -> key.startsWith("_levada/runs/")).toList());
        assertEquals(List.of(), server.uploads("outbox"));
    }

    /// The same on S3, where a version goes when the next one comes: `p1` puts the first there, `e1` is its event, which names it
    /// by its ETag, and may come late. Without a sequencer Last-Modified decides.
    @ParameterizedTest
    @ValueSource(strings = {"p1 e1 p2 e2 p3 e3", "p1 p2 p3 e3 e2 e1", "p1 p2 e2 p3 e1 e3", "p1 e1 p2 p3 e3 e2 e1",
            "p1 p2 e1 e2 p3 e3 e1 e2", "p1 p2 e2 e1 p3 e3 e3", "p1 p2 p3 e1 e2 e3"})
    void eventsOfThreeVersionsOnS3EndWithTheNewest(String order) {
        for (boolean sequenced : new boolean[]{true, false}) {
            try (S3Server server = S3Server.start()) {
                server.createBucket("inbox");
                server.createBucket("outbox");
                Map<Integer, ObjectRef> events = new HashMap<>();
                for (String step : order.split(" ", -1)) {
                    int version = step.charAt(1) - '0';
                    if (step.startsWith("p")) {
                        events.put(version, put(server, version, sequenced));
                    } else {
                        deliver(new S3Stores(server.client(), "outbox", ""), events.get(version));
                    }
                }
                RunReport last = deliver(new S3Stores(server.client(), "outbox", ""), events.get(3));
                assertTrue(last.repeated(), "the newest is there");
                assertEquals(3L, last.records());
                List<String> parts = server.keys("outbox").stream().filter(key -> key.contains("/data/")).toList();
                assertEquals(List.of("identity/data/" + last.run() + "-00000.ndjson"), parts);
                assertEquals(List.of(), server.uploads("outbox"));
            }
        }
    }

    private static ObjectRef put(S3Server server, int version, boolean sequenced) {
        server.put("inbox", "users.json", lines(version));
        String etag = server.client().headObject(request -> request.bucket("inbox").key("users.json")).eTag();
        return new ObjectRef("inbox", "users.json", null, etag.replace("\"", ""), -1,
                sequenced ? "00A" + version : null);
    }

    private static byte[] lines(int count) {
        return IntStream.range(0, count).mapToObj(i -> "{\"id\":" + i + "}\n").collect(Collectors.joining())
                .getBytes(StandardCharsets.UTF_8);
    }

    /// Three versions; the events of all arrive in any order, the first one twice.
    @ParameterizedTest
    @ValueSource(strings = {"1231", "1321", "2132", "2312", "3123", "3213"})
    void eventsOfThreeVersionsInAnyOrderEndWithTheNewest(String order) throws IOException {
        for (boolean sequenced : new boolean[]{true, false}) {
            Versions versions = new Versions(folder.resolve(order + sequenced), sequenced, 1);
            order.chars().forEach(version -> deliver(versions, versions.event(version - '0')));
            RunReport last = deliver(versions, versions.event(3));
            assertTrue(last.repeated(), "the newest is there");
            assertEquals(3L, last.records());
            assertEquals(1, versions.dataParts(), "and nothing of the older ones");
            RunReport late = deliver(versions, versions.event(1));
            assertEquals(last.run(), late.run(), "a late event is answered with the newer result");
        }
    }

    /// Last-Modified has whole seconds: where it does not tell, and no sequencer does, the store is asked what it shows.
    @ParameterizedTest
    @ValueSource(strings = {"1231", "1321", "2132", "2312", "3123", "3213"})
    void versionsOfOneSecondEndWithTheOneThatTheStoreShows(String order) throws IOException {
        Versions versions = new Versions(folder.resolve(order), false, 0);
        order.chars().forEach(version -> deliver(versions, versions.event(version - '0')));
        RunReport last = deliver(versions, versions.event(3));
        assertTrue(last.repeated(), "the newest is there");
        assertEquals(3L, last.records());
        assertEquals(1, versions.dataParts(), "and nothing of the older ones");
        RunReport late = deliver(versions, versions.event(1));
        assertEquals(FailureCode.SOURCE_CHANGED, late.failure().code(), "a late event takes no newer result's place");
        assertEquals(last.run(), deliver(versions, versions.event(3)).run());
    }

    /// A bucket that keeps versions: the n-th has n records.
    private static final class Versions implements Stores {

        private final Path folder;
        private final boolean sequenced;
        private final Stores stores;

        private final int secondsBetween;

        Versions(Path folder, boolean sequenced, int secondsBetween) throws IOException {
            this.folder = Files.createDirectories(folder);
            this.sequenced = sequenced;
            this.secondsBetween = secondsBetween;
            this.stores = FileStores.of(folder.resolve("out"));
            for (int version = 1; version <= 3; version++) {
                Files.write(folder.resolve("v" + version), lines(version));
            }
        }

        ObjectRef event(int version) {
            return new ObjectRef("inbox", "users", "v" + version, null, -1, sequenced ? "00A" + version : null);
        }

        long dataParts() throws IOException {
            try (Stream<Path> files = Files.walk(folder.resolve("out"))) {
                return files.filter(file -> file.toString().contains("/data/") && Files.isRegularFile(file)).count();
            }
        }

        /// Without a version it is the newest.
        @Override
        public ByteSource open(ObjectRef event, MemoryPlan memory) {
            String version = event.version() == null ? "v3" : event.version();
            Path file = folder.resolve(version);
            ByteSource source = FileByteSource.open(event, file, memory.chunkSlabs());
            ObjectRef found = new ObjectRef(event.bucket(), event.key(), version, null, source.object().size(),
                    event.sequencer(), Instant.EPOCH.plusSeconds(version.charAt(1) * (long) secondsBetween));
            return new ByteSource() {
                @Override
                public ObjectRef object() {
                    return found;
                }

                @Override
                public Multi<Chunk> read(long from) {
                    return source.read(from);
                }
            };
        }

        @Override
        public Staging staging(String run) {
            return stores.staging(run);
        }

        @Override
        public Leftovers leftovers() {
            return stores.leftovers();
        }

        @Override
        public Documents documents() {
            return stores.documents();
        }

        @Override
        public Lock lock(String name) {
            return stores.lock(name);
        }

        @Override
        public Lease lease(TimeLeft time) {
            return stores.lease(time);
        }
    }
}

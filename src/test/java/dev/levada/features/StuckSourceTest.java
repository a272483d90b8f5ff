package dev.levada.features;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.levada.model.Chunk;
import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import dev.levada.model.ObjectRef;
import dev.levada.model.PipelinePlan;
import dev.levada.run.CheckpointPolicy;
import dev.levada.run.FileStores;
import dev.levada.run.Lease;
import dev.levada.run.MemoryPlan;
import dev.levada.run.RunPlan;
import dev.levada.run.Runner;
import dev.levada.run.Stores;
import dev.levada.run.TimeLeft;
import dev.levada.run.report.Progress;
import dev.levada.run.report.RunReport;
import dev.levada.run.state.Documents;
import dev.levada.stage.bytes.ByteSource;
import dev.levada.stage.sink.Leftovers;
import dev.levada.stage.sink.Staging;
import io.smallrye.mutiny.Multi;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Promise 6 where the export cannot be read any further: what was read is not read again, and a function that has no time left to
/// wait stops at a checkpoint as if its time were over.
final class StuckSourceTest {

    private static final MemoryPlan SMALL = new MemoryPlan(64 << 20, 4 << 10, (1 << 20) + (64 << 10), 16 << 10, 23);
    private static final CheckpointPolicy NEVER = new CheckpointPolicy(Long.MAX_VALUE, Duration.ofDays(1));
    private static final TimeLeft TEN_SECONDS = () -> Duration.ofSeconds(10);

    @TempDir
    Path folder;

    /// Files whose exports give nothing from an offset on, and where a try of more takes half a minute.
    private record Stuck(FileStores stores, long at) implements Stores {

        @Override
        public ByteSource open(ObjectRef export, MemoryPlan memory) {
            return new StuckSource(stores.open(export, memory), at, wait -> true);
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

    private record StuckSource(ByteSource source, long at, Predicate<Duration> allowed) implements ByteSource {

        @Override
        public ObjectRef object() {
            return source.object();
        }

        @Override
        public Multi<Chunk> read(long from) {
            return source.read(from).onItem().invoke(chunk -> {
                if (chunk.position() + chunk.length() > at) {
                    chunk.release();
                    String limit = allowed.test(Duration.ofSeconds(30)) ? "ten tries" : "the time that is left";
                    throw new Failure(FailureCode.UNREADABLE, "expected bytes within " + limit + ", got none");
                }
            });
        }

        @Override
        public ByteSource within(Predicate<Duration> limit) {
            return new StuckSource(source, at, limit);
        }
    }

    private static String export() {
        StringBuilder text = new StringBuilder("{\"users\":[");
        for (int i = 0; i < 4_000; i++) {
            text.append(i == 0 ? "" : ", ").append("{\"id\":").append(i % 50 == 7 ? "\"x\"" : i)
                    .append(",\"name\":\"somebody ").append(i * 7919L).append("\"}");
        }
        return text.append("]}").toString();
    }

    private static final PipelinePlan PLAN = Workplace.definition("""
            pipeline: people
            source: {records: /users}
            fields: {id: {type: long, required: true}, name: {type: string, apply: [upper]}}
            output: {format: csv, compression: zstd}
            """);

    private static RunReport run(Stores stores, Path export, TimeLeft time) {
        return run(stores, export, time, 1);
    }

    private static RunReport run(Stores stores, Path export, TimeLeft time, int threads) {
        ObjectRef ref = ObjectRef.file(export.toAbsolutePath().toString());
        return new Runner(stores, SMALL.withThreads(threads), NEVER).run(
                new RunPlan(export.toString(), ref, PLAN, RunPlan.Published.ANSWER, time), Progress.Watcher.NONE);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aFunctionWithoutTimeToWaitStopsAtACheckpointAndGoesOnToTheSameBytes(int threads) throws Exception {
        Path export = new Workplace(folder).export("users.json", export());
        Workplace whole = new Workplace(Files.createDirectories(folder.resolve("whole")));
        run(FileStores.of(whole.output()), export, TEN_SECONDS);
        int continued = 0;
        for (long at = 10_000; at < Files.size(export); at += 9_973) {
            Workplace place = new Workplace(Files.createDirectories(folder.resolve("at-" + at)));
            FileStores stores = FileStores.of(place.output());
            RunReport stuck = run(new Stuck(stores, at), export, TEN_SECONDS, threads);
            assertEquals(RunReport.State.CONTINUING, stuck.state(), () -> "at " + stuck.failure());
            assertEquals(List.of(), place.files().stream().filter(key -> !key.startsWith(".staging")).toList());
            RunReport again = run(new Stuck(stores, at), export, TEN_SECONDS, threads);
            assertEquals(RunReport.State.FAILED, again.state(), "it got no further: it would go on for ever");
            RunReport end = run(stores, export, TEN_SECONDS, threads);
            assertEquals(RunReport.State.PUBLISHED, end.state());
            assertEquals(Published.in(whole.output()), Published.in(place.output()), "stuck at " + at);
            continued++;
        }
        assertTrue(continued > 10);
    }

    @Test
    void aSourceThatIsGivenUpFailsAndNothingIsReadTwice() throws Exception {
        Path export = new Workplace(folder).export("users.json", export());
        Workplace place = new Workplace(folder);
        FileStores stores = FileStores.of(place.output());
        RunReport stuck = run(new Stuck(stores, 100_000), export, TimeLeft.UNLIMITED);
        assertEquals(FailureCode.UNREADABLE, stuck.failure().code());
        RunReport again = run(new Stuck(stores, 0), export, TimeLeft.UNLIMITED);
        assertTrue(again.bytesIn() > 60_000, "it began where the other ended: " + again.bytesIn());
        assertEquals(RunReport.State.PUBLISHED, run(stores, export, TimeLeft.UNLIMITED).state());
    }

    @Test
    void aSourceThatGivesNothingFromTheBeginningIsAFailure() {
        Path export = new Workplace(folder).export("users.json", export());
        RunReport report = run(new Stuck(FileStores.of(new Workplace(folder).output()), 0), export, TEN_SECONDS);
        assertEquals(FailureCode.UNREADABLE, report.failure().code());
    }
}

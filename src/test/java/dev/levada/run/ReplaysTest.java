package dev.levada.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.levada.definition.Definitions;
import dev.levada.model.FailureCode;
import dev.levada.model.ObjectRef;
import dev.levada.model.PipelinePlan;
import dev.levada.run.report.Progress;
import dev.levada.run.report.RunReport;
import dev.levada.run.state.Documents;
import dev.levada.s3.S3Server;
import dev.levada.s3.S3Traffic;
import dev.levada.stage.bytes.ByteSource;
import dev.levada.stage.sink.Leftovers;
import dev.levada.stage.sink.Staging;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a replay reads, and from what it keeps its hands.
final class ReplaysTest {

    private static final MemoryPlan MEMORY = MemoryPlan.of(64 << 20);

    private static PipelinePlan plan(int most) {
        return Definitions.read("people.yaml", """
                pipeline: people
                source: {records: lines, max-record-bytes: 100KiB}
                fields:
                  id: {from: /id, type: long, required: true, max: %d}
                """.formatted(most).getBytes(UTF_8)).plan();
    }

    private static RunReport run(Stores stores, ObjectRef export) {
        RunReport report = new Runner(stores, MEMORY).run(
                new RunPlan("test", export, plan(10), RunPlan.Published.REPLACE_IF_CHANGED), Progress.Watcher.NONE);
        assertNull(report.failure());
        return report;
    }

    private static RunReport replay(Stores stores, String run) {
        return new Replays(stores, MEMORY).run(
                new ReplayPlan("test", run, plan(1_000), RunPlan.Published.REPLACE_IF_CHANGED), Progress.Watcher.NONE)
                .orElseThrow();
    }

    @Test
    void onlyTheBytesOfRejectedRecordsAreAskedFor() {
        try (S3Server server = S3Server.start(); S3Traffic traffic = new S3Traffic()) {
            server.createBucket("exports");
            server.createBucket("finished");
            StringBuilder text = new StringBuilder();
            List<String> rejected = new ArrayList<>();
            for (int i = 0; i < 400_000; i++) {
                String record = "{\"id\":" + (i % 100_000 == 77 ? 500 : 5) + "}";
                if (record.contains("500")) {
                    rejected.add("bytes=" + text.length() + "-" + (text.length() + record.length() - 1));
                }
                text.append(record).append('\n');
            }
            text.append("{\"pad\":\"").append("x".repeat(200_000)).append("\"}\n"); // longer than any record may be
            server.put("exports", "users.json", text.toString().getBytes(UTF_8));
            Stores stores = new S3Stores(server.client(), "finished", "");
            ObjectRef export = ObjectRef.object("exports", "users.json");
            RunReport first = run(stores, export);
            assertEquals(5, first.rejected());
            Stores watched = new S3Stores(S3Server.client(server.endpoint(), traffic), "finished", "");
            Stores seen = new Located(watched, stores);
            RunReport report = replay(seen, first.run());
            assertNull(report.failure());
            assertEquals(4, report.rows());
            assertEquals(1, report.rejected());
            assertEquals(4L * "{\"id\":500}".length(), report.bytesIn());
            assertEquals(rejected, traffic.headers("GET", "Range").stream().filter(range -> !range.isEmpty()).toList());
            assertEquals(0, traffic.openBodies());
        }
    }

    /// Exports through one client, everything else through another.
    private record Located(Stores exports, Stores output) implements Stores {

        @Override
        public ByteSource open(ObjectRef export, MemoryPlan memory) {
            return exports.open(export, memory);
        }

        @Override
        public Staging staging(String run) {
            return output.staging(run);
        }

        @Override
        public Leftovers leftovers() {
            return output.leftovers();
        }

        @Override
        public Documents documents() {
            return output.documents();
        }

        @Override
        public Lock lock(String name) {
            return output.lock(name);
        }

        @Override
        public Lease lease(TimeLeft time) {
            return output.lease(time);
        }
    }

    @Test
    void whatCameOnceCannotBeReplayed(@TempDir Path folder) {
        InputStream before = System.in;
        Stores stores = LocatedStores.of(folder.resolve("out").toString());
        RunReport first;
        try {
            System.setIn(new ByteArrayInputStream("{\"id\":11}\n".getBytes(UTF_8)));
            first = run(stores, ObjectRef.file(ObjectRef.STANDARD_INPUT));
        } finally {
            System.setIn(before);
        }
        RunReport report = replay(stores, first.run());
        assertEquals(FailureCode.UNREADABLE, report.failure().code());
        assertTrue(report.failure().message().contains("read again"), report.failure().message());
    }
}

package dev.levada.features;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.levada.model.ObjectRef;
import dev.levada.model.PipelinePlan;
import dev.levada.run.MemoryPlan;
import dev.levada.run.RunPlan;
import dev.levada.run.Runner;
import dev.levada.run.S3Stores;
import dev.levada.run.report.Manifest;
import dev.levada.run.report.Progress;
import dev.levada.run.report.RunReport;
import dev.levada.s3.S3Server;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Promise 9: one definition, one engine, one manifest, on a laptop and in the function.
final class SameHereAsThereTest {

    private static final String EXPORT = IntStream.range(0, 60_000)
            .mapToObj(i -> "{\"id\":" + (i % 1000 == 7 ? "null" : i) + ",\"name\":\"user number " + i + "\"}")
            .collect(Collectors.joining(",\n", "[", "]"));
    private static final String PIPELINE = """
            pipeline: people
            fields:
              id:   {from: /id, type: long, required: true}
              name: {from: /name, type: string, apply: [upper]}
            output: {format: %s, compression: %s, part-bytes: 5MiB}
            """;

    private static S3Server server;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        server = S3Server.start();
        server.createBucket("inbox");
        server.createBucket("outbox");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static RunReport onS3(String key, PipelinePlan plan) {
        server.put("inbox", key, EXPORT.getBytes(StandardCharsets.UTF_8));
        return new Runner(new S3Stores(server.client(), "outbox", "published/"), MemoryPlan.of(64 << 20))
                .run(new RunPlan("s3://inbox/" + key, ObjectRef.object("inbox", key), plan, RunPlan.Published.ANSWER),
                        Progress.Watcher.NONE);
    }

    @Test
    void theSamePartsComeOutOnS3AndOnDisk() throws IOException {
        for (String[] output : new String[][]{{"ndjson", "zstd"}, {"csv", "gzip"}, {"ndjson", "none"}}) {
            PipelinePlan plan = Workplace.definition(PIPELINE.formatted(output[0], output[1]));
            Workplace place = new Workplace(Files.createDirectories(folder.resolve(output[0] + output[1])));
            Manifest here = place.manifest(place.run(place.export("export.json", EXPORT), plan));
            RunReport report = onS3("export-" + output[1] + ".json", plan);
            assertNull(report.failure(), () -> report.failure().message());
            Manifest there = Manifest.read(
                    server.get("outbox", "published/" + Manifest.key("people", report.run())), "manifest");
            assertEquals(here.counts(), there.counts());
            assertEquals(here.source().crc32c(), there.source().crc32c());
            assertEquals(here.pipeline(), there.pipeline());
            assertEquals(here.parts().size(), there.parts().size());
            for (int i = 0; i < here.parts().size(); i++) {
                byte[] file = Files.readAllBytes(place.output().resolve(here.parts().get(i).key()));
                byte[] object = server.get("outbox", "published/" + there.parts().get(i).key());
                if (here.parts().get(i).destination().equals("data")) {
                    assertArrayEquals(file, object);
                }
                assertEquals(here.parts().get(i).rows(), there.parts().get(i).rows());
                assertEquals(object.length, there.parts().get(i).bytes());
            }
        }
    }

    @Test
    void theSecondEventForAnObjectIsAnsweredFromTheLedger() {
        PipelinePlan plan = Workplace.definition(PIPELINE.formatted("ndjson", "none"));
        RunReport first = onS3("twice.json", plan);
        RunReport second = new Runner(new S3Stores(server.client(), "outbox", "published/"), MemoryPlan.of(64 << 20))
                .run(new RunPlan("s3://inbox/twice.json", ObjectRef.object("inbox", "twice.json"), plan,
                        RunPlan.Published.ANSWER), Progress.Watcher.NONE);
        assertFalse(first.repeated());
        assertTrue(second.repeated());
        assertEquals(first.run(), second.run());
        assertEquals(59_940L, second.rows());
    }

    @Test
    void aFailedRunLeavesNothingOnS3() {
        server.put("inbox", "damaged.json", (EXPORT + "x").getBytes(StandardCharsets.UTF_8));
        List<String> before = server.keys("outbox");
        RunReport report = new Runner(new S3Stores(server.client(), "outbox", "published/"), MemoryPlan.of(64 << 20))
                .run(new RunPlan("s3://inbox/damaged.json", ObjectRef.object("inbox", "damaged.json"),
                        Workplace.identity(), RunPlan.Published.ANSWER), Progress.Watcher.NONE);
        assertEquals(RunReport.State.FAILED, report.state());
        assertTrue(report.failure().message().startsWith("[s3://inbox/damaged.json @"), report.failure().message());
        List<String> left = new ArrayList<>(server.keys("outbox"));
        left.removeAll(before);
        assertEquals(1, left.size(), "the ledger remembers why: " + left);
        assertTrue(left.getFirst().startsWith("published/_levada/ledger/identity/"), left.getFirst());
        assertEquals(0, server.uploads("outbox").size());
    }
}

package dev.levada.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.levada.model.ObjectRef;
import dev.levada.model.PipelinePlan;
import dev.levada.run.report.Progress;
import dev.levada.run.report.RunReport;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

/// A rehearsal that stages nothing would load nothing of what stages.
final class RehearsalTest {

    private static final List<String> CREDENTIALS = List.of("aws.accessKeyId", "aws.secretAccessKey");
    private static final MemoryPlan MEMORY = MemoryPlan.of(64 << 20);

    @BeforeEach
    void credentials() {
        CREDENTIALS.forEach(property -> System.setProperty(property, "none"));
    }

    @AfterEach
    void noCredentials() {
        CREDENTIALS.forEach(System::clearProperty);
    }

    @Test
    void theBriefOneStagesAndPublishesWhatItReads() {
        Rehearsal rehearsal = Rehearsal.brief();
        RunReport report = run(rehearsal.runner(MEMORY), rehearsal.exports().getFirst(),
                rehearsal.pipelines().all().getFirst());
        assertNull(report.failure());
        assertEquals(1, report.parts());
        assertTrue(report.rows() > 1, () -> report.rows() + " rows");
        assertEquals(report.records(), report.rows());
    }

    @Test
    void everythingEndsWellOverRealConnectionsToo() {
        Rehearsal rehearsal = Rehearsal.whole();
        rehearsal.connected(MEMORY, runner -> assertAllArePublished(rehearsal, runner));
    }

    /// The ETag of a short upload is known, those of a long one are asked for: the first long one must not pay for what was never loaded.
    @Test
    void bothWaysToCompleteAnUploadAreRehearsed() {
        List<SdkHttpRequest> requests = new CopyOnWriteArrayList<>();
        SdkHttpClient played = new S3Rehearsal(
                Map.of("array.json", "[{\"id\":1},{\"id\":\"x\"}]".getBytes(StandardCharsets.UTF_8)));
        SdkHttpClient noted = new SdkHttpClient() {
            @Override
            public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
                requests.add(request.httpRequest());
                return played.prepareRequest(request);
            }

            @Override
            public void close() {
                played.close();
            }
        };
        Stores stores = new S3Stores(new S3Settings("http://rehearsal.invalid", "us-east-1", true).builder(noted)
                .build(), Rehearsal.OUTPUT, "");
        RunReport report = run(new Runner(stores, MEMORY, CheckpointPolicy.ofThisProcess()),
                ObjectRef.object(Rehearsal.BUCKET, "array.json"), Rehearsal.brief().pipelines().all().getFirst());
        assertEquals(RunReport.State.PUBLISHED, report.state(), () -> report.failure().message());
        List<String> asked = requests.stream().filter(request -> request.method() == SdkHttpMethod.GET
                && request.rawQueryParameters().containsKey("uploadId")).map(SdkHttpRequest::encodedPath).toList();
        assertEquals(1, asked.size(), asked.toString());
        assertTrue(asked.getFirst().contains("/rejects/"), asked.toString());
        assertEquals(2, report.parts());
    }

    private static void assertAllArePublished(Rehearsal rehearsal, Runner runner) {
        for (ObjectRef export : rehearsal.exports()) {
            for (PipelinePlan pipeline : rehearsal.pipelines().all()) {
                RunReport report = run(runner, export, pipeline);
                assertEquals(RunReport.State.PUBLISHED, report.state(), () -> report.failure().message());
            }
        }
    }

    private static RunReport run(Runner runner, ObjectRef export, PipelinePlan pipeline) {
        return runner.run(new RunPlan(export.uri(), export, pipeline, RunPlan.Published.REPLACE),
                Progress.Watcher.NONE);
    }
}

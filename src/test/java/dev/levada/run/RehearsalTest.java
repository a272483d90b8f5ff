package dev.levada.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.levada.model.ObjectRef;
import dev.levada.model.PipelinePlan;
import dev.levada.run.report.Progress;
import dev.levada.run.report.RunReport;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class RehearsalTest {

    private static final List<String> CREDENTIALS = List.of("aws.accessKeyId", "aws.secretAccessKey");

    @BeforeEach
    void credentials() {
        CREDENTIALS.forEach(property -> System.setProperty(property, "none"));
    }

    @AfterEach
    void noCredentials() {
        CREDENTIALS.forEach(System::clearProperty);
    }

    @Test
    void everythingEndsWellOverRealConnectionsToo() {
        Rehearsal rehearsal = new Rehearsal();
        MemoryPlan memory = MemoryPlan.of(64 << 20);
        rehearsal.connected(memory, runner -> assertAllArePublished(rehearsal, runner));
    }

    private static void assertAllArePublished(Rehearsal rehearsal, Runner runner) {
        for (ObjectRef export : rehearsal.exports()) {
            for (PipelinePlan pipeline : rehearsal.pipelines().all()) {
                RunReport report = runner.run(
                        new RunPlan(export.uri(), export, pipeline, RunPlan.Published.REPLACE), Progress.Watcher.NONE);
                assertEquals(RunReport.State.PUBLISHED, report.state(), () -> report.failure().message());
            }
        }
    }
}

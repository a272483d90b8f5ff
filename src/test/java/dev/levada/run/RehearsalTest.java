package dev.levada.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.levada.model.ObjectRef;
import dev.levada.model.PipelinePlan;
import dev.levada.run.report.Progress;
import dev.levada.run.report.RunReport;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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

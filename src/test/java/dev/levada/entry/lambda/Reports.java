package dev.levada.entry.lambda;

import dev.levada.model.FailureCode;
import dev.levada.model.ObjectRef;
import dev.levada.run.RunFailure;
import dev.levada.run.RunPlan;
import dev.levada.run.report.RunReport;
import java.time.Instant;

/// Reports as a run would write them.
final class Reports {

    private Reports() {
    }

    static RunReport published(RunPlan plan) {
        return published(plan, false, false);
    }

    static RunReport published(RunPlan plan, boolean repeated, boolean definitionChanged) {
        return new RunReport(plan.input(), "0123456789ab", RunReport.State.PUBLISHED, true, repeated, definitionChanged,
                "array", 10L, 7L, 2L, 1L, 1000L, 500L, 2, 0.25, 0.2, 1L, 104857600L,
                "s3://output/users/runs/0123456789ab/manifest.json", null);
    }

    /// On a platform that tells neither CPU time nor memory.
    static RunReport unmeasured(RunPlan plan) {
        return new RunReport(plan.input(), "0123456789ab", RunReport.State.PUBLISHED, true, false, false, "array", 10L,
                7L, 2L, 1L, 1000L, 500L, 2, 0.25, null, 1L, null, "s3://output/users/runs/0123456789ab/manifest.json",
                null);
    }

    static RunReport failed(RunPlan plan, FailureCode code) {
        String message = "[" + plan.input() + " @12] expected a bracket, got the end";
        return new RunReport(plan.input(), "0123456789ab", RunReport.State.FAILED, false, false, false, null, 3L, 3L,
                0L, 0L, 12L, null, null, 0.25, 0.2, 1L, 104857600L, null, new RunFailure(code, message, 12L, null));
    }

    /// The object was not there when it was opened.
    static RunReport unread(RunPlan plan) {
        return new RunReport(plan.input(), null, RunReport.State.FAILED, false, false, false, null, null, null, null,
                null, null, null, null, 0.25, 0.2, 1L, 104857600L, null,
                new RunFailure(FailureCode.SOURCE_CHANGED, "expected the object, got 404", null, null));
    }

    static RunReport continuing(RunPlan plan) {
        return continuing(plan, null);
    }

    static RunReport continuing(RunPlan plan, ObjectRef opened) {
        return new RunReport(plan.input(), "0123456789ab", RunReport.State.CONTINUING, false, false, false, null, 3L,
                3L, 0L, 0L, 12L, null, null, 0.25, 0.2, 1L, 104857600L, null, null, null, opened, 5, null);
    }

    static RunReport busy(RunPlan plan, Instant until) {
        return new RunReport(plan.input(), null, RunReport.State.BUSY, false, false, false, null, null, null, null,
                null, null, null, null, 0.25, 0.2, 1L, 104857600L, null,
                new RunFailure(FailureCode.BUSY, "expected to be alone", null, null), until, null, 0, null);
    }
}

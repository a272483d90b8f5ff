package dev.levada.run;

import dev.levada.model.PipelinePlan;

/// One replay, decided before anything is read.
///
/// @param input the rejects as the caller named them, for the report
/// @param original id of the run that rejected them, a run of the same pipeline
/// @param pipeline what becomes of them now, overrides included
/// @param published what to do where they are replayed already
/// @param time that the replay may take
public record ReplayPlan(String input, String original, PipelinePlan pipeline, RunPlan.Published published,
        TimeLeft time) {

    /// A replay that may take as long as it takes.
    public ReplayPlan(String input, String original, PipelinePlan pipeline, RunPlan.Published published) {
        this(input, original, pipeline, published, TimeLeft.UNLIMITED);
    }
}

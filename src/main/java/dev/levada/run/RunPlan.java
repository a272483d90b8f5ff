package dev.levada.run;

import dev.levada.model.ObjectRef;
import dev.levada.model.PipelinePlan;

/// One run, decided before anything is read.
///
/// @param input the export as the caller named it, for the report
/// @param export where it lies
/// @param pipeline what becomes of it, overrides included
/// @param published what to do where the ledger says that it is published already
/// @param time that the run may take before it stops at a checkpoint
public record RunPlan(String input, ObjectRef export, PipelinePlan pipeline, Published published, TimeLeft time) {

    /// A run that may take as long as it takes.
    public RunPlan(String input, ObjectRef export, PipelinePlan pipeline, Published published) {
        this(input, export, pipeline, published, TimeLeft.UNLIMITED);
    }

    /// Whether a failure comes back by itself, as a message of a queue does. A command that failed is over, and must not
    /// leave half of its output where people look.
    public boolean isTriedAgain() {
        return published == Published.ANSWER;
    }

    /// What to do with an export that is published already.
    public enum Published {
        /// Answer with the published result, whatever the definition says by now: the function.
        ANSWER,
        /// Answer with the published result, unless the definition has changed: the command line.
        REPLACE_IF_CHANGED,
        /// Run it anew as a new generation: `--again`.
        REPLACE
    }
}

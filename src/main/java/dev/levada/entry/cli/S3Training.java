package dev.levada.entry.cli;

import dev.levada.model.ObjectRef;
import dev.levada.model.PipelinePlan;
import dev.levada.run.MemoryPlan;
import dev.levada.run.Rehearsal;
import dev.levada.run.RunPlan;
import dev.levada.run.Runner;
import dev.levada.run.report.Progress;

/// What the launcher trains Java with for calls that name places on S3: made-up exports over the client of S3 and its connections, on an
/// S3 that is only played, and then the command line as it is called. No command, and never part of one.
public final class S3Training {

    private S3Training() {
    }

    public static void main(String[] arguments) {
        System.setProperty("aws.accessKeyId", "training"); // so that nobody's are asked for
        System.setProperty("aws.secretAccessKey", "training");
        Rehearsal rehearsal = Rehearsal.whole();
        rehearsal.connected(MemoryPlan.ofThisProcess(), runner -> run(rehearsal, runner));
        Levada.main(arguments);
    }

    private static void run(Rehearsal rehearsal, Runner runner) {
        for (ObjectRef export : rehearsal.exports()) {
            for (PipelinePlan pipeline : rehearsal.pipelines().all()) {
                runner.run(new RunPlan(export.uri(), export, pipeline, RunPlan.Published.REPLACE),
                        Progress.Watcher.NONE);
            }
        }
    }
}

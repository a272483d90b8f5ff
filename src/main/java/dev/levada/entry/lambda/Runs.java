package dev.levada.entry.lambda;

import dev.levada.run.RunPlan;
import dev.levada.run.report.Progress;
import dev.levada.run.report.RunReport;

/// Whatever can take a run to its report: `runner::run`.
@FunctionalInterface
public interface Runs {

    RunReport run(RunPlan plan, Progress.Watcher watcher);
}

package dev.levada.entry.cli;

import dev.levada.model.ObjectRef;
import dev.levada.model.PipelinePlan;
import dev.levada.run.MemoryPlan;
import dev.levada.run.ReplayPlan;
import dev.levada.run.Replays;
import dev.levada.run.RunFailure;
import dev.levada.run.RunPlan;
import dev.levada.run.Runner;
import dev.levada.run.S3Uri;
import dev.levada.run.report.RunReport;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/// Runs exports on this machine, one after the other, and tells of each.
///
/// @param output place that all output goes below
/// @param memory how it is divided, and among how many threads
record LocalRuns(Terminal terminal, OutputPlace output, MemoryPlan memory) {

    LocalRuns(Terminal terminal, OutputPlace output) {
        this(terminal, output, memoryOfThisProcess());
    }

    /// @throws UsageError if the environment asks for what there is not
    static MemoryPlan memoryOfThisProcess() {
        try {
            return MemoryPlan.ofThisProcess();
        } catch (IllegalArgumentException wrong) {
            throw new UsageError(wrong.getMessage(), wrong);
        }
    }

    /// Runs one to its report.
    ///
    /// @param input as it was typed
    RunReport run(String input, PipelinePlan pipeline, RunPlan.Published published) {
        RunPlan plan = new RunPlan(input, export(input), pipeline, published);
        Runner runner = new Runner(output.stores(), memory);
        RunReport report;
        try (ProgressDisplay progress = terminal.progress().apply(input)) {
            report = runner.run(plan, progress);
        }
        return tell(report);
    }

    /// Runs the rejects of a run again.
    ///
    /// @return empty where there are none
    Optional<RunReport> replay(ReplayPlan plan) {
        Replays replays = new Replays(output.stores(), memory);
        Optional<RunReport> report;
        try (ProgressDisplay progress = terminal.progress().apply(plan.input())) {
            report = replays.run(plan, progress);
        }
        return report.map(this::tell);
    }

    private RunReport tell(RunReport report) {
        switch (report.state()) {
            case PUBLISHED -> terminal.out().print(Summary.of(report, output).text());
            case FAILED, BUSY -> {
                terminal.error(line(report.failure()));
                terminal.trace(report.failure().cause());
            }
            case CONTINUING -> throw new IllegalStateException("nobody limits the time of a command");
        }
        return report;
    }

    /// Code, place and message, and what to do about it.
    static String line(RunFailure failure) {
        return failure.code() + " " + failure.message() + " (" + failure.code().advice() + ")";
    }

    /// What was typed: `s3://bucket/key`, or a file, by the real path of its folder and its own name: the same one from wherever
    /// it is named, while a symbolic link that is put elsewhere is a newer version of the same export.
    static ObjectRef export(String input) {
        if (S3Uri.is(input)) {
            return S3Uri.parse(input).object();
        }
        if (input.equals(ObjectRef.STANDARD_INPUT)) {
            return ObjectRef.file(input);
        }
        try {
            return ObjectRef.file(realPlace(Path.of(input).toAbsolutePath()));
        } catch (InvalidPathException noPath) {
            return ObjectRef.file(input); // opening it fails, with its reason
        }
    }

    private static String realPlace(Path path) {
        Path folder = path.getParent();
        try {
            return folder == null ? path.toString() : folder.toRealPath().resolve(path.getFileName()).toString();
        } catch (IOException noSuchFolder) {
            return path.toString();
        }
    }
}

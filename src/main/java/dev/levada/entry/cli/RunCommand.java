package dev.levada.entry.cli;

import dev.levada.model.ObjectRef;
import dev.levada.model.PipelinePlan;
import dev.levada.run.MemoryPlan;
import dev.levada.run.RunPlan;
import dev.levada.run.S3Uri;
import dev.levada.run.report.RunReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// `levada run`: exports in, finished output below a folder.
final class RunCommand implements Command {

    private static final Argument<String> INPUTS = Argument.operands("INPUT",
            "A file, s3://bucket/key, or - for standard input.");
    private static final Argument<String> OUTPUT = Argument
            .option("--output", "DIR", "Folder that the output goes below, or s3://bucket/prefix.").needed();
    private static final Argument<String> PIPELINE = Argument.option("--pipeline", "FILE|NAME",
            "A definition, or the name of one that ships with Levada; by default every record is passed"
                    + " on as it is.")
            .otherwise("identity");
    private static final Argument<Path> REPORT = Argument
            .option("--report", "FILE", "Write a JSON array there, one object a run.").as(Path::of);
    private static final Argument<String> AGAIN = Argument.flag("--again", "Run also what is published already.");
    private static final Argument<Integer> THREADS = Argument.option("--threads", "1|2",
            "Run on so many threads: with 2 a run is over sooner, for a little more memory. The output is the"
                    + " same.")
            .as(MemoryPlan::threads);
    private static final Argument<String> QUIET = Argument.flag("--quiet", "Print nothing but errors.");

    static final Signature SIGNATURE = Signature.of(INPUTS, OUTPUT, PIPELINE).and(Overrides.ARGUMENTS)
            .and(REPORT, AGAIN, THREADS, QUIET).examples("levada run export.json --output out",
                    "levada run *.json.gz --output out --pipeline users.yaml",
                    "levada run realm.json --output out --records '/realm/*/users'",
                    "levada run a.json --output out --pipeline users --format csv",
                    "levada run s3://exports/users.json.gz --output s3://finished/users --pipeline users",
                    "curl -s https://example.com/users | levada run - --output out");

    private final Terminal terminal;
    private final List<String> inputs;
    private final String output;
    private final String pipeline;
    private final Overrides overrides;
    private final Path report;
    private final boolean again;
    private final Integer threads;
    private final boolean quiet;

    RunCommand(Arguments typed, Terminal terminal) {
        this.terminal = terminal;
        inputs = typed.operands();
        output = typed.of(OUTPUT);
        pipeline = typed.of(PIPELINE);
        overrides = Overrides.of(typed);
        report = typed.of(REPORT);
        again = typed.has(AGAIN);
        threads = typed.of(THREADS);
        quiet = typed.has(QUIET);
    }

    @Override
    public int call() {
        boolean failed = runs(one -> {
        }).stream().anyMatch(one -> one.state() != RunReport.State.PUBLISHED);
        return failed ? ExitCode.FAILED : ExitCode.DONE;
    }

    /// Runs them all, one after the other.
    ///
    /// @param ended is told of each as it ends, its manifest included
    /// @return what came of each, without the manifests: there may be many, with many parts
    List<RunReport> runs(Consumer<RunReport> ended) {
        if (inputs.stream().filter(ObjectRef.STANDARD_INPUT::equals).count() > 1) {
            throw new UsageError("expected - once, for standard input can be read only once");
        }
        requireNamed(inputs, "INPUT");
        requireExports(inputs);
        PipelinePlan plan = overrides.applyTo(PipelineChoice.of(pipeline).plan());
        ReportFile reportFile = report == null ? null : reportFile();
        OutputPlace place = OutputPlace.of(output);
        LocalRuns runs = new LocalRuns(quiet ? terminal.quiet() : terminal, place, memory());
        RunPlan.Published published = again ? RunPlan.Published.REPLACE : RunPlan.Published.REPLACE_IF_CHANGED;
        List<RunReport> reports = new ArrayList<>();
        try {
            for (String input : inputs) {
                RunReport one = runs.run(input, plan, published);
                ended.accept(one);
                reports.add(one.withoutManifest());
            }
        } finally {
            if (reportFile != null) {
                reportFile.write(reports);
            }
        }
        return reports;
    }

    private MemoryPlan memory() {
        MemoryPlan memory = LocalRuns.memoryOfThisProcess();
        return threads == null ? memory : memory.withThreads(threads);
    }

    private ReportFile reportFile() {
        requireNamed(List.of(report.toString()), "--report");
        ReportFile file = ReportFile.at(report);
        List<String> read = new ArrayList<>(inputs);
        read.add(pipeline);
        file.spare(read);
        return file;
    }

    /// Keys of objects are not empty, and a bucket is no export.
    static void requireExports(List<String> inputs) {
        for (String input : inputs) {
            if (S3Uri.is(input) && !input.matches("s3://[^/]+/.+")) {
                throw new UsageError("expected s3://bucket/key for an export, got " + input);
            }
        }
    }

    static void requireNamed(List<String> names, String what) {
        if (names.stream().anyMatch(String::isBlank)) {
            throw new UsageError("expected a name for " + what + ", got an empty one");
        }
    }
}

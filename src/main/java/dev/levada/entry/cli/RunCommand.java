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
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.TypeConversionException;

/// `levada run`: exports in, finished output below a folder.
@Command(name = "run", header = "Runs exports: each INPUT is a run of its own.", sortOptions = false, footerHeading = "%nExamples:%n", footer = {
        "  levada run export.json --output out", "  levada run *.json.gz --output out --pipeline users.yaml",
        "  levada run realm.json --output out --records '/realm/*/users'",
        "  levada run a.json --output out --pipeline users --format csv",
        "  levada run s3://exports/users.json.gz --output s3://finished/users --pipeline users",
        "  curl -s https://example.com/users | levada run - --output out"})
final class RunCommand implements Callable<Integer> {

    private final Terminal terminal;

    @ParentCommand
    private Levada levada;

    @Parameters(paramLabel = "INPUT", arity = "1..*", description = "A file, s3://bucket/key, or - for standard input.")
    private List<String> inputs;

    @Option(names = "--output", paramLabel = "DIR", required = true, description = "Folder that the output goes below, or s3://bucket/prefix.")
    private String output;

    @Option(names = "--pipeline", paramLabel = "FILE|NAME", defaultValue = "identity", description = "A definition, or the name of one that ships with Levada; by default every record is passed"
            + " on as it is.")
    private String pipeline;

    @Mixin
    private Overrides overrides;

    @Option(names = "--report", paramLabel = "FILE", description = "Write a JSON array there, one object a run.")
    private Path report;

    @Option(names = "--again", description = "Run also what is published already.")
    private boolean again;

    @Option(names = "--threads", paramLabel = "1|2", converter = Threads.class, description = "Run on so many threads: with 2 a run is over sooner, for a little more memory. The output is the"
            + " same.")
    private Integer threads;

    @Option(names = "--quiet", description = "Print nothing but errors.")
    private boolean quiet;

    RunCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (inputs.stream().filter(ObjectRef.STANDARD_INPUT::equals).count() > 1) {
            throw new UsageError("expected - once, for standard input can be read only once");
        }
        requireNamed(inputs, "INPUT");
        requireExports(inputs);
        PipelinePlan plan = overrides.applyTo(PipelineChoice.of(pipeline).plan());
        ReportFile reportFile = report == null ? null : reportFile();
        OutputPlace place = OutputPlace.of(output);
        LocalRuns runs = new LocalRuns(quiet ? terminal.quiet() : terminal, place, memory(), levada::trace);
        RunPlan.Published published = again ? RunPlan.Published.REPLACE : RunPlan.Published.REPLACE_IF_CHANGED;
        List<RunReport> reports = new ArrayList<>();
        try {
            for (String input : inputs) {
                reports.add(runs.run(input, plan, published));
            }
        } finally {
            if (reportFile != null) {
                reportFile.write(reports);
            }
        }
        boolean failed = reports.stream().anyMatch(one -> one.state() != RunReport.State.PUBLISHED);
        return failed ? ExitCode.FAILED : ExitCode.DONE;
    }

    private MemoryPlan memory() {
        MemoryPlan memory = LocalRuns.memoryOfThisProcess();
        return threads == null ? memory : memory.withThreads(threads);
    }

    static final class Threads implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            try {
                return MemoryPlan.threads(text);
            } catch (IllegalArgumentException wrong) {
                throw new TypeConversionException(wrong.getMessage());
            }
        }
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

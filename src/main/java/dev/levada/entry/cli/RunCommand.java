package dev.levada.entry.cli;

import dev.levada.model.ObjectRef;
import dev.levada.model.PipelinePlan;
import dev.levada.run.RunPlan;
import dev.levada.run.report.RunReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `levada run`: exports in, finished output below a folder.
@Command(name = "run", header = "Runs exports: each INPUT is a run of its own.", sortOptions = false, footerHeading = "%nExamples:%n", footer = {
        "  levada run export.json --output out", "  levada run *.json.gz --output out --pipeline users.yaml",
        "  levada run realm.json --output out --records '/realm/*/users'",
        "  levada run a.json --output out --pipeline users --format csv",
        "  curl -s https://example.com/users | levada run - --output out"})
final class RunCommand implements Callable<Integer> {

    private final Terminal terminal;

    @ParentCommand
    private Levada levada;

    @Parameters(paramLabel = "INPUT", arity = "1..*", description = "A file, or - for standard input.")
    private List<String> inputs;

    @Option(names = "--output", paramLabel = "DIR", required = true, description = "Folder that the output goes below.")
    private Path output;

    @Option(names = "--pipeline", paramLabel = "FILE|NAME", defaultValue = "identity", description = "A definition, or the name of one that ships with Levada; by default every record is passed"
            + " on as it is.")
    private String pipeline;

    @Mixin
    private Overrides overrides;

    @Option(names = "--report", paramLabel = "FILE", description = "Write a JSON array there, one object a run.")
    private Path report;

    @Option(names = "--again", description = "Run also what is published already.")
    private boolean again;

    @Option(names = "--quiet", description = "Print nothing but errors.")
    private boolean quiet;

    RunCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        if (inputs.stream().filter(ObjectRef.STANDARD_INPUT::equals).count() > 1) {
            throw new UsageError("expected - once, for standard input can be read only once");
        }
        requireNamed(inputs, "INPUT");
        requireNamed(List.of(output.toString()), "--output");
        PipelinePlan plan = overrides.applyTo(PipelineChoice.of(pipeline).plan());
        ReportFile reportFile = report == null ? null : reportFile();
        LocalRuns runs = new LocalRuns(quiet ? terminal.quiet() : terminal, output, levada::trace);
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

    private ReportFile reportFile() {
        requireNamed(List.of(report.toString()), "--report");
        ReportFile file = ReportFile.at(report);
        List<String> read = new ArrayList<>(inputs);
        read.add(pipeline);
        file.spare(read);
        return file;
    }

    static void requireNamed(List<String> names, String what) {
        if (names.stream().anyMatch(String::isBlank)) {
            throw new UsageError("expected a name for " + what + ", got an empty one");
        }
    }
}

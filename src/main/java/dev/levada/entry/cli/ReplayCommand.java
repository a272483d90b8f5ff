package dev.levada.entry.cli;

import dev.levada.model.PipelinePlan;
import dev.levada.run.ReplayPlan;
import dev.levada.run.RunPlan;
import dev.levada.run.report.Manifest;
import dev.levada.run.report.RunReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `levada replay`: the rejects of a run through today's definition.
@Command(name = "replay", header = "Sends the rejects of a run through a definition of today.", sortOptions = false, description = {
        "Reads exactly the rejected records again, from the export. Their rows are published beside those of the run, as a"
                + " supplement."}, footerHeading = "%nExamples:%n", footer = {
                        "  levada replay out/users/runs/3f9a62d1c07b4e58 --pipeline users.yaml",
                        "  levada replay out/users/rejects/3f9a62d1c07b4e58-00000.ndjson.zst --pipeline users.yaml",
                        "  levada replay s3://finished/users/runs/3f9a62d1c07b4e58/manifest.json --pipeline users.yaml",
                        "  levada replay 3f9a62d1c07b4e58 --output out --pipeline users.yaml"})
final class ReplayCommand implements Callable<Integer> {

    /// Size and modification time.
    private static final Pattern FILE_VERSION = Pattern.compile("[0-9]+-[0-9]{16,}");

    private final Terminal terminal;

    @ParentCommand
    private Levada levada;

    @Parameters(paramLabel = "REJECTS", description = "A part of rejects, the manifest or the folder of a run: all of its rejects are replayed.")
    private String rejects;

    @Option(names = "--pipeline", paramLabel = "FILE|NAME", defaultValue = "identity", description = "A definition, or the name of one that ships with Levada (${DEFAULT-VALUE}).")
    private String pipeline;

    @Option(names = "--output", paramLabel = "DIR", description = "Where the run was published, if REJECTS does not lie there.")
    private String output;

    @Option(names = "--buckets", paramLabel = "DIR", description = "Folder with a folder for each bucket, where levada invoke had one.")
    private Path buckets;

    @Mixin
    private Overrides overrides;

    @Option(names = "--again", description = "Replay also what is replayed already.")
    private boolean again;

    @Option(names = "--dry-run", description = "Say what would be replayed, and replay nothing.")
    private boolean dryRun;

    @Option(names = "--quiet", description = "Print nothing but errors.")
    private boolean quiet;

    ReplayCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        RunCommand.requireNamed(List.of(rejects), "REJECTS");
        RejectsPlace place = RejectsPlace.of(rejects, output);
        PipelinePlan plan = overrides.applyTo(PipelineChoice.of(pipeline).plan());
        if (place.pipeline() != null && !place.pipeline().equals(plan.name())) {
            throw new UsageError(
                    "expected a definition of " + place.pipeline() + ", as the run is, got " + plan.name());
        }
        Terminal told = quiet ? terminal.quiet() : terminal;
        OutputPlace published = outputPlace(place, plan.name());
        if (dryRun) {
            told.out().println(wouldReplay(published.manifest(plan.name(), place.run())
                    .orElseThrow(() -> new UsageError("expected a published run, got " + rejects))));
            return ExitCode.DONE;
        }
        LocalRuns runs = new LocalRuns(told, published, levada::trace);
        RunPlan.Published before = again ? RunPlan.Published.REPLACE : RunPlan.Published.REPLACE_IF_CHANGED;
        Optional<RunReport> report = runs.replay(new ReplayPlan(rejects, place.run(), plan, before));
        if (report.isEmpty()) {
            told.out().println(Printable.of(rejects) + ": nothing to replay, the run has rejected nothing");
            return ExitCode.DONE;
        }
        return report.get().state() == RunReport.State.PUBLISHED ? ExitCode.DONE : ExitCode.FAILED;
    }

    private String wouldReplay(Manifest run) {
        return Printable.of(rejects) + ": would replay " + Numbers.grouped(run.counts().rejected()) + " records of "
                + Printable.of(run.source().uri()) + Summary.byCode(run.rejectedBy());
    }

    private OutputPlace outputPlace(RejectsPlace place, String pipelineName) {
        OutputPlace published = OutputPlace.of(place.output());
        if (buckets == null) {
            requireReachable(published.manifest(pipelineName, place.run()));
            return published;
        }
        InvokeCommand.requireFolder(buckets, "--buckets");
        return published.withBuckets(buckets);
    }

    /// An object with the version of a file lay in a folder that stood for its bucket; S3 would be asked in vain.
    private static void requireReachable(Optional<Manifest> original) {
        original.map(Manifest::source)
                .filter(source -> source.uri().startsWith("s3://") && FILE_VERSION.matcher(source.version()).matches())
                .ifPresent(source -> {
                    throw new UsageError(
                            "expected --buckets DIR, the folder that levada invoke had, for " + source.uri()
                                    + " lies in it, got none");
                });
    }
}

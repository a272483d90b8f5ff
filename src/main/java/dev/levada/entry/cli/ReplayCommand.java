package dev.levada.entry.cli;

import dev.levada.model.PipelinePlan;
import dev.levada.run.ReplayPlan;
import dev.levada.run.RunPlan;
import dev.levada.run.report.Manifest;
import dev.levada.run.report.RunReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// `levada replay`: the rejects of a run through today's definition.
final class ReplayCommand implements Command {

    /// Size and modification time.
    private static final Pattern FILE_VERSION = Pattern.compile("[0-9]+-[0-9]{16,}");

    private static final Argument<String> REJECTS = Argument.operand("REJECTS",
            "A part of rejects, the manifest or the folder of a run: all of its rejects are replayed.");
    private static final Argument<String> OUTPUT = Argument.option("--output", "DIR",
            "Where the run was published, if REJECTS does not lie there.");
    private static final Argument<Path> BUCKETS = Argument
            .option("--buckets", "DIR", "Folder with a folder for each bucket, where levada invoke had one.")
            .as(Path::of);
    private static final Argument<String> AGAIN = Argument.flag("--again", "Replay also what is replayed already.");
    private static final Argument<String> DRY_RUN = Argument.flag("--dry-run",
            "Say what would be replayed, and replay nothing.");
    private static final Argument<String> QUIET = Argument.flag("--quiet", "Print nothing but errors.");

    static final Signature SIGNATURE = Signature.of(REJECTS, PipelineChoice.OR_IDENTITY, OUTPUT, BUCKETS)
            .and(Overrides.ARGUMENTS).and(AGAIN, DRY_RUN, QUIET)
            .described(
                    "Reads exactly the rejected records again, from the export. Their rows are published beside those of the run, as a"
                            + " supplement.")
            .examples("levada replay out/users/runs/3f9a62d1c07b4e58 --pipeline users.yaml",
                    "levada replay out/users/rejects/3f9a62d1c07b4e58-00000.ndjson.zst --pipeline users.yaml",
                    "levada replay s3://finished/users/runs/3f9a62d1c07b4e58/manifest.json --pipeline users.yaml",
                    "levada replay 3f9a62d1c07b4e58 --output out --pipeline users.yaml");

    private final Terminal terminal;
    private final String rejects;
    private final String pipeline;
    private final String output;
    private final Path buckets;
    private final Overrides overrides;
    private final boolean again;
    private final boolean dryRun;
    private final boolean quiet;

    ReplayCommand(Arguments typed, Terminal terminal) {
        this.terminal = terminal;
        rejects = typed.of(REJECTS);
        pipeline = typed.of(PipelineChoice.OR_IDENTITY);
        output = typed.of(OUTPUT);
        buckets = typed.of(BUCKETS);
        overrides = Overrides.of(typed);
        again = typed.has(AGAIN);
        dryRun = typed.has(DRY_RUN);
        quiet = typed.has(QUIET);
    }

    @Override
    public int call() {
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
        LocalRuns runs = new LocalRuns(told, published);
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

package dev.levada.run;

import dev.levada.definition.Definitions;
import dev.levada.model.Block;
import dev.levada.model.Chunk;
import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import dev.levada.model.ObjectRef;
import dev.levada.model.Part;
import dev.levada.model.PipelinePlan;
import dev.levada.model.Stage;
import dev.levada.run.report.Footprint;
import dev.levada.run.report.Manifest;
import dev.levada.run.report.Progress;
import dev.levada.run.report.RunReport;
import dev.levada.run.state.Documents;
import dev.levada.run.state.Ledger;
import dev.levada.stage.bytes.ByteSource;
import dev.levada.stage.sink.Staging;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/// Takes one run from its claim to its report. Failures of the export, the definition or the stores end in a report, never
/// in an exception.
public final class Runner {

    private final Stores stores;
    private final MemoryPlan memory;

    public Runner(Stores stores, MemoryPlan memory) {
        this.stores = stores;
        this.memory = memory;
    }

    /// Runs it, on the calling thread, to its end.
    public RunReport run(RunPlan plan, Progress.Watcher watcher) {
        Footprint footprint = new Footprint();
        Reporter reporter = new Reporter(plan, footprint);
        try {
            memory.admit(plan.pipeline());
            ByteSource source = stores.open(plan.export(), memory);
            reporter.opened(source.object());
            if (!isRepeatable(source.object())) {
                return execute(plan, source, Optional.empty(), reporter, watcher);
            }
            String key = Ledger.key(plan.pipeline().name(), source.object());
            try (Stores.Claim claim = stores.claim(key)) {
                Optional<Ledger.Entry> before = new Ledger(stores.documents()).find(key);
                if (before.isPresent() && answers(before.get(), plan, source.object())) {
                    return answer(before.get(), reporter);
                }
                return execute(plan, source, before, reporter, watcher);
            }
        } catch (RuntimeException | LinkageError | OutOfMemoryError trouble) {
            return reporter.failed(asFailure(trouble));
        }
    }

    /// Errors reach us wrapped where they come out of the stream. Their messages may quote data: only their class is told.
    private static Failure asFailure(Throwable trouble) {
        Throwable cause = trouble instanceof CompletionException && trouble.getCause() != null
                ? trouble.getCause()
                : trouble;
        if (cause instanceof Failure failure) {
            return failure;
        }
        return cause instanceof OutOfMemoryError
                ? new Failure(FailureCode.MEMORY_TOO_SMALL, "expected the run to fit in its memory, got more", cause)
                : new Failure(FailureCode.INTERNAL, cause.getClass().getSimpleName(), cause);
    }

    /// A pipe can be read only once: there is nothing to find its result by again.
    private static boolean isRepeatable(ObjectRef export) {
        return export.size() >= 0;
    }

    private RunReport answer(Ledger.Entry published, Reporter reporter) {
        Manifest manifest = reporter.manifest(published, stores.documents());
        new Publication(stores.staging(published.run()), stores.documents()).retireSuperseded(manifest);
        return reporter.repeated(manifest, stores.documents());
    }

    private static boolean answers(Ledger.Entry published, RunPlan plan, ObjectRef export) {
        if (published.isNewerThan(export)) {
            return true;
        }
        boolean sameExport = published.version().equals(export.version());
        boolean sameDefinition = published.definition().equals(Definitions.digest(plan.pipeline()));
        return sameExport && switch (plan.published()) {
            case ANSWER -> true;
            case REPLACE_IF_CHANGED -> sameDefinition;
            case REPLACE -> false;
        };
    }

    private RunReport execute(RunPlan plan, ByteSource source, Optional<Ledger.Entry> before, Reporter reporter,
            Progress.Watcher watcher) {
        PipelinePlan pipelinePlan = plan.pipeline();
        int generation = before.map(Ledger.Entry::generation).orElse(0) + 1;
        String run = Ledger.run(pipelinePlan.name(), Definitions.digest(pipelinePlan), source.object(), generation);
        Instant started = Instant.now();
        Tally tally = new Tally();
        reporter.started(run, tally);
        Staging staging = stores.staging(run);
        staging.clear();
        Tap progress = progress(tally, source.object().size(), reporter.footprint(), watcher);
        Pipeline pipeline = new Pipeline(pipelinePlan, source.object().uri(), memory, List.of(tally, progress));
        Publication publication = new Publication(staging, stores.documents());
        try {
            Stage<Block, Part> sink = pipeline.sink(staging, run);
            pipeline.parts(source, sink).collect().last().await().indefinitely();
            tally.reconcile(pipeline.damage().isEmpty());
            admitRejects(pipelinePlan, tally);
        } catch (RuntimeException | LinkageError | OutOfMemoryError trouble) {
            reporter.found(pipeline.shape());
            publication.discard(tally.parts());
            throw trouble;
        }
        Manifest manifest = new ManifestWriter(plan, source.object(), run, generation).write(pipeline, tally,
                before.map(Ledger.Entry::run).orElse(null), started, reporter.footprint());
        publication.publish(tally.parts(), manifest, ledgerEntry(manifest, source.object()));
        publication.retireSuperseded(manifest);
        return reporter.published(manifest, stores.documents());
    }

    private static Optional<Ledger.Entry> ledgerEntry(Manifest manifest, ObjectRef export) {
        if (!isRepeatable(export)) {
            return Optional.empty();
        }
        return Optional.of(new Ledger.Entry(Ledger.Entry.PUBLISHED, export.uri(), export.version(),
                export.sequencer(), manifest.generation(), manifest.pipeline().definition(), manifest.run(),
                Manifest.key(manifest.pipeline().name(), manifest.run()), manifest.timings().ended()));
    }

    private static void admitRejects(PipelinePlan plan, Tally tally) {
        if (plan.rejects().exceededBy(tally.rejected(), tally.records())) {
            throw new Failure(FailureCode.TOO_MANY_REJECTS, "expected at most " + plan.rejects().failAbove()
                    + " % of the records rejected, got " + tally.rejected() + " of " + tally.records() + ": "
                    + tally.rejectedBy());
        }
    }

    private static Tap progress(Tally tally, long size, Footprint footprint, Progress.Watcher watcher) {
        return new Tap() {
            @Override
            public void bytes(Chunk chunk) {
                footprint.look();
                watcher.advanced(
                        new Progress(tally.sourceBytes(), size, tally.records(), tally.rejectedSoFar()));
            }
        };
    }
}

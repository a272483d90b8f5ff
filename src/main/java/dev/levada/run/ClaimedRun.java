package dev.levada.run;

import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import dev.levada.model.Part;
import dev.levada.run.report.Manifest;
import dev.levada.run.report.Progress;
import dev.levada.run.report.RunReport;
import dev.levada.run.state.Attempt;
import dev.levada.run.state.Checkpoint;
import dev.levada.run.state.Claim;
import dev.levada.run.state.Entry;
import dev.levada.run.state.RunFiles;
import dev.levada.stage.bytes.ByteSource;
import dev.levada.stage.sink.Staging;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A run in the hands of this process: staged, then published, each step written into the ledger before the next. A process that
/// is killed anywhere leaves an entry that says how to go on.
final class ClaimedRun implements AutoCloseable {

    private final Stores stores;
    private final MemoryPlan memory;
    private final CheckpointPolicy policy;
    private final RunPlan plan;
    private final ByteSource source;
    private final Claim claim;
    private final Lease lease;
    private final Reporter reporter;
    private final Progress.Watcher watcher;
    private final Staging staging;
    private final RunFiles files;

    ClaimedRun(Stores stores, MemoryPlan memory, CheckpointPolicy policy, RunPlan plan, ByteSource source, Claim claim,
            Lease lease, Reporter reporter, Progress.Watcher watcher) {
        this.stores = stores;
        this.memory = memory;
        this.policy = policy;
        this.plan = plan;
        this.source = source;
        this.claim = claim;
        this.lease = lease;
        this.reporter = reporter;
        this.watcher = watcher;
        this.staging = stores.staging(claim.attempt().run());
        this.files = files(claim.attempt().run());
    }

    private RunFiles files(String run) {
        return RunFiles.of(stores.documents(), plan.pipeline().name(), run);
    }

    @Override
    public void close() {
        staging.close();
    }

    /// To its end, or as far as this process gets.
    RunReport run() {
        try {
            return claim.attempt().state() == Attempt.State.PUBLISHING ? repaired() : executed();
        } catch (Failure failure) {
            if (failure.code() != FailureCode.STAGING_LOST) {
                return ended(failure);
            }
            return startedOver();
        }
    }

    /// Completes a publication that was cut.
    private RunReport repaired() {
        RunFiles.Prepared prepared = files.readPublication(claim.attempt().publication());
        return completed(Manifest.read(prepared.manifest(), "what is to be published"), prepared);
    }

    /// What was staged is gone, all or some of it: whatever is left goes too, and the run begins anew.
    private RunReport startedOver() {
        try {
            Attempt lost = claim.attempt();
            boolean ofThis = OutputVersion.isSameWork(lost, source.object(), plan.pipeline());
            removeAll(lost);
            claim.advance(ofThis ? lost.fromTheBeginning() : lost.superseded());
            return ofThis
                    ? executed()
                    : reporter.failed(new Failure(FailureCode.STAGING_LOST,
                            "expected what another version has staged, got less"));
        } catch (Failure again) {
            return ended(again);
        }
    }

    /// Leaves nothing of the run, be it staged or shown. The entry stays as it is meanwhile: whoever comes to a run of which this
    /// was cut misses what it names, and does the rest.
    private void removeAll(Attempt attempt) {
        claim.advance(attempt.heldUntil(lease.renewed())); // only who holds it may take anything back
        if (attempt.state() == Attempt.State.PUBLISHING) {
            publication().withdraw(plan.pipeline().name(), attempt.run());
        }
        staging.clear();
        files.clear();
    }

    private RunReport executed() {
        Attempt attempt = claim.attempt();
        Checkpoint from = attempt.checkpoint();
        Budget budget = new Budget(plan.time(),
                from == null ? Duration.ZERO : Duration.ofMillis(from.spent().slowestMillis()));
        OutputVersion version = OutputVersion.of(attempt, plan.pipeline()).orElseThrow();
        Execution execution = new Execution(plan, source, attempt.run(), version.packing(), from, staging, memory,
                reporter.footprint(),
                watcher);
        reporter.started(execution.tally(), execution.trail());
        try {
            HopGuard hops = HopGuard.of(attempt);
            hops.requireFew();
            prepare(execution, from);
            execution.run(new Checkpointer(claim, files, lease, budget, hops, policy, execution), budget);
            Manifest manifest = manifest(execution);
            RunFiles.Prepared prepared = new RunFiles.Prepared(manifest.toJson(), execution.indexed(),
                    execution.parts());
            String document = files.writePublication(attempt.epoch(), prepared);
            claim.advance(claim.attempt().publishing(document).heldUntil(lease.renewed()));
            return completed(manifest, prepared);
        } catch (Checkpointer.Parked parked) {
            return new Skip(execution, from, budget, source.object().size()).refusal(claim.attempt().checkpoint())
                    .map(this::ended).orElseGet(reporter::continuing);
        } catch (RuntimeException | LinkageError | OutOfMemoryError trouble) {
            reporter.found(execution.pipeline().shape());
            throw RunFailure.asFailure(trouble);
        }
    }

    /// Leaves staged what the checkpoint names, and nothing else.
    private void prepare(Execution execution, Checkpoint from) {
        if (from == null) {
            if (!claim.attempt().hasNoPredecessor()) {
                staging.clear();
            }
            return;
        }
        execution.restore(files);
        List<Part.Staged> kept = new ArrayList<>();
        execution.parts().forEach(part -> kept.add(part.staged()));
        from.parts().forEach(part -> kept.add(part.part().stored()));
        staging.clear(kept);
    }

    private Manifest manifest(Execution execution) {
        Entry.Published superseded = claim.entry().published();
        return execution.manifest(claim.attempt().generation(), superseded == null ? null : superseded.run(),
                claim.attempt().started());
    }

    private Publication publication() {
        return new Publication(staging, stores.documents());
    }

    private RunReport completed(Manifest manifest, RunFiles.Prepared prepared) {
        Attempt attempt = claim.attempt();
        publication().show(prepared.parts(), prepared.index(), manifest, () -> lease.keep(claim));
        claim.advance(new Entry.Published(attempt.version(), attempt.recency(), attempt.generation(),
                attempt.definition(), attempt.run(), Publication.key(manifest), manifest.timings().ended()));
        new Retirement(staging, stores.documents()).predecessorOf(manifest);
        tidyUp();
        return reporter.published(manifest, stores.documents());
    }

    /// The run is published, whatever comes of this: what is left over is removed when the export is asked for again.
    private void tidyUp() {
        try {
            staging.clear(); // ex uploads that were begun twice, for the answer to the first request was lost
            files.clear();
        } catch (Failure later) {
            return;
        }
    }

    /// Writes down why the run ends here. A process that has lost its claim touches nothing.
    private RunReport ended(Failure failure) {
        try {
            Attempt attempt = claim.attempt();
            boolean goesOn = failure.code().isPassing() && (attempt.state() == Attempt.State.PUBLISHING
                    ? plan.isTriedAgain()
                    : attempt.checkpoint() != null);
            if (failure.code() == FailureCode.BUSY) {
                return reporter.busy(Instant.now().plus(Lease.SHORT));
            } else if (goesOn) {
                claim.advance(attempt.heldUntil(0));
            } else {
                removeAll(attempt);
                claim.advance(failure.code() == FailureCode.SOURCE_CHANGED
                        ? attempt.superseded()
                        : attempt.failed(
                                new Attempt.Failed(failure.code(), failure.offset(), failure.getMessage())));
            }
        } catch (Failure alsoFails) {
            failure.addSuppressed(alsoFails); // the lease runs out, and the next process finds what this one has left
        }
        return reporter.failed(failure);
    }
}

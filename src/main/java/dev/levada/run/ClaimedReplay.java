package dev.levada.run;

import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import dev.levada.model.ObjectRef;
import dev.levada.run.report.Manifest;
import dev.levada.run.report.Progress;
import dev.levada.run.report.RunReport;
import dev.levada.run.state.Attempt;
import dev.levada.run.state.Claim;
import dev.levada.run.state.Documents;
import dev.levada.run.state.Entry;
import dev.levada.run.state.RunFiles;
import dev.levada.stage.bytes.ByteSource;
import dev.levada.stage.sink.Staging;
import java.time.Instant;

/// A replay in the hands of this process, by the same protocol as a run ([ClaimedRun]): staged, then published, each step written
/// into the ledger before the next. It has no checkpoints: one that is killed while it stages begins anew.
final class ClaimedReplay implements AutoCloseable {

    private final Stores stores;
    private final MemoryPlan memory;
    private final ReplayPlan plan;
    private final Claim claim;
    private final Lease lease;
    private final Reporter reporter;
    private final Documents documents;
    private final Staging staging;
    private final RunFiles files;

    ClaimedReplay(Stores stores, MemoryPlan memory, ReplayPlan plan, Claim claim, Lease lease, Reporter reporter) {
        this.stores = stores;
        this.memory = memory;
        this.plan = plan;
        this.claim = claim;
        this.lease = lease;
        this.reporter = reporter;
        this.documents = stores.documents();
        this.staging = stores.staging(claim.attempt().run());
        this.files = RunFiles.of(documents, plan.pipeline().name(), claim.attempt().run());
    }

    /// To its end.
    ///
    /// @param original the run that rejected the records
    RunReport run(Manifest original, Progress.Watcher watcher) {
        try {
            Manifest root = new Supplements(documents).root(original); // else what was shown already is taken back
            if (claim.attempt().state() == Attempt.State.PUBLISHING) {
                RunFiles.Prepared prepared = files.readPublication(claim.attempt().publication());
                return completed(Manifest.read(prepared.manifest(), "what is to be published"), prepared);
            }
            return executed(original, root, watcher);
        } catch (RuntimeException | LinkageError | OutOfMemoryError trouble) {
            return ended(RunFailure.asFailure(trouble), original);
        }
    }

    private RunReport executed(Manifest original, Manifest root, Progress.Watcher watcher) {
        ByteSource source = source(original);
        reporter.opened(source);
        OutputVersion version = OutputVersion.of(claim.attempt(), plan.pipeline()).orElseThrow();
        Replaying replaying = new Replaying(plan.pipeline(), original, root, source, version.packing(), memory,
                reporter.footprint(),
                watcher);
        reporter.started(replaying.tally(), replaying.trail());
        staging.clear();
        replaying.run(claim.attempt().run(), documents, staging, () -> lease.keep(claim));
        source(original); // a file that was read here and there may have been replaced meanwhile
        Entry.Published before = claim.entry().published();
        Manifest manifest = replaying.manifest(claim.attempt(), before == null ? null : before.run());
        RunFiles.Prepared prepared = new RunFiles.Prepared(manifest.toJson(), null, replaying.parts());
        String document = files.writePublication(claim.attempt().epoch(), prepared);
        claim.advance(claim.attempt().publishing(document).heldUntil(lease.renewed()));
        return completed(manifest, prepared);
    }

    private ByteSource source(Manifest original) {
        ObjectRef export = ObjectRef.object(original.source().bucket(), original.source().key());
        ByteSource source = stores.open(export, memory);
        if (!source.object().version().equals(original.source().version())) {
            throw new Failure(FailureCode.SOURCE_CHANGED, "expected the version that " + original.run()
                    + " has read, got another: run it, and its rejects are rejected anew");
        }
        return source;
    }

    /// Shows the rows, and names the replay in the manifest of the run that it supplements.
    private RunReport completed(Manifest manifest, RunFiles.Prepared prepared) {
        Attempt attempt = claim.attempt();
        Publication publication = new Publication(staging, documents);
        publication.show(prepared.parts(), prepared.index(), manifest, () -> lease.keep(claim));
        new Supplements(documents).link(manifest);
        claim.advance(new Entry.Published(attempt.version(), attempt.recency(), attempt.generation(),
                attempt.definition(), attempt.run(), Publication.key(manifest), manifest.timings().ended()));
        tidyUp(manifest);
        return reporter.published(manifest, documents);
    }

    /// The replay is published, whatever comes of this: what is left over is removed when it is asked for again.
    private void tidyUp(Manifest manifest) {
        try {
            new Retirement(staging, documents).predecessorOf(manifest);
            staging.clear();
            files.clear();
        } catch (Failure later) {
            return;
        }
    }

    /// Writes down why the replay ends here; nothing of it stays. A process that has lost its claim touches nothing.
    private RunReport ended(Failure failure, Manifest original) {
        if (failure.code() == FailureCode.BUSY) {
            return reporter.busy(Instant.now().plus(Lease.SHORT));
        }
        try {
            Attempt attempt = claim.attempt();
            claim.advance(attempt.heldUntil(lease.renewed())); // only who holds it may take anything back
            if (attempt.state() == Attempt.State.PUBLISHING) {
                withdraw(original, attempt);
            }
            staging.clear();
            files.clear();
            claim.advance(
                    attempt.failed(new Attempt.Failed(failure.code(), failure.offset(), failure.getMessage())));
        } catch (Failure alsoFails) {
            failure.addSuppressed(alsoFails); // the lease runs out, and the next process finds what this one has left
        }
        return reporter.failed(failure);
    }

    private void withdraw(Manifest original, Attempt attempt) {
        Entry.Published before = claim.entry().published();
        try {
            new Supplements(documents).unlink(original, attempt.run(), before == null ? null : before.run());
        } catch (Failure superseded) {
            if (superseded.code() != FailureCode.SOURCE_CHANGED) {
                throw superseded;
            }
        }
        new Publication(staging, documents).withdraw(plan.pipeline().name(), attempt.run());
    }

    @Override
    public void close() {
        staging.close();
    }
}

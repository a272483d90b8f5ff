package dev.levada.run;

import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import dev.levada.model.ObjectRef;
import dev.levada.run.report.Footprint;
import dev.levada.run.report.Manifest;
import dev.levada.run.report.Progress;
import dev.levada.run.report.RunReport;
import dev.levada.run.state.Ledger;
import java.time.Instant;
import java.util.Optional;

/// Sends the rejects of a published run through a definition of today. What comes of it is a supplement: a run of its own, whose
/// rows add to those of the run, and whose rejects take the place of that run's.
///
/// Of each run there is one replay that counts. The same again answers with it; another definition, or `--again`, makes a new
/// generation that takes its place. Rejects of a replay can be replayed in turn.
public final class Replays {

    /// Stands for the bucket where the ledger tells replays by the run whose rejects they read; no bucket has such a name.
    private static final String SUBJECT = "replay of";

    private final Stores stores;
    private final MemoryPlan memory;

    public Replays(Stores stores, MemoryPlan memory) {
        this.stores = stores;
        this.memory = memory;
    }

    /// Replays the rejects of a run, on the calling thread, to the end.
    ///
    /// @return empty where the run has rejected nothing
    public Optional<RunReport> run(ReplayPlan plan, Progress.Watcher watcher) {
        Reporter reporter = reporter(plan,
                ObjectRef.file(stores.documents().uri(Manifest.key(plan.pipeline().name(), plan.original()))));
        try {
            memory.admit(plan.pipeline());
            Manifest original = new Archive(stores.documents()).manifest(plan.pipeline().name(), plan.original());
            reporter = reporter(plan, ObjectRef.object(original.source().bucket(), original.source().key()));
            if (original.counts().rejected() == 0) {
                return Optional.empty();
            }
            return Optional.of(locked(plan, original, reporter, watcher));
        } catch (RuntimeException | LinkageError | OutOfMemoryError trouble) {
            Failure failure = RunFailure.asFailure(trouble);
            return Optional.of(failure.code() == FailureCode.BUSY
                    ? reporter.busy(Instant.now().plus(Lease.SHORT))
                    : reporter.failed(failure));
        }
    }

    private static Reporter reporter(ReplayPlan plan, ObjectRef export) {
        return new Reporter(new RunPlan(plan.input(), export, plan.pipeline(), plan.published(), plan.time()),
                new Footprint());
    }

    /// Runs of the export itself are kept away as well: they would take the place of the run that is supplemented.
    private RunReport locked(ReplayPlan plan, Manifest original, Reporter reporter, Progress.Watcher watcher) {
        Manifest.Source source = original.source();
        if (source.size() == null) {
            throw new Failure(FailureCode.UNREADABLE,
                    "expected an export that can be read again, got one that came once");
        }
        String name = plan.pipeline().name();
        try (Stores.Lock lock = stores.lock(Ledger.key(name, source.bucket(), source.key()))) {
            ObjectRef subject = new ObjectRef(SUBJECT, original.run(), source.version(), null, source.size(), null);
            return claimed(plan, subject, original, reporter, watcher);
        }
    }

    private RunReport claimed(ReplayPlan plan, ObjectRef subject, Manifest original, Reporter reporter,
            Progress.Watcher watcher) {
        RunPlan asked = new RunPlan(plan.input(), subject, plan.pipeline(), plan.published(), plan.time());
        return new Claiming(stores, asked, subject, () -> subject, reporter, watcher).report((claim, lease) -> {
            try (ClaimedReplay replay = new ClaimedReplay(stores, memory, plan, claim, lease, reporter)) {
                return replay.run(original, watcher);
            }
        });
    }
}

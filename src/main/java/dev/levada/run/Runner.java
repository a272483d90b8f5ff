package dev.levada.run;

import dev.levada.definition.Definitions;
import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import dev.levada.model.ObjectRef;
import dev.levada.run.report.Footprint;
import dev.levada.run.report.Manifest;
import dev.levada.run.report.Progress;
import dev.levada.run.report.RunReport;
import dev.levada.run.state.Attempt;
import dev.levada.run.state.Claim;
import dev.levada.run.state.Ledger;
import dev.levada.run.state.RunFiles;
import dev.levada.stage.bytes.ByteSource;
import dev.levada.stage.pack.Packing;
import dev.levada.stage.sink.Staging;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Takes one run from its claim to its report. Failures of the export, the definition or the stores end in a report, never
/// in an exception.
public final class Runner {

    private final Stores stores;
    private final MemoryPlan memory;
    private final CheckpointPolicy policy;

    /// @throws IllegalArgumentException if the environment asks for checkpoints that nobody understands
    public Runner(Stores stores, MemoryPlan memory) {
        this(stores, memory, CheckpointPolicy.ofThisProcess());
    }

    public Runner(Stores stores, MemoryPlan memory, CheckpointPolicy policy) {
        this.stores = stores;
        this.memory = memory;
        this.policy = policy;
    }

    /// Runs it, on the calling thread, to its end.
    public RunReport run(RunPlan plan, Progress.Watcher watcher) {
        Reporter reporter = new Reporter(plan, new Footprint());
        try {
            memory.admit(plan.pipeline());
            ByteSource source = open(plan);
            reporter.opened(source);
            if (!isRepeatable(source.object())) {
                return once(plan, source, reporter, watcher);
            }
            try (Stores.Lock lock = stores.lock(Ledger.key(plan.pipeline().name(), source.object()))) {
                return claimed(plan, source, reporter, watcher);
            }
        } catch (RuntimeException | LinkageError | OutOfMemoryError trouble) {
            Failure failure = RunFailure.asFailure(trouble);
            return failure.code() == FailureCode.BUSY
                    ? reporter.busy(Instant.now().plus(Lease.SHORT))
                    : reporter.failed(failure);
        }
    }

    /// A pipe can be read only once: there is nothing to find its result by again.
    private static boolean isRepeatable(ObjectRef export) {
        return export.size() >= 0;
    }

    private ByteSource open(RunPlan plan) {
        try {
            return stores.open(plan.export(), memory.readingAhead(plan.pipeline()));
        } catch (Failure failure) {
            if (failure.code() == FailureCode.SOURCE_CHANGED) {
                endWhatIsUnderWay(plan);
            }
            throw failure;
        }
    }

    /// The version that an event names is gone: a run of it that was cut will never go on.
    private void endWhatIsUnderWay(RunPlan plan) {
        ObjectRef gone = plan.export();
        String key = Ledger.key(plan.pipeline().name(), gone);
        try (Stores.Lock lock = stores.lock(key)) {
            Ledger ledger = new Ledger(stores.documents());
            Ledger.Found found = ledger.find(key, gone);
            Attempt attempt = found.entry().attempt();
            if (attempt == null || attempt.state() != Attempt.State.RUNNING || attempt.isHeld(Instant.now())
                    || !attempt.mayBeOf(gone)) {
                return;
            }
            Optional<Claim> claim = ledger.claim(found, attempt, 0);
            if (claim.isPresent()) {
                try (Staging left = stores.staging(attempt.run())) {
                    left.clear();
                }
                RunFiles.of(stores.documents(), plan.pipeline().name(), attempt.run()).clear();
                claim.get().advance(claim.get().attempt().superseded());
            }
        } catch (Failure later) {
            return; // what it has staged is found by the next run of the export, or by a sweep
        }
    }

    private RunReport claimed(RunPlan plan, ByteSource source, Reporter reporter, Progress.Watcher watcher) {
        ObjectRef unnamed = ObjectRef.object(plan.export().bucket(), plan.export().key());
        Claiming claiming = new Claiming(stores, plan, source.object(), () -> stores.open(unnamed, memory).object(),
                reporter, watcher);
        return claiming.report((claim, lease) -> {
            try (ClaimedRun run = new ClaimedRun(stores, memory, policy, plan, source, claim, lease, reporter,
                    watcher)) {
                return run.run();
            }
        });
    }

    /// What comes once has no claim, no checkpoint, and no second try.
    private RunReport once(RunPlan plan, ByteSource source, Reporter reporter, Progress.Watcher watcher) {
        ObjectRef export = source.object();
        OutputVersion version = OutputVersion.fastest(plan.pipeline());
        String run = Ledger.run(plan.pipeline().name(), Definitions.digest(plan.pipeline()), version.text(), export, 1);
        reporter.claimed(run);
        try (Staging staging = stores.staging(run)) {
            Manifest manifest = staged(plan, source, run, version.packing(), staging, reporter, watcher);
            return reporter.published(manifest, stores.documents());
        }
    }

    private Manifest staged(RunPlan plan, ByteSource source, String run, Packing packing, Staging staging,
            Reporter reporter, Progress.Watcher watcher) {
        String started = ManifestWriter.utc(Instant.now());
        Execution execution = new Execution(plan, source, run, packing, null, staging, memory, reporter.footprint(),
                watcher);
        reporter.started(execution.tally(), execution.trail());
        try {
            execution.run(Pause.NONE, new Budget(plan.time(), Duration.ZERO));
        } catch (RuntimeException | LinkageError | OutOfMemoryError trouble) {
            reporter.found(execution.pipeline().shape());
            staging.clear();
            throw trouble;
        }
        Manifest manifest = execution.manifest(1, null, started);
        Publication publication = new Publication(staging, stores.documents());
        try {
            publication.show(execution.parts(), null, manifest, () -> {
            });
            return manifest;
        } catch (Failure trouble) {
            publication.withdraw(plan.pipeline().name(), run);
            staging.clear();
            throw trouble;
        }
    }
}

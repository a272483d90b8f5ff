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
import dev.levada.run.state.Documents;
import dev.levada.run.state.Entry;
import dev.levada.run.state.Ledger;
import dev.levada.run.state.RunFiles;
import dev.levada.stage.bytes.ByteSource;
import dev.levada.stage.sink.Staging;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// Takes one run from its claim to its report. Failures of the export, the definition or the stores end in a report, never
/// in an exception.
public final class Runner {

    /// A lease that has just run out may have been renewed at that very moment.
    private static final Duration GRACE = Duration.ofSeconds(1);

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
            reporter.opened(source.object());
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
            return stores.open(plan.export(), memory);
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
                claim.get().advance(claim.get().attempt().superseded());
                try (Staging left = stores.staging(attempt.run())) {
                    left.clear();
                }
                RunFiles.of(stores.documents(), plan.pipeline().name(), attempt.run()).clear();
            }
        } catch (Failure later) {
            return; // what it has staged is found by the next run of the export, or by a sweep
        }
    }

    private RunReport claimed(RunPlan plan, ByteSource source, Reporter reporter, Progress.Watcher watcher) {
        ObjectRef export = source.object();
        Ledger ledger = new Ledger(stores.documents());
        String key = Ledger.key(plan.pipeline().name(), export);
        Lease lease = stores.lease(plan.time());
        Set<String> waitedFor = new HashSet<>();
        RunPlan wanted = plan;
        while (true) {
            Ledger.Found found = ledger.find(key, export);
            switch (Decision.of(found.entry(), wanted, export, Instant.now())) {
                case Decision.Answer answer -> {
                    Optional<Manifest> manifest = manifest(answer.published());
                    if (manifest.isPresent()) {
                        return answered(manifest.get(), reporter);
                    }
                    wanted = again(wanted, answer.published());
                }
                case Decision.Failed failed -> {
                    return reporter.failed(failed.failure());
                }
                case Decision.Busy busy -> {
                    if (!lease.mayWait() || !waitedFor.add(busy.owner())) {
                        return reporter.busy(busy.until());
                    }
                    await(busy.until(), watcher);
                }
                case Decision.Begin begin -> {
                    Optional<Claim> claim = ledger.claim(found, begin.attempt(), lease.renewed());
                    if (claim.isPresent()) {
                        RunReport report = run(plan, source, found.entry().attempt(), claim.get(), lease, reporter,
                                watcher);
                        if (isOfThis(begin.attempt(), plan, export) || !isSettled(claim.get())) {
                            return report;
                        }
                        // The cut publication of another version or definition was completed: now to this one.
                    }
                }
            }
        }
    }

    private RunReport run(RunPlan plan, ByteSource source, Attempt before, Claim claim, Lease lease, Reporter reporter,
            Progress.Watcher watcher) {
        reporter.claimed(claim.attempt().run());
        try (ClaimedRun run = new ClaimedRun(stores, memory, policy, plan, source, claim, lease, reporter, watcher)) {
            if (before != null && !before.run().equals(claim.attempt().run())) {
                run.discard(before);
            }
            return run.run();
        }
    }

    private static boolean isOfThis(Attempt attempt, RunPlan plan, ObjectRef export) {
        return attempt.isSameWork(export, Definitions.digest(plan.pipeline()), Decision.ENGINE);
    }

    private static boolean isSettled(Claim claim) {
        return claim.attempt() == null || claim.attempt().state() == Attempt.State.SUPERSEDED;
    }

    private Optional<Manifest> manifest(Entry.Published published) {
        return stores.documents().read(published.manifest())
                .map(document -> Manifest.read(document, stores.documents().uri(published.manifest())));
    }

    /// A result whose manifest somebody has removed is none: it is made again.
    private RunPlan again(RunPlan plan, Entry.Published published) {
        if (plan.published() == RunPlan.Published.REPLACE) {
            throw new Failure(FailureCode.UNREADABLE, "expected the manifest at "
                    + stores.documents().uri(published.manifest()) + ", got nothing");
        }
        return new RunPlan(plan.input(), plan.export(), plan.pipeline(), RunPlan.Published.REPLACE, plan.time());
    }

    /// The answer of before; what a cut behind its publication has left over is removed by the way.
    private RunReport answered(Manifest manifest, Reporter reporter) {
        Documents documents = stores.documents();
        try (Staging staging = stores.staging(manifest.run())) {
            new Publication(staging, documents).retireSuperseded(manifest);
            RunFiles.of(documents, manifest.pipeline().name(), manifest.run()).clear();
        } catch (Failure later) {
            return reporter.repeated(manifest, documents);
        }
        return reporter.repeated(manifest, documents);
    }

    private static void await(Instant end, Progress.Watcher watcher) {
        watcher.waiting(end);
        try {
            Thread.sleep(Math.max(0, Duration.between(Instant.now(), end.plus(GRACE)).toMillis()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Failure(FailureCode.BUSY, "expected to wait for another process, got interrupted", interrupted);
        }
    }

    /// What comes once has no claim, no checkpoint, and no second try.
    private RunReport once(RunPlan plan, ByteSource source, Reporter reporter, Progress.Watcher watcher) {
        ObjectRef export = source.object();
        String run = Ledger.run(plan.pipeline().name(), Definitions.digest(plan.pipeline()), Decision.ENGINE, export,
                1);
        reporter.claimed(run);
        try (Staging staging = stores.staging(run)) {
            Manifest manifest = staged(plan, source, run, staging, reporter, watcher);
            return reporter.published(manifest, stores.documents());
        }
    }

    private Manifest staged(RunPlan plan, ByteSource source, String run, Staging staging, Reporter reporter,
            Progress.Watcher watcher) {
        String started = ManifestWriter.utc(Instant.now());
        Execution execution = new Execution(plan, source, run, null, staging, memory, reporter.footprint(), watcher);
        reporter.started(execution.tally(), execution.trail());
        try {
            execution.run(rows -> {
            });
        } catch (RuntimeException | LinkageError | OutOfMemoryError trouble) {
            reporter.found(execution.pipeline().shape());
            staging.clear();
            throw trouble;
        }
        Manifest manifest = execution.manifest(1, null, started);
        Publication publication = new Publication(staging, stores.documents());
        try {
            publication.show(execution.parts(), null, manifest);
            return manifest;
        } catch (Failure trouble) {
            publication.withdraw(execution.parts(), manifest);
            throw trouble;
        }
    }
}

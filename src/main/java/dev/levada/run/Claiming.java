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
import dev.levada.run.state.Ledger;
import dev.levada.run.state.RunFiles;
import dev.levada.stage.sink.Staging;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// From what the ledger knows of an export to a report: an answer of before, a wait for another process, or work under a claim.
///
/// @param subject what the ledger tells runs by: the export as it was opened, or what stands for it
/// @param current looks for the version that whoever names none gets
record Claiming(Stores stores, RunPlan plan, ObjectRef subject, Supplier<ObjectRef> current, Reporter reporter,
        Progress.Watcher watcher) {

    /// A lease that has just run out may have been renewed at that very moment.
    private static final Duration GRACE = Duration.ofSeconds(1);

    /// What is done under a claim.
    interface Work {
        RunReport with(Claim claim, Lease lease);
    }

    RunReport report(Work work) {
        Ledger ledger = new Ledger(stores.documents());
        String key = Ledger.key(plan.pipeline().name(), subject);
        stores.documents().tidy(key);
        Lease lease = stores.lease(plan.time());
        Set<String> waitedFor = new HashSet<>();
        RunPlan wanted = plan;
        while (true) {
            Ledger.Found found = ledger.find(key, subject);
            switch (Decision.of(found.entry(), wanted, subject, Instant.now())) {
                case Decision.Answer answer -> {
                    Optional<Manifest> manifest = new Archive(stores.documents()).find(plan.pipeline().name(),
                            answer.published().run());
                    if (manifest.isPresent() && manifest.get().supersededBy() == null) {
                        return answered(manifest.get());
                    }
                    wanted = again(wanted);
                }
                case Decision.Failed failed -> {
                    return reporter.failed(failed.failure());
                }
                case Decision.Busy busy -> {
                    if (!lease.mayWait() || !waitedFor.add(busy.owner())) {
                        return reporter.busy(busy.until());
                    }
                    await(busy.until());
                }
                case Decision.Begin begin when isOutOfPlace(begin.attempt(), found) -> {
                    return reporter.failed(Decision.late());
                }
                case Decision.Begin begin -> {
                    Optional<Claim> claim = ledger.claim(found, begin.attempt(), lease.renewed());
                    if (claim.isPresent()) {
                        discard(found.entry().attempt(), claim.get());
                        reporter.claimed(claim.get().attempt().run());
                        RunReport report = work.with(claim.get(), lease);
                        if (isWanted(begin.attempt()) || !isSettled(claim.get())) {
                            return report;
                        }
                        // The cut publication of another version or definition was completed: now to this one.
                    }
                }
            }
        }
    }

    /// Two versions of which nothing tells the later one (no sequencers, and the same Last-Modified): their store knows. What it does
    /// not show any more takes no other's place.
    private boolean isOutOfPlace(Attempt attempt, Ledger.Found found) {
        return attempt.isOf(subject) && found.entry().isInDoubtOf(subject)
                && !current.get().version().equals(subject.version());
    }

    /// A result whose manifest somebody has removed, or that went with the run which it supplemented, is none: it is made again.
    private RunPlan again(RunPlan wanted) {
        if (wanted.published() == RunPlan.Published.REPLACE) {
            throw new Failure(FailureCode.UNREADABLE, "expected the manifest of the published run, got nothing");
        }
        return new RunPlan(plan.input(), plan.export(), plan.pipeline(), RunPlan.Published.REPLACE, plan.time());
    }

    private boolean isWanted(Attempt attempt) {
        return OutputVersion.isSameWork(attempt, subject, plan.pipeline());
    }

    private static boolean isSettled(Claim claim) {
        return claim.attempt() == null || claim.attempt().state() == Attempt.State.SUPERSEDED;
    }

    /// Removes what a run that nobody goes on with has left.
    private void discard(Attempt before, Claim claim) {
        if (before != null && !before.run().equals(claim.attempt().run())) {
            try (Staging left = stores.staging(before.run())) {
                left.clear();
            }
            RunFiles.of(stores.documents(), plan.pipeline().name(), before.run()).clear();
        }
    }

    /// The answer of before; what a cut behind its publication has left over is removed by the way.
    private RunReport answered(Manifest manifest) {
        Documents documents = stores.documents();
        try (Staging staging = stores.staging(manifest.run())) {
            new Retirement(staging, documents).predecessorOf(manifest);
            RunFiles files = RunFiles.of(documents, manifest.pipeline().name(), manifest.run());
            if (files.isLeft()) { // they go last
                staging.clear();
                files.clear();
            }
        } catch (Failure later) {
            return reporter.repeated(manifest, documents);
        }
        return reporter.repeated(manifest, documents);
    }

    private void await(Instant end) {
        watcher.waiting(end);
        try {
            // Until the lease of another process is over: nothing else tells that it has died.
            Thread.sleep(Math.max(0, Duration.between(Instant.now(), end.plus(GRACE)).toMillis()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Failure(FailureCode.BUSY, "expected to wait for another process, got interrupted", interrupted);
        }
    }
}

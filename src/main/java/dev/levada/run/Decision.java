package dev.levada.run;

import dev.levada.definition.Definitions;
import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import dev.levada.model.ObjectRef;
import dev.levada.run.state.Attempt;
import dev.levada.run.state.Entry;
import dev.levada.run.state.Ledger;
import dev.levada.run.state.Recency;
import java.time.Instant;

/// What is to be done about an export, by what the ledger knows of it.
sealed interface Decision {

    /// It is published: that result is the answer.
    record Answer(Entry.Published published) implements Decision {
    }

    /// It failed before, and would fail again.
    record Failed(Failure failure) implements Decision {
    }

    /// Another process may be at it until then.
    record Busy(Instant until, String owner) implements Decision {
    }

    /// Run it, or go on with it.
    record Begin(Attempt attempt) implements Decision {
    }

    static Decision of(Entry entry, RunPlan plan, ObjectRef export, Instant now) {
        Attempt attempt = entry.attempt();
        boolean overtaken = attempt != null && attempt.isOlderThan(export);
        boolean publishing = attempt != null && attempt.state() == Attempt.State.PUBLISHING;
        if (attempt != null && attempt.isHeld(now) && (publishing || !overtaken)) {
            boolean newer = attempt.isNewerThan(export);
            return newer ? new Failed(late()) : busy(attempt);
        }
        if (publishing) {
            return new Begin(attempt); // whatever else is asked for: half of it may be visible
        }
        Entry.Published published = entry.published();
        if (published != null && answers(published, plan, export)) {
            return new Answer(published);
        }
        if (attempt == null || !OutputVersion.isSameWork(attempt, export, plan.pipeline())) {
            return attempt != null && attempt.isNewerThan(export)
                    ? new Failed(late())
                    : new Begin(fresh(entry, plan, export));
        }
        return switch (attempt.state()) {
            case RUNNING -> new Begin(attempt);
            case FAILED -> isAnswered(attempt, plan)
                    ? new Failed(failure(attempt.failure()))
                    : new Begin(fresh(entry, plan, export));
            case SUPERSEDED -> new Begin(fresh(entry, plan, export));
            case PUBLISHING -> throw new IllegalStateException("decided above");
        };
    }

    private static Busy busy(Attempt attempt) {
        return new Busy(Instant.ofEpochMilli(attempt.leaseUntil()), attempt.owner());
    }

    private static boolean answers(Entry.Published published, RunPlan plan, ObjectRef export) {
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

    /// Only the function is answered with a failure of before: whoever types a command wants to see it run.
    private static boolean isAnswered(Attempt failed, RunPlan plan) {
        return plan.published() == RunPlan.Published.ANSWER && failed.failure().code().isLasting();
    }

    private static Failure failure(Attempt.Failed failed) {
        return new Failure(failed.code(), failed.offset(), failed.message());
    }

    /// A newer version takes the place of this one, or has taken it.
    static Failure late() {
        return new Failure(FailureCode.SOURCE_CHANGED,
                "expected the newest version, got one that a newer one replaces");
    }

    private static Attempt fresh(Entry entry, RunPlan plan, ObjectRef export) {
        String digest = Definitions.digest(plan.pipeline());
        String engine = OutputVersion.toBegin(entry.attempt(), export, plan.pipeline()).text();
        int generation = entry.nextGeneration();
        // Epochs go on: where the run has the same id as one that failed, a process of that one may yet write its documents.
        long epoch = entry.attempt() == null ? 0 : entry.attempt().epoch();
        return new Attempt(Attempt.State.RUNNING,
                Ledger.run(plan.pipeline().name(), digest, engine, export, generation), generation, export.version(),
                export.etag(), Recency.of(export), digest, engine, null, epoch, 0, 0, ManifestWriter.utc(Instant.now()),
                null, null, null);
    }
}

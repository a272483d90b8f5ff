package dev.levada.entry.lambda;

import dev.levada.entry.lambda.Outcome.Busy;
import dev.levada.entry.lambda.Outcome.Continuing;
import dev.levada.entry.lambda.Outcome.Ignored;
import dev.levada.entry.lambda.Outcome.Ran;
import dev.levada.entry.lambda.Outcome.Refused;
import dev.levada.entry.lambda.Outcome.Superseded;
import dev.levada.entry.trigger.DirectRequest;
import dev.levada.entry.trigger.MalformedEvent;
import dev.levada.entry.trigger.Trigger;
import dev.levada.entry.trigger.TriggerDecoder;
import dev.levada.entry.trigger.Triggers;
import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import dev.levada.model.ObjectRef;
import dev.levada.model.PipelinePlan;
import dev.levada.run.Pipelines;
import dev.levada.run.RunPlan;
import dev.levada.run.report.Progress;
import dev.levada.run.report.RunReport;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// From an event to its answer: the code that the function and `levada invoke` share. Every object that the event
/// speaks of is handled, one after the other, whatever comes of its neighbours.
public final class Intake {

    /// Lambda takes events of at most 6 MB.
    private static final int LONGEST_EVENT = 8 << 20;

    private final Pipelines pipelines;
    private final Runs runs;
    private final BucketPrefix output;
    private final Optional<Continuations> continuations;
    private final Journal journal;

    /// @param output where the runs write: nothing there is ever read as an export, for that would never end
    /// @param continuations the intake queue, where the installation has one
    public Intake(Pipelines pipelines, Runs runs, BucketPrefix output, Optional<Continuations> continuations,
            Journal journal) {
        this.pipelines = pipelines;
        this.runs = runs;
        this.output = output;
        this.continuations = continuations;
        this.journal = journal;
    }

    /// Handles an event. What goes wrong is in the answer, see [Answer#failure].
    ///
    /// @param requestId for the journal
    /// @throws IOException if the event cannot be read
    public Answer handle(InputStream event, Deadline deadline, String requestId) throws IOException {
        byte[] json = event.readNBytes(LONGEST_EVENT + 1);
        try {
            if (json.length > LONGEST_EVENT) {
                throw new MalformedEvent("expected an event of at most 6 MB, got a longer one");
            }
            return handle(TriggerDecoder.decode(json), deadline, requestId);
        } catch (MalformedEvent malformed) {
            Outcome refused = new Refused(null, IntakeCode.MALFORMED_EVENT, malformed.getMessage());
            journal.tell(refused, requestId);
            return new Answer(false, List.of(new Answer.Handled(null, refused)));
        }
    }

    private Answer handle(Triggers triggers, Deadline deadline, String requestId) {
        List<Answer.Handled> handled = new ArrayList<>();
        boolean begun = false;
        for (Triggers.Message message : triggers.messages()) {
            for (Trigger trigger : message.triggers()) {
                // The first object is always begun, else a function with a short timeout would never do anything.
                Outcome outcome = begun && !deadline.allowsAnother() ? putOff(trigger) : outcome(trigger, deadline);
                begun |= outcome instanceof Ran || outcome instanceof Continuing;
                journal.tell(outcome, requestId);
                handled.add(new Answer.Handled(message.id(), outcome));
            }
        }
        return new Answer(triggers.fromQueue(), handled);
    }

    private Outcome outcome(Trigger trigger, Deadline deadline) {
        return switch (trigger) {
            case Trigger.Export export -> ingest(export, deadline);
            case Trigger.Ignored ignored -> new Ignored(ignored.object(), null, ignored.reason());
            case Trigger.Malformed malformed ->
                new Refused(null, IntakeCode.MALFORMED_EVENT, malformed.reason());
        };
    }

    private Outcome putOff(Trigger trigger) {
        return trigger instanceof Trigger.Export export
                ? refused(export.export(), IntakeCode.NO_TIME_LEFT,
                        "expected time to begin it, got the end of the invocation")
                : outcome(trigger, Deadline.UNKNOWN);
    }

    private Outcome ingest(Trigger.Export trigger, Deadline deadline) {
        ObjectRef export = trigger.export();
        if (output.holds(export)) {
            return new Ignored(export.uri(), null, "levada does not read what it writes");
        }
        try {
            return trigger.pipeline() == null
                    ? byKey(export, deadline)
                    : byName(export, trigger.pipeline(), deadline);
        } catch (RuntimeException unexpected) {
            // Its message may hold anything: the class has to do.
            return refused(export, IntakeCode.INTERNAL,
                    "expected a report, got " + unexpected.getClass().getSimpleName());
        }
    }

    private Outcome byKey(ObjectRef export, Deadline deadline) {
        return switch (pipelines.forKey(export.key())) {
            case Pipelines.Match.One one -> run(export, one.pipeline(), deadline);
            case Pipelines.Match.None none ->
                new Ignored(export.uri(), null, "no pipeline takes it by its source.match");
            case Pipelines.Match.Several several -> refused(export, IntakeCode.AMBIGUOUS_PIPELINE,
                    "expected one pipeline that takes it by source.match, got "
                            + String.join(" and ", several.names()));
        };
    }

    private Outcome byName(ObjectRef export, String name, Deadline deadline) {
        return pipelines.named(name).map(pipeline -> run(export, pipeline, deadline))
                .orElseGet(() -> refused(export, IntakeCode.UNKNOWN_PIPELINE,
                        "expected the name of a pipeline that there is, got another"));
    }

    private Outcome run(ObjectRef export, PipelinePlan pipeline, Deadline deadline) {
        Deadline end = continuations.isPresent() ? deadline.beforeAMessage() : deadline;
        RunPlan plan = new RunPlan(export.uri(), export, pipeline, RunPlan.Published.ANSWER, end.timeLeft());
        RunReport report = runs.run(plan, Progress.Watcher.NONE);
        return switch (report.state()) {
            case PUBLISHED -> new Ran(export.uri(), pipeline.name(), report);
            case FAILED -> failed(export, pipeline, report);
            case CONTINUING -> continuing(export, pipeline, report);
            case BUSY -> busy(export, pipeline, report);
        };
    }

    /// A version that is gone needs no run. An object that nobody has ever seen is another matter.
    private static Outcome failed(ObjectRef export, PipelinePlan pipeline, RunReport report) {
        boolean named = export.version() != null || export.etag() != null || export.sequencer() != null;
        boolean read = report.bytesIn() != null;
        return report.failure().code() == FailureCode.SOURCE_CHANGED && (named || read)
                ? new Superseded(export.uri(), pipeline.name(),
                        "gone or replaced, and what replaced it has its own event: " + report.failure().message())
                : new Ran(export.uri(), pipeline.name(), report);
    }

    /// First the message, then the good end: whatever comes between, the run goes on. The message names the version that this
    /// invocation has opened, whatever the trigger named: another one would begin anew.
    private Outcome continuing(ObjectRef export, PipelinePlan pipeline, RunReport report) {
        if (continuations.isEmpty()) {
            return refused(export, IntakeCode.NO_INTAKE_QUEUE,
                    "expected LEVADA_INTAKE_QUEUE, through which a run that needs more time is continued, got nothing");
        }
        try {
            ObjectRef pinned = report.opened() == null ? export : report.opened();
            continuations.get().send(DirectRequest.of(pinned, pipeline.name()), Duration.ZERO);
            return new Continuing(export.uri(), pipeline.name(), report);
        } catch (Failure unsent) {
            return refused(export, IntakeCode.CANNOT_CONTINUE, unsent.getMessage());
        }
    }

    /// Coming back costs a message of a queue one of its tries: so a new one takes its place.
    private Outcome busy(ObjectRef export, PipelinePlan pipeline, RunReport report) {
        if (continuations.isEmpty()) {
            return new Ran(export.uri(), pipeline.name(), report);
        }
        long seconds = Duration.between(Instant.now(), report.busyUntil()).toSeconds() + 1;
        Duration delay = Duration.ofSeconds(Math.clamp(seconds, 1, Continuations.LONGEST_DELAY.toSeconds()));
        try {
            continuations.get().send(DirectRequest.of(export, pipeline.name()), delay);
            return new Busy(export.uri(), pipeline.name(), delay);
        } catch (Failure unsent) {
            return refused(export, IntakeCode.CANNOT_CONTINUE, unsent.getMessage());
        }
    }

    private static Refused refused(ObjectRef export, IntakeCode code, String message) {
        return new Refused(export.uri(), code, "[" + export.uri() + "] " + message);
    }
}

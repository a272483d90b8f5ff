package dev.levada.entry.lambda;

import dev.levada.run.report.RunReport;
import java.time.Duration;
import java.util.Optional;

/// What came of one trigger.
public sealed interface Outcome {

    /// Code and message where it failed: it is to be tried again, or to end in the dead letters.
    Optional<String> failure();

    default boolean failed() {
        return failure().isPresent();
    }

    /// There was a run, and this is its report.
    ///
    /// @param object as `s3://bucket/key`
    record Ran(String object, String pipeline, RunReport report) implements Outcome {
        @Override
        public Optional<String> failure() {
            return Optional.ofNullable(report.failure())
                    .map(failure -> failure.code() + " " + failure.message() + " (" + failure.code().advice() + ")");
        }
    }

    /// The run stopped at a checkpoint, and a message in the intake queue has it continued.
    ///
    /// @param object as `s3://bucket/key`
    record Continuing(String object, String pipeline, RunReport report) implements Outcome {
        @Override
        public Optional<String> failure() {
            return Optional.empty();
        }
    }

    /// Another invocation is at the object: a message in the intake queue asks again when that must have ended.
    ///
    /// @param object as `s3://bucket/key`
    record Busy(String object, String pipeline, Duration delay) implements Outcome {
        @Override
        public Optional<String> failure() {
            return Optional.empty();
        }
    }

    /// Ended well: the version that the trigger speaks of is gone, or a newer one takes its place.
    ///
    /// @param object as `s3://bucket/key`
    record Superseded(String object, String pipeline, String reason) implements Outcome {
        @Override
        public Optional<String> failure() {
            return Optional.empty();
        }
    }

    /// Ended well, with nothing to do.
    ///
    /// @param object as `s3://bucket/key`, or null where the event names none
    /// @param pipeline the one that would have run, or null
    record Ignored(String object, String pipeline, String reason) implements Outcome {
        @Override
        public Optional<String> failure() {
            return Optional.empty();
        }
    }

    /// Failed before there was a run.
    ///
    /// @param object as `s3://bucket/key`, or null where the event names none
    record Refused(String object, IntakeCode code, String message) implements Outcome {
        @Override
        public Optional<String> failure() {
            return Optional.of(code + " " + message);
        }
    }
}

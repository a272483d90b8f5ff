package dev.levada.run;

import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import java.util.concurrent.CompletionException;

/// Why a run published nothing, with its place: `[s3://bucket/key @1048576] expected , or ], got {`.
///
/// @param message for people; never a value of a record
/// @param offset plain-text offset, or null where there is none
/// @param cause for those who ask for the stack trace; never part of a report
public record RunFailure(FailureCode code, String message, Long offset, Throwable cause) {

    static RunFailure of(String source, Failure failure) {
        boolean placed = failure.offset() != Failure.NOWHERE;
        String place = placed ? source + " @" + failure.offset() : source;
        return new RunFailure(failure.code(), "[" + place + "] " + failure.getMessage(),
                placed ? failure.offset() : null, failure);
    }

    /// Errors reach us wrapped where they come out of the stream. Their messages may quote data: only their class is told.
    static Failure asFailure(Throwable trouble) {
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
}

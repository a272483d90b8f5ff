package dev.levada.run;

import dev.levada.model.Failure;
import dev.levada.model.FailureCode;

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
}

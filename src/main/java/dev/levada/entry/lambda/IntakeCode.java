package dev.levada.entry.lambda;

/// Why a trigger failed before there was a run. The names are part of answers and alarms and do not change.
public enum IntakeCode {
    /// The event, or the message, is none of the forms that are understood.
    MALFORMED_EVENT,
    /// `source.match` of more than one pipeline takes the object.
    AMBIGUOUS_PIPELINE,
    /// A direct request names a pipeline that there is not.
    UNKNOWN_PIPELINE,
    /// The invocation is about to be cut: the object was not begun.
    NO_TIME_LEFT,
    /// The run needs more time than the invocation has, and the installation has no queue to continue it.
    NO_INTAKE_QUEUE,
    /// The intake queue did not take the message that asks again.
    CANNOT_CONTINUE,
    /// Anything that should not happen.
    INTERNAL
}

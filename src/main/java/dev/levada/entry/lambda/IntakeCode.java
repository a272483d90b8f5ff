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
    /// Anything that should not happen.
    INTERNAL
}

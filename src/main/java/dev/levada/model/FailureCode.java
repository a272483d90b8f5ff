package dev.levada.model;

/// Why a run published nothing. The names are part of reports and alarms and do not change.
public enum FailureCode {
    /// The source cannot be opened or read.
    UNREADABLE("the export could not be opened or read", "check that it exists and may be read, then run again"),
    /// The source is another one than when the run began, or gone.
    SOURCE_CHANGED("the export was replaced or removed while it was read",
            "run what is there now; in the function its own event does"),
    /// The export is cut off, its checksum is wrong, or its brackets do not close.
    DAMAGED("the export is cut off, fails its checksum, or its structure does not close",
            "get the export again, or run with --damage keep to publish what is whole"),
    /// More than one place looks like the records.
    AMBIGUOUS_SHAPE("more than one place in the export looks like the records",
            "pin one of the named candidates with --records"),
    /// Nothing looks like records.
    UNKNOWN_SHAPE("no records were recognised at the beginning of the export", "pin the shape with --records"),
    /// The pinned shape is not what the export has.
    WRONG_SHAPE("the export has not the shape that was pinned", "correct source.records or --records"),
    /// The structure around the records nests deeper than the stated limit.
    TOO_DEEP("the structure around the records nests deeper than the limit", "check where the export comes from"),
    /// A compressed input asks for more memory than the run has.
    WINDOW_TOO_LARGE("the compressed export needs a larger window than the memory allows",
            "give the run more memory, or compress with a smaller window"),
    /// More records were rejected than the definition allows.
    TOO_MANY_REJECTS("more records were rejected than the definition allows",
            "correct the definition or the export, or raise rejects.fail-above"),
    /// The definition has errors.
    BAD_DEFINITION("the definition has errors", "run levada check on it"),
    /// The definition uses a word that is not built yet.
    NOT_AVAILABLE("the definition asks for something that this version does not have",
            "leave it out, or use a newer version"),
    /// The run does not fit in its memory.
    MEMORY_TOO_SMALL("the run does not fit in its memory",
            "a larger function, or -Xmx256m in LEVADA_JAVA_OPTIONS for the command"),
    /// The output cannot be written.
    UNWRITABLE("the output could not be written", "check space and permissions, then run again"),
    /// What was staged, or the state of a run under way, is gone.
    STAGING_LOST("what was staged, or the state of a run under way, is gone", "run again: it starts over"),
    /// Coming back to the last checkpoint would take most of the time that the next invocation has.
    CANNOT_RESUME_IN_TIME("coming back to the last checkpoint would take too much of the next invocation's time",
            "give the function more memory or time, or compress the export in members or frames"),
    /// The run had itself continued without getting on.
    NO_PROGRESS("the run had itself continued too often, or without getting on",
            "give the function more time or memory"),
    /// Another run of the same export is under way.
    BUSY("another run of the same export is under way", "wait for it to end"),
    /// The counts at the doors do not agree.
    ACCOUNTING("the counts at the doors do not agree", "report it: it is a defect of Levada"),
    /// Anything that should not happen.
    INTERNAL("something happened that should not", "report it: it is a defect of Levada");

    private final String meaning;
    private final String advice;

    FailureCode(String meaning, String advice) {
        this.meaning = meaning;
        this.advice = advice;
    }

    /// Whether another try would end the same way: the same bytes under the same definition.
    public boolean isLasting() {
        return switch (this) {
            case DAMAGED, AMBIGUOUS_SHAPE, UNKNOWN_SHAPE, WRONG_SHAPE, TOO_DEEP, TOO_MANY_REJECTS, BAD_DEFINITION,
                    NOT_AVAILABLE, NO_PROGRESS ->
                true;
            // ex WINDOW_TOO_LARGE, CANNOT_RESUME_IN_TIME: more memory changes that
            case WINDOW_TOO_LARGE, CANNOT_RESUME_IN_TIME, UNREADABLE, SOURCE_CHANGED, MEMORY_TOO_SMALL, UNWRITABLE,
                    STAGING_LOST, BUSY, ACCOUNTING, INTERNAL ->
                false;
        };
    }

    /// Whether another try may go on where this one stopped: its store did not answer.
    public boolean isPassing() {
        return this == UNREADABLE || this == UNWRITABLE || this == BUSY;
    }

    /// What happened, for the documentation.
    public String meaning() {
        return meaning;
    }

    /// What to do about it.
    public String advice() {
        return advice;
    }
}

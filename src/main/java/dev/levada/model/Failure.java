package dev.levada.model;

/// The run as a whole cannot go on. Says what was expected and what was found, never a value of a record; whoever knows
/// the source puts the place in front (`[s3://bucket/key @1048576] ...`).
public final class Failure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /// The place is not known.
    public static final long NOWHERE = -1;

    private final FailureCode code;
    private final long offset;

    public Failure(FailureCode code, long offset, String message) {
        super(message);
        this.code = code;
        this.offset = offset;
    }

    public Failure(FailureCode code, String message) {
        this(code, NOWHERE, message);
    }

    public Failure(FailureCode code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
        this.offset = NOWHERE;
    }

    public FailureCode code() {
        return code;
    }

    /// Plain-text offset, or [#NOWHERE].
    public long offset() {
        return offset;
    }
}

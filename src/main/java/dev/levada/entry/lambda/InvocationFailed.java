package dev.levada.entry.lambda;

/// Makes the invocation fail, in one line. Without a stack trace and a cause: Lambda would write them into the logs,
/// and nobody vouches for what is in the messages of others.
public final class InvocationFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public InvocationFailed(String message) {
        super(message, null, false, false);
    }
}

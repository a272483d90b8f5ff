package dev.levada.entry.trigger;

/// An event that is none of the forms that are understood. Says what was expected and got, never what was in it.
public final class MalformedEvent extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public MalformedEvent(String message) {
        super(message);
    }
}

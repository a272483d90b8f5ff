package dev.levada.model;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Supplier;

/// Turns "give me the next one, or null at the end" into the lazy, single-use `Iterable` that a [Stage] answers with.
public final class Drawn<T> implements Iterator<T> {

    private enum State {
        /// Nobody has looked yet whether there is a next element.
        UNKNOWN,
        /// `next` holds an element that nobody has taken.
        READY,
        /// The supplier has said null: it is not asked again.
        ENDED
    }

    private final Supplier<T> source;
    private State state = State.UNKNOWN;
    private T next;

    private Drawn(Supplier<T> source) {
        this.source = source;
    }

    /// Elements of `source` until it gives null.
    public static <T> Iterable<T> until(Supplier<T> source) {
        Drawn<T> drawn = new Drawn<>(source);
        return () -> drawn;
    }

    @Override
    public boolean hasNext() {
        return switch (state) {
            case READY -> true;
            case ENDED -> false;
            case UNKNOWN -> {
                next = source.get();
                state = next == null ? State.ENDED : State.READY;
                yield next != null;
            }
        };
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        T taken = next;
        next = null;
        state = State.UNKNOWN;
        return taken;
    }
}

package dev.levada.model;

import java.util.List;

/// The one shape of every room: batches go in by `feed`, batches come out.
///
/// A stage is driven by one thread at a time. What goes in belongs to the stage, what comes out to its taker. A stage
/// reports trouble with the whole run by throwing [Failure] while its output is drawn: what came out before stands.
///
/// @param <I> what the door before passes in
/// @param <O> what the door behind passes out
public interface Stage<I, O> extends AutoCloseable {

    /// Takes one batch. The result is lazy and must be drawn to its end before the next `feed` or `finish`.
    Iterable<O> feed(I item);

    /// The input is whole and over: gives what was still held. Not called after a failure or a cancellation.
    default Iterable<O> finish() {
        return List.of();
    }

    /// Frees what the garbage collector does not: called once on completion, failure and cancellation.
    @Override
    default void close() {
    }
}

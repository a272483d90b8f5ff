package dev.levada.model;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;

/// A doorway between two threads: one makes elements, a bounded number ahead of the other, who takes them in the same order.
///
/// What ends the making, be it the end or trouble, comes behind the elements that were made before it. The taker closes: a maker
/// that waits is woken by an interrupt, one that does not is told when it puts its next element. When [#close] returns, the
/// maker's thread has ended, whatever it had opened it has closed itself, and elements that nobody took were given back. A maker that
/// no interrupt reaches can be left to end by itself ([#leave]).
public final class Handover<T> implements AutoCloseable {

    /// What the maker's thread does: it puts elements until there are no more, or until a put throws.
    @FunctionalInterface
    public interface Maker<T> {
        void make(Door<T> door);
    }

    /// The maker's side: hands elements over, and waits for room.
    public interface Door<T> extends Consumer<T> {

        /// Whether it would go through and leave a quarter of the room, so that what is made next need not wait either.
        boolean hasRoomToSpare(T element);
    }

    private enum State {
        /// Elements may come.
        MAKING,
        /// No more will come; those that are there may be taken.
        ENDED,
        /// Nobody takes any more.
        LEFT
    }

    /// Tells a maker that nobody takes any more.
    private static final class Left extends CancellationException {

        private static final long serialVersionUID = 1L;

        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }
    }

    private static final Duration FOREVER = Duration.ofDays(1);

    private final int room;
    private final ToIntFunction<T> size;
    private final Consumer<T> unwanted;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition put = lock.newCondition();
    private final Condition taken = lock.newCondition();
    private final Deque<T> elements = new ArrayDeque<>();
    private int filled;
    private State state = State.MAKING;
    /// What ended the making, or null.
    private Throwable trouble;
    private Thread thread;

    private Handover(int room, ToIntFunction<T> size, Consumer<T> unwanted) {
        this.room = room;
        this.size = size;
        this.unwanted = unwanted;
    }

    /// A maker on a thread of its own, which begins with the first [#take], or with [#begin].
    ///
    /// @param room for elements that are made and not taken, besides the one that the maker has in hand
    /// @param size of an element; one that is larger than the room waits until there is no other
    /// @param unwanted gives back an element that nobody takes
    public static <T> Handover<T> of(Thread.Builder thread, int room, ToIntFunction<T> size, Consumer<T> unwanted,
            Maker<T> maker) {
        Handover<T> handover = new Handover<>(room, size, unwanted);
        handover.thread = thread.unstarted(() -> handover.make(maker));
        return handover;
    }

    /// Begins to make, if nothing has begun it yet. For the taker.
    public void begin() {
        if (thread.getState() == Thread.State.NEW) {
            thread.start();
        }
    }

    private void make(Maker<T> maker) {
        Throwable end = null;
        try {
            maker.make(new Door<>() {
                @Override
                public void accept(T element) {
                    Handover.this.put(element);
                }

                @Override
                public boolean hasRoomToSpare(T element) {
                    return Handover.this.hasRoomToSpare(element);
                }
            });
        } catch (RuntimeException | Error trouble) {
            end = trouble;
        }
        lock.lock();
        try {
            trouble = end;
            state = state == State.LEFT ? State.LEFT : State.ENDED;
            put.signal();
        } finally {
            lock.unlock();
        }
    }

    private boolean hasRoomToSpare(T element) {
        int needed = size.applyAsInt(element);
        lock.lock();
        try {
            return hasRoom(needed, room - room / 4);
        } finally {
            lock.unlock();
        }
    }

    private boolean hasRoom(int needed, int limit) {
        return elements.isEmpty() || filled + needed <= limit;
    }

    private void put(T element) {
        int needed = size.applyAsInt(element);
        lock.lock();
        try {
            while (state == State.MAKING && !hasRoom(needed, room)) {
                taken.awaitUninterruptibly(); // a taker who leaves wakes it too
            }
            if (state == State.MAKING) {
                elements.add(element);
                filled += needed;
                put.signal();
                return;
            }
        } finally {
            lock.unlock();
        }
        unwanted.accept(element);
        throw new Left();
    }

    /// Waits for the next element, which belongs to the caller; null at the end.
    ///
    /// @throws CancellationException if the caller is interrupted; otherwise whatever has ended the making
    public T take() {
        begin();
        lock.lock();
        try {
            while (state == State.MAKING && elements.isEmpty()) {
                put.await();
            }
            T element = elements.poll();
            if (element == null) {
                rethrow();
                return null;
            }
            filled -= size.applyAsInt(element);
            taken.signal();
            return element;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw (CancellationException) new CancellationException("interrupted").initCause(interrupted);
        } finally {
            lock.unlock();
        }
    }

    private void rethrow() {
        if (trouble instanceof Error error) {
            throw error;
        }
        if (trouble instanceof RuntimeException exception) {
            throw exception;
        }
    }

    @Override
    public void close() {
        leave(FOREVER);
    }

    /// Closes, and waits no longer than this. A maker whose thread has not ended by then does all that is said of it later, at its next put: an
    /// element in its hand is given back on its thread.
    public void leave(Duration patience) {
        List<T> left = takeLeave();
        thread.interrupt();
        join(patience);
        left.forEach(unwanted);
    }

    private List<T> takeLeave() {
        lock.lock();
        try {
            state = State.LEFT;
            taken.signal();
            List<T> left = List.copyOf(elements);
            elements.clear();
            return left;
        } finally {
            lock.unlock();
        }
    }

    private void join(Duration patience) {
        long begun = System.nanoTime();
        boolean interrupted = false;
        boolean waits = thread.getState() != Thread.State.NEW;
        while (waits) {
            try {
                thread.join(patience.minusNanos(System.nanoTime() - begun));
                waits = false;
            } catch (InterruptedException meanwhile) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

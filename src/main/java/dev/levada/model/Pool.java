package dev.levada.model;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/// Keeps up to `keep` used objects for their next use, so that batches cost no allocation once a run is under way.
/// More may be taken than are kept: how many are alive is bounded by demand, not here. Thread-safe.
public final class Pool<T> {

    private final int keep;
    private final Supplier<T> make;
    private final Deque<T> idle;

    public Pool(int keep, Supplier<T> make) {
        this.keep = keep;
        this.make = make;
        this.idle = new ArrayDeque<>(keep + 1);
    }

    /// An idle object, or a new one. Its content is what its last user left.
    public T take() {
        synchronized (idle) {
            T free = idle.pollLast();
            if (free != null) {
                return free;
            }
        }
        return make.get();
    }

    /// Takes back what nobody holds any more; beyond `keep` it is left to the garbage collector.
    public void give(T used) {
        synchronized (idle) {
            if (idle.size() < keep) {
                idle.addLast(used);
            }
        }
    }
}

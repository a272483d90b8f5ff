package dev.levada.model;

import java.util.concurrent.atomic.AtomicInteger;

/// A byte array that travels through the doors inside batches and goes back to its pool when its last holder lets go.
///
/// Whoever takes a slab, or is handed a batch with one, holds it once and calls [#release] once. A second batch over
/// the same bytes is made with [#share]. Nobody writes to bytes that another batch can see.
public final class Slab {

    /// Every slab ends in this many bytes that belong to no batch, so that scans may read words past the last byte and
    /// put sentinels there.
    public static final int SLACK = 64;

    private final byte[] bytes;
    private final Pool<Slab> home;
    private final AtomicInteger holders = new AtomicInteger(1);

    /// @param home where it goes when released, or null: to the garbage collector
    Slab(byte[] bytes, Pool<Slab> home) {
        this.bytes = bytes;
        this.home = home;
    }

    public byte[] bytes() {
        return bytes;
    }

    /// Bytes that content may fill: the array without its slack.
    public int capacity() {
        return bytes.length - SLACK;
    }

    /// One more holder.
    public Slab share() {
        holders.incrementAndGet();
        return this;
    }

    /// One holder fewer; the last one sends it home.
    public void release() {
        int left = holders.decrementAndGet();
        if (left < 0) {
            throw new IllegalStateException("slab released more often than held");
        }
        if (left == 0 && home != null) {
            holders.set(1);
            home.give(this);
        }
    }
}

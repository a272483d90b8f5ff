package dev.levada.model;

/// Gives out slabs of one size and keeps a bounded number of them for reuse.
public final class Slabs {

    private final int size;
    private final Pool<Slab> pool;

    /// @param size bytes of content a slab holds, without its slack
    /// @param keep idle slabs that are kept
    public Slabs(int size, int keep) {
        this.size = size;
        this.pool = new Pool<>(keep, this::make);
    }

    private Slab make() {
        return new Slab(new byte[size + Slab.SLACK], pool);
    }

    /// Bytes of content that a slab of [#take()] holds.
    public int size() {
        return size;
    }

    /// A slab of the standard size.
    public Slab take() {
        return pool.take();
    }

    /// A slab that holds at least `bytes`; one above the standard size is not kept when it is released.
    public Slab take(int bytes) {
        return bytes <= size ? take() : new Slab(new byte[Math.addExact(bytes, Slab.SLACK)], null);
    }
}

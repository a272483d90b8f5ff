package dev.levada.stage.frame;

import dev.levada.model.Slab;
import dev.levada.model.Slabs;

/// The bytes of one record that the ends of chunks cut: they are gathered in a slab of their own, which grows as far as the
/// longest record that is held.
final class Gathering {

    private final Slabs slabs;
    private final int longest;
    /// Null while there is nothing.
    private Slab slab;
    private int length;

    Gathering(Slabs slabs, int longest) {
        this.slabs = slabs;
        this.longest = longest;
    }

    boolean isEmpty() {
        return slab == null;
    }

    /// Adds a range of a chunk's bytes.
    void add(byte[] bytes, int from, int to) {
        int more = to - from;
        if (slab == null) {
            slab = slabs.take(more);
            length = 0;
        }
        if (length + more > slab.capacity()) {
            grow(length + more);
        }
        System.arraycopy(bytes, from, slab.bytes(), length, more);
        length += more;
    }

    private void grow(int needed) {
        int doubled = (int) Math.min(longest, slab.capacity() * 2L);
        Slab larger = slabs.take(Math.max(needed, doubled));
        System.arraycopy(slab.bytes(), 0, larger.bytes(), 0, length);
        slab.release();
        slab = larger;
    }

    /// Hands the slab over.
    Slab take() {
        Slab taken = slab;
        slab = null;
        return taken;
    }

    void forget() {
        if (slab != null) {
            slab.release();
            slab = null;
        }
    }
}

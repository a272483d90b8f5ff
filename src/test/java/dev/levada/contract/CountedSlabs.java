package dev.levada.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.levada.model.Slab;
import dev.levada.model.Slabs;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/// A known set of slabs, so that a lost one and one that was given back twice are both noticed.
public final class CountedSlabs {

    private final int count;
    private final Slabs slabs;
    private final Set<Slab> known;

    /// @param count more than are ever held at once
    public CountedSlabs(int size, int count) {
        this.count = count;
        this.slabs = new Slabs(size, count);
        this.known = lookedAt();
    }

    public Slabs slabs() {
        return slabs;
    }

    private Set<Slab> lookedAt() {
        List<Slab> taken = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            taken.add(slabs.take());
        }
        Set<Slab> distinct = Collections.newSetFromMap(new IdentityHashMap<>());
        distinct.addAll(taken);
        taken.forEach(Slab::release);
        return distinct;
    }

    public void assertAllAreBack(String when) {
        Set<Slab> there = lookedAt();
        assertEquals(count, there.size(), "slabs given back once, " + when);
        there.retainAll(known);
        assertEquals(count, there.size(), "slabs given back at all, " + when);
    }
}

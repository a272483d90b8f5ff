package dev.levada.stage.mapping;

import dev.levada.model.Kind;
import java.util.Arrays;

/// Where the wanted values of the record at hand lie. A slot is one distinct place; several columns may look at it.
final class Captures {

    /// First byte of the value.
    final int[] start;
    /// Behind its last byte.
    final int[] end;
    /// What it is, [Kind#NULL] included; null where nothing was found.
    final Kind[] kind;

    Captures(int slots) {
        this.start = new int[slots];
        this.end = new int[slots];
        this.kind = new Kind[slots];
    }

    void put(int slot, int from, int to, Kind what) {
        start[slot] = from;
        end[slot] = to;
        kind[slot] = what;
    }

    /// Forgets the slots of a range: at a new record, and where a member is repeated.
    void forget(int from, int to) {
        Arrays.fill(kind, from, to, null);
    }
}

package dev.levada.model;

import java.util.Arrays;

/// Where the values that a pipeline wants lie in the records of a batch. A *slot* is one distinct place in a record;
/// several columns may look at it. The cell of record r and slot s is number `r * slots + s`.
///
/// Indices are those of the slab in which the record lies.
public final class Captures {

    /// Slots of a record.
    public final int slots;
    /// First byte of the value.
    public final int[] start;
    /// Behind its last byte.
    public final int[] end;
    /// What it is, [Kind#NULL] included; null where nothing was found.
    public final Kind[] kind;

    /// @param records for which there is room
    public Captures(int records, int slots) {
        this.slots = slots;
        this.start = new int[records * slots];
        this.end = new int[records * slots];
        this.kind = new Kind[records * slots];
    }

    public void put(int cell, int from, int to, Kind what) {
        start[cell] = from;
        end[cell] = to;
        kind[cell] = what;
    }

    /// Forgets a range of cells: of a new record, and where a member is repeated.
    public void forget(int from, int to) {
        Arrays.fill(kind, from, to, null);
    }
}

package dev.levada.model;

/// Where the values that a pipeline wants lie in the records of a batch. A *slot* is one distinct place in a record;
/// several columns may look at it. The value of record r and slot s is number `r * slots + s` of [#spans]: [Kind#NULL] included,
/// and without a kind where nothing was found.
///
/// Indices are those of the slab in which the record lies.
public final class Captures {

    /// Slots of a record.
    public final int slots;
    public final Spans spans;

    /// @param records for which there is room
    public Captures(int records, int slots) {
        this.slots = slots;
        this.spans = new Spans(records * slots);
    }
}

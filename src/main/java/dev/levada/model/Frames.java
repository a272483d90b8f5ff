package dev.levada.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Records that were found in one run of plain text: the bytes, and where in them each record lies. Nothing is parsed
/// yet; what lies between the edges need not be valid JSON.
///
/// A batch is one holder of its [#slab]. Its arrays are reused after [#recycle]. Rejects that the framer knows of by
/// itself (a record that is too long to be held) ride along; their records are counted by index like all others.
public final class Frames {

    /// Records that a batch holds at the most.
    public static final int CAPACITY = 1024;

    private final Pool<Frames> home;

    /// The bytes that the edges point into; null where the batch has no records.
    public Slab slab;
    /// Records in this batch, without [#rejects].
    public int count;
    /// First byte of record i, as an index into the slab's bytes.
    public final int[] start = new int[CAPACITY];
    /// Behind the last byte of record i.
    public final int[] end = new int[CAPACITY];
    /// In a keyed map: the first byte (the opening quote) of the key of record i. Otherwise unused.
    public final int[] keyStart = new int[CAPACITY];
    /// In a keyed map: behind the closing quote of the key of record i.
    public final int[] keyEnd = new int[CAPACITY];
    /// Whether records are entries of a keyed map.
    public boolean keyed;
    /// Plain-text offset of byte 0 of the slab (may be negative when the slab begins with bytes that are not content).
    public long position;
    /// Index in the export of record 0; the records of a batch follow each other without a gap.
    public long firstIndex;
    /// Bytes of structure (white space, separators, members around the records) accounted for with this batch.
    public long structure;
    /// Records that end here, in the order of the export; each carries its own index.
    public final List<Reject> rejects = new ArrayList<>();

    /// The place behind what this batch accounts for, where nothing is open; null where something is.
    public Mark mark;

    /// Where wanted values lie in the records that the framer has walked, at the record's number.
    public final Captures captures;
    private final boolean[] walked = new boolean[CAPACITY];

    public Frames(Pool<Frames> home) {
        this(home, 0);
    }

    /// @param slots of each record in [#captures]
    public Frames(Pool<Frames> home, int slots) {
        this.home = home;
        this.captures = new Captures(CAPACITY, slots);
    }

    /// Record i was walked: it is valid, and its captures are there.
    public void walked(int i) {
        walked[i] = true;
    }

    /// Whether record i was walked.
    public boolean isWalked(int i) {
        return walked[i];
    }

    /// Plain-text offset of record i; for an entry of a keyed map that of its key.
    public long offset(int i) {
        return position + (keyed ? keyStart[i] : start[i]);
    }

    /// Bytes of record i, from [#offset] to its end.
    public long length(int i) {
        return (long) end[i] - (keyed ? keyStart[i] : start[i]);
    }

    /// Records that this batch accounts for.
    public long records() {
        return count + (long) rejects.size();
    }

    /// Gives the arrays back, not the slab: for the taker that goes on with the bytes.
    public void recycle() {
        Arrays.fill(walked, false);
        slab = null;
        count = 0;
        keyed = false;
        position = 0;
        firstIndex = 0;
        structure = 0;
        rejects.clear();
        mark = null;
        if (home != null) {
            home.give(this);
        }
    }

    /// Gives everything back: for a taker that is done with the bytes too.
    public void release() {
        if (slab != null) {
            slab.release();
        }
        recycle();
    }
}

package dev.levada.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Records after the mapping: per row and column, where the JSON token of the value lies and what kind it is.
///
/// The cell of row r and column c is number `r * columns + c`. Its token lies in the bytes of [#slab], or, where it was
/// computed (hashed, lowered, defaulted), in [#side]. A batch is one holder of its slab; its arrays are reused after
/// [#release].
public final class Rows {

    private final Pool<Rows> home;

    /// What the cells mean.
    public final Schema schema;
    /// Columns of a row.
    public final int columns;
    /// The bytes that came in with the frames; null where the batch has no rows.
    public Slab slab;
    /// Rows in this batch, without [#rejects] and [#filtered].
    public int count;
    /// The tokens of all cells.
    public final Spans cells;
    /// Computed tokens; at least [Slab#SLACK] bytes longer than what is used.
    public byte[] side = new byte[4096];
    /// Bytes of [#side] in use.
    public int sideLength;
    /// Records that the definition's `where` left out.
    public long filtered;
    /// Records that end here, the framer's and the mapping's, in the order of the export.
    public final List<Reject> rejects = new ArrayList<>();
    /// The place behind what this batch accounts for ([Frames#mark]), or null.
    public Mark mark;

    /// @param home where the batch goes when released, or null
    public Rows(Schema schema, Pool<Rows> home) {
        this.home = home;
        this.schema = schema;
        this.columns = schema.size();
        this.cells = new Spans(Frames.CAPACITY * columns);
    }

    /// The array in which the token of a cell lies.
    public byte[] bytes(int cell) {
        return cells.isComputed(cell) ? side : slab.bytes();
    }

    /// Makes room for `bytes` more computed bytes (slack included) and gives the index at which they may begin.
    public int roomInSide(int bytes) {
        int needed = Math.addExact(Math.addExact(sideLength, bytes), Slab.SLACK);
        if (needed > side.length) {
            side = Arrays.copyOf(side, Math.max(needed, side.length + (side.length >> 1)));
        }
        return sideLength;
    }

    /// Records that this batch accounts for.
    public long records() {
        return count + filtered + rejects.size();
    }

    /// Gives everything back.
    public void release() {
        if (slab != null) {
            slab.release();
        }
        slab = null;
        count = 0;
        sideLength = 0;
        filtered = 0;
        rejects.clear();
        mark = null;
        if (home != null && side.length <= 1 << 20) {
            home.give(this);
        }
    }
}

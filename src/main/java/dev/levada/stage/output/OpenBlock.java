package dev.levada.stage.output;

import dev.levada.model.Block;
import dev.levada.model.Destination;
import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import dev.levada.model.PendingBlock;
import dev.levada.model.Slab;
import dev.levada.model.Slabs;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/// The block of one destination that is being filled.
final class OpenBlock {

    private final Destination destination;
    private final Slabs slabs;
    /// Null between a cut and the next row.
    private Slab slab;
    private int length;
    private long rows;

    OpenBlock(Destination destination, Slabs slabs) {
        this.destination = destination;
        this.slabs = slabs;
    }

    /// Makes room for a row of at most so many bytes and gives the array to write it to, at [#length].
    byte[] room(long bytes) {
        long needed = length + bytes;
        if (needed > Integer.MAX_VALUE - Slab.SLACK - 8) { // longest array of common JVMs
            throw new Failure(FailureCode.MEMORY_TOO_SMALL,
                    "expected a row of less than 2 GiB once it is encoded, got up to " + bytes + " bytes");
        }
        if (slab == null) {
            slab = slabs.take((int) needed);
        } else if (needed > slab.capacity()) {
            grow((int) needed);
        }
        return slab.bytes();
    }

    private void grow(int needed) {
        Slab larger = slabs.take(Math.max(needed, Router.BLOCK_BYTES));
        System.arraycopy(slab.bytes(), 0, larger.bytes(), 0, length);
        slab.release();
        slab = larger;
    }

    /// Bytes in use: where the next row begins.
    int length() {
        return length;
    }

    /// A row was written; it ends at `end`.
    void ended(int end) {
        length = end;
        rows++;
    }

    boolean isEmpty() {
        return rows == 0;
    }

    /// Whether the last row has made it full.
    boolean isFull() {
        return length >= Router.BLOCK_BYTES;
    }

    /// Hands the block over; the next row begins another.
    Block cut() {
        Block block = new Block(destination, slab, length, rows);
        slab = null;
        length = 0;
        rows = 0;
        return block;
    }

    /// What is in it, as a view.
    PendingBlock pending() {
        return new PendingBlock(destination, rows, ByteBuffer.wrap(slab.bytes(), 0, length));
    }

    /// Puts back what was in it when another process left it.
    ///
    /// @param bytes are read as far as `count`
    void restore(long rowsBefore, InputStream bytes, int count) {
        int there;
        try {
            there = bytes.readNBytes(room(count), 0, count);
        } catch (IOException trouble) {
            throw new Failure(FailureCode.UNREADABLE, "expected the " + count + " bytes of the open block of "
                    + destination.folder() + ", got: " + trouble.getClass().getSimpleName(), trouble);
        }
        if (there < count) {
            throw new Failure(FailureCode.STAGING_LOST, "expected " + count + " bytes of the open block of "
                    + destination.folder() + ", got " + there);
        }
        length = count;
        rows = rowsBefore;
    }

    void close() {
        if (slab != null) {
            slab.release();
            slab = null;
        }
    }
}

package dev.levada.stage.output;

import dev.levada.model.Block;
import dev.levada.model.Destination;
import dev.levada.model.Drawn;
import dev.levada.model.Format;
import dev.levada.model.Reject;
import dev.levada.model.Rows;
import dev.levada.model.Schema;
import dev.levada.model.Slabs;
import dev.levada.model.Stage;

/// Encodes rows and rejects and routes each to its destination.
///
/// A block ends with the row whose encoding makes it reach [#BLOCK_BYTES], and holds whole rows only; of each
/// destination the same rows give the same blocks, however they are batched. A row larger than the room of a slab
/// grows the slab.
///
/// [Block#endOffset] of a block that is cut inside a batch is that of the batch before, for the records of this batch
/// are not all written yet: it never says more than is true, and may say less. Records before it are in the blocks up
/// to this one, or in the block of the other destination that is still open.
public final class Router implements Stage<Rows, Block> {

    /// A block ends with the row that makes it this long.
    public static final int BLOCK_BYTES = 1 << 20;

    private final Format format;
    private final RejectEncoder rejectEncoder;
    private final OpenBlock data;
    private final OpenBlock rejects;
    /// Of the schema of the first batch, which is that of all.
    private Encoder encoder;

    /// The batch being drawn, or null.
    private Rows batch;
    /// Next row of the batch.
    private int row;
    /// Next reject of the batch.
    private int reject;
    /// Offset behind the records of all batches before.
    private long drawnOffset;

    /// @param sourceUri what rejects name as their source
    /// @param slabs of a block's room: [#BLOCK_BYTES] and the row that makes it full
    public Router(Format format, String sourceUri, Slabs slabs) {
        this.format = format;
        this.rejectEncoder = new RejectEncoder(sourceUri);
        this.data = new OpenBlock(Destination.DATA, slabs);
        this.rejects = new OpenBlock(Destination.REJECTS, slabs);
    }

    /// What stands in front of the first row of every part of [Destination#DATA]: the header of CSV, nothing for
    /// NDJSON.
    public static byte[] preamble(Format format, Schema schema) {
        return Encoder.of(format, schema).preamble();
    }

    @Override
    public Iterable<Block> feed(Rows rows) {
        if (encoder == null) {
            encoder = Encoder.of(format, rows.schema);
        }
        batch = rows;
        row = 0;
        reject = 0;
        return Drawn.until(this::next);
    }

    private Block next() {
        if (batch == null) {
            return null;
        }
        while (row < batch.count) {
            write(batch, row++);
            if (data.isFull()) {
                return data.cut(drawnOffset);
            }
        }
        while (reject < batch.rejects.size()) {
            write(batch.rejects.get(reject++));
            if (rejects.isFull()) {
                return rejects.cut(drawnOffset);
            }
        }
        drawnOffset = batch.endOffset;
        releaseBatch();
        return null;
    }

    private void write(Rows rows, int index) {
        byte[] to = data.room(encoder.room(rows, index));
        data.ended(encoder.encode(rows, index, to, data.length()));
    }

    private void write(Reject rejected) {
        byte[] line = rejectEncoder.encode(rejected);
        byte[] to = rejects.room(line.length);
        System.arraycopy(line, 0, to, rejects.length(), line.length);
        rejects.ended(rejects.length() + line.length);
    }

    @Override
    public Iterable<Block> finish() {
        return Drawn.until(this::last);
    }

    private Block last() {
        if (!data.isEmpty()) {
            return data.cut(drawnOffset);
        }
        return rejects.isEmpty() ? null : rejects.cut(drawnOffset);
    }

    private void releaseBatch() {
        batch.release();
        batch = null;
    }

    @Override
    public void close() {
        data.close();
        rejects.close();
        if (batch != null) {
            releaseBatch();
        }
    }
}

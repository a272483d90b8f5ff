package dev.levada.stage.output;

import dev.levada.model.Block;
import dev.levada.model.Destination;
import dev.levada.model.Drawn;
import dev.levada.model.Format;
import dev.levada.model.PendingBlock;
import dev.levada.model.Reject;
import dev.levada.model.Rows;
import dev.levada.model.Schema;
import dev.levada.model.Slabs;
import dev.levada.model.Stage;
import java.io.InputStream;
import java.util.List;
import java.util.stream.Stream;

/// Encodes rows and rejects and routes each to its destination.
///
/// A block ends with the row whose encoding makes it reach [#BLOCK_BYTES], and holds whole rows only; of each
/// destination the same rows give the same blocks, however they are batched. A row larger than the room of a slab
/// grows the slab.
///
/// Between two batches, once the first is drawn to its end, all rows that were fed are in blocks that were given or in
/// those that are [#pending]. With these [#restore]d, another process goes on to the same blocks.
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

    /// The blocks that are open and have rows: views, valid until the next feed.
    public List<PendingBlock> pending() {
        return Stream.of(data, rejects).filter(block -> !block.isEmpty()).map(OpenBlock::pending).toList();
    }

    /// Puts the rows back that were in the open block of a destination when another process left it. Before the first
    /// feed.
    ///
    /// @param rows (or rejects) in it
    /// @param bytes is read as far as `length` and not closed
    /// @throws dev.levada.model.Failure STAGING_LOST where there are fewer bytes
    public void restore(Destination destination, long rows, InputStream bytes, int length) {
        OpenBlock open = switch (destination) {
            case DATA -> data;
            case REJECTS -> rejects;
        };
        open.restore(rows, bytes, length);
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
                return data.cut();
            }
        }
        while (reject < batch.rejects.size()) {
            write(batch.rejects.get(reject++));
            if (rejects.isFull()) {
                return rejects.cut();
            }
        }
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
            return data.cut();
        }
        return rejects.isEmpty() ? null : rejects.cut();
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

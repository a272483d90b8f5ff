package dev.levada.stage.sink;

import dev.levada.model.Block;
import dev.levada.model.Destination;
import dev.levada.model.Drawn;
import dev.levada.model.Part;
import dev.levada.model.PendingPart;
import dev.levada.model.Stage;
import java.io.InputStream;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/// Writes blocks to parts, one open part for each destination that has blocks, and gives each part once it is staged.
///
/// A part ends at the first block edge at or behind `partBytes`. A part is opened by its first block, so that a
/// destination without rows has no part. Parts that are still open at [#close] stay as they are; those
/// it gave belong to their taker.
///
/// Between two blocks, once what the first gave is drawn, all bytes are in parts that were given or in those that are
/// [#pending]. With these [#restore]d, another process goes on to the same parts.
public final class Sink implements Stage<Block, Part> {

    private final Staging staging;
    private final PartNames names;
    private final long partBytes;
    private final Map<Destination, byte[]> preambles;
    private final Map<Destination, OpenPart> open = new EnumMap<>(Destination.class);
    /// Parts begun so far, by destination.
    private final Map<Destination, Integer> begun = new EnumMap<>(Destination.class);
    /// The block that was fed and is not written yet, or null.
    private Block block;

    /// @param partBytes a part ends at the first block edge at or behind this many bytes
    /// @param preambles what every part of a destination begins with, compressed already; none: nothing
    public Sink(Staging staging, PartNames names, long partBytes, Map<Destination, byte[]> preambles) {
        this.staging = staging;
        this.names = names;
        this.partBytes = partBytes;
        this.preambles = Map.copyOf(preambles);
    }

    /// The parts that are open, as a checkpoint keeps them. What their store can take is safely stored when this
    /// returns; the rest is a view, valid until the next feed.
    public List<PendingPart> pending() {
        return open.values().stream().map(OpenPart::pending).toList();
    }

    /// Parts of a destination that were begun so far, by this process and those before it.
    public int begun(Destination destination) {
        return begun.getOrDefault(destination, 0);
    }

    /// So many parts of a destination were begun by the processes before: numbers go on behind them. Before the first
    /// feed.
    public void begun(Destination destination, int parts) {
        begun.merge(destination, parts, Math::max);
    }

    /// Goes on with a part that another process has left open. Before the first feed.
    ///
    /// @param buffered the bytes that were in [PendingPart#buffered]: read as far as `bufferedLength` and not closed
    /// @throws dev.levada.model.Failure STAGING_LOST where the part, or some of those bytes, are not there any more
    public void restore(PendingPart part, InputStream buffered, int bufferedLength) {
        Staging.Upload upload = staging.resume(part, buffered, bufferedLength);
        open.put(part.destination(), OpenPart.resumed(part, upload));
        begun(part.destination(), part.number() + 1);
    }

    @Override
    public Iterable<Part> feed(Block next) {
        block = next;
        return Drawn.until(this::write);
    }

    /// The part that the block makes full, or null.
    private Part write() {
        if (block == null) {
            return null;
        }
        OpenPart part = partOf(block.destination());
        part.write(block);
        Destination destination = block.destination();
        releaseBlock();
        return part.bytes() < partBytes ? null : stage(destination);
    }

    private OpenPart partOf(Destination destination) {
        OpenPart part = open.get(destination);
        return part == null ? begin(destination) : part;
    }

    private OpenPart begin(Destination destination) {
        int number = begun(destination);
        String key = names.key(destination, number);
        begun.put(destination, number + 1);
        OpenPart part = OpenPart.begun(destination, number, key, staging.begin(key));
        open.put(destination, part);
        part.write(preambles.getOrDefault(destination, new byte[0]));
        return part;
    }

    @Override
    public Iterable<Part> finish() {
        return Drawn.until(this::last);
    }

    private Part last() {
        Iterator<Destination> left = open.keySet().iterator();
        return left.hasNext() ? stage(left.next()) : null;
    }

    private Part stage(Destination destination) {
        Part staged = open.get(destination).stage();
        open.remove(destination); // not before: a part that cannot be staged is aborted at the close
        return staged;
    }

    private void releaseBlock() {
        block.release();
        block = null;
    }

    /// Open parts stay as they are: another process may go on with them, from where they last were [#pending]. Where nobody
    /// will, [Staging#clear] removes them.
    @Override
    public void close() {
        if (block != null) {
            releaseBlock();
        }
        open.values().forEach(OpenPart::leave);
        open.clear();
    }
}

package dev.levada.stage.sink;

import dev.levada.model.Block;
import dev.levada.model.Destination;
import dev.levada.model.Drawn;
import dev.levada.model.Part;
import dev.levada.model.Stage;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.Map;

/// Writes blocks to parts, one open part for each destination that has blocks, and gives each part once it is staged.
///
/// A part ends at the first block edge at or behind `partBytes`. A part is opened by its first block, so that a
/// destination without rows has no part. Parts that are still open at [#close] are aborted; those it gave belong to
/// their taker.
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
        String key = names.key(destination, begun.merge(destination, 1, Integer::sum) - 1);
        OpenPart part = new OpenPart(destination, key, staging.begin(key));
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

    @Override
    public void close() {
        if (block != null) {
            releaseBlock();
        }
        open.values().forEach(OpenPart::abort);
        open.clear();
    }
}

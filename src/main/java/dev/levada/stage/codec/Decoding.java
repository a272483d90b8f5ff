package dev.levada.stage.codec;

import dev.levada.model.Chunk;
import dev.levada.model.Failure;
import dev.levada.model.SeekPoint;
import dev.levada.model.Slab;
import dev.levada.model.Slabs;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/// Draws chunks of decoded text out of a backlog. A chunk ends where its slab is full or the backlog is used up, and now and
/// then at an edge of the decoder ([#SPACING]): at the same places wherever the decoding began. Each says from where it can be
/// reached: the last edge, at or before its first byte, that is one in the source too.
final class Decoding {

    /// The plain text is thought of in cells of so many bytes, and a chunk ends at the first edge of each: a codec behind this one can be
    /// entered at such chunks only.
    static final int SPACING = 1 << 20;

    /// Where the reading of what is decoded can begin.
    enum Seekable {
        /// At any byte: it is the source itself.
        ANYWHERE,
        /// At the first byte of a chunk whose seek point says so: another codec may stand before this one.
        AT_CHUNKS
    }

    private final Decoder decoder;
    private final Backlog backlog;
    private final Slabs slabs;
    private final Seekable input;
    /// What is left of the backlog's first chunk; null where it was not begun.
    private ByteBuffer in;
    private long position;
    /// For the chunk that is drawn: the last edge that does not lie behind its first byte.
    private SeekPoint seek;
    /// The last edge.
    private SeekPoint edge;
    private long busyNanos;
    /// Thrown once what was decoded before it is drawn.
    private Failure failure;

    /// @param begin where decoding begins: no earlier byte is in the backlog
    Decoding(Decoder decoder, Backlog backlog, Slabs slabs, Seekable input, SeekPoint begin) {
        this.decoder = decoder;
        this.backlog = backlog;
        this.slabs = slabs;
        this.input = input;
        this.position = begin.plain();
        this.seek = begin;
        this.edge = begin;
    }

    /// The next chunk, or null where the backlog is used up.
    Chunk next() {
        return draw(this::decode);
    }

    /// What is left once the input is over, then null.
    ///
    /// @throws Failure DAMAGED where it is over too early
    Chunk last() {
        Chunk rest = next();
        return rest == null ? draw(decoder::end) : rest;
    }

    /// Nanoseconds that decoding took so far.
    long busyNanos() {
        return busyNanos;
    }

    private Chunk draw(Consumer<ByteBuffer> decoding) {
        if (failure != null) {
            throw failure;
        }
        Slab slab = slabs.take(Decoder.ROOM);
        ByteBuffer out = ByteBuffer.wrap(slab.bytes(), 0, room(slab.capacity()));
        long begun = System.nanoTime();
        try {
            decoding.accept(out);
        } catch (Failure trouble) {
            failure = placed(trouble, position + out.position());
            release();
        }
        busyNanos += System.nanoTime() - begun;
        if (out.position() > 0) {
            Chunk chunk = new Chunk(slab, 0, out.position(), position, seek);
            position += chunk.length();
            seek = edge;
            return chunk;
        }
        slab.release();
        if (failure != null) {
            throw failure;
        }
        return null;
    }

    /// Bytes of the chunk that is drawn, at the most: where decoding can begin anywhere, chunks end at the same places of the plain text
    /// wherever it began.
    private int room(int capacity) {
        return switch (input) {
            case ANYWHERE -> capacity - (int) (position % capacity);
            case AT_CHUNKS -> capacity;
        };
    }

    private void decode(ByteBuffer out) {
        for (Chunk first = backlog.peek(); first != null; first = backlog.peek()) {
            if (in == null) {
                in = ByteBuffer.wrap(first.bytes(), first.from(), first.length());
            }
            if (decoder.isAtEdge() && isFirstOfItsCell(first, position + out.position()) && out.position() > 0) {
                return;
            }
            if (!decoder.decode(in, out)) {
                return;
            }
            if (!in.hasRemaining()) {
                in = null;
                backlog.poll().release();
            }
        }
    }

    /// Whether a new decoder could go on here, for it is a place at which the reading of the source can begin, and at no place before
    /// in the same cell.
    private boolean isFirstOfItsCell(Chunk first, long plain) {
        long behindSeek = first.position() + in.position() - first.from() - first.seek().plain();
        boolean reachable = switch (input) {
            case ANYWHERE -> true;
            case AT_CHUNKS -> behindSeek == 0;
        };
        if (!reachable) {
            return false;
        }
        long cellBefore = edge.plain() / SPACING;
        edge = new SeekPoint(first.seek().source() + behindSeek, plain);
        if (plain == position) {
            seek = edge;
        }
        return plain / SPACING > cellBefore;
    }

    private static Failure placed(Failure failure, long offset) {
        Failure placed = new Failure(failure.code(), offset, failure.getMessage());
        placed.initCause(failure);
        return placed;
    }

    private void release() {
        in = null;
        backlog.clear();
    }

    void close() {
        release();
        decoder.close();
    }
}

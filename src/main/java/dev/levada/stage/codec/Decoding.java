package dev.levada.stage.codec;

import dev.levada.model.Chunk;
import dev.levada.model.Failure;
import dev.levada.model.Slab;
import dev.levada.model.Slabs;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/// Draws chunks of decoded text out of a backlog. A chunk ends where its slab is full or the backlog is used up.
final class Decoding {

    private final Decoder decoder;
    private final Backlog backlog;
    private final Slabs slabs;
    /// What is left of the backlog's first chunk; null where it was not begun.
    private ByteBuffer in;
    private long position;
    /// Thrown once what was decoded before it is drawn.
    private Failure failure;

    Decoding(Decoder decoder, Backlog backlog, Slabs slabs) {
        this.decoder = decoder;
        this.backlog = backlog;
        this.slabs = slabs;
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

    private Chunk draw(Consumer<ByteBuffer> decoding) {
        if (failure != null) {
            throw failure;
        }
        Slab slab = slabs.take(Decoder.ROOM);
        ByteBuffer out = ByteBuffer.wrap(slab.bytes(), 0, slab.capacity());
        try {
            decoding.accept(out);
        } catch (Failure trouble) {
            failure = placed(trouble, position + out.position());
            release();
        }
        if (out.position() > 0) {
            Chunk chunk = new Chunk(slab, 0, out.position(), position);
            position += chunk.length();
            return chunk;
        }
        slab.release();
        if (failure != null) {
            throw failure;
        }
        return null;
    }

    private void decode(ByteBuffer out) {
        for (Chunk first = backlog.peek(); first != null; first = backlog.peek()) {
            if (in == null) {
                in = ByteBuffer.wrap(first.bytes(), first.from(), first.length());
            }
            if (!decoder.decode(in, out)) {
                return;
            }
            in = null;
            backlog.poll().release();
        }
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

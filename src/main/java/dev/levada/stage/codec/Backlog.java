package dev.levada.stage.codec;

import dev.levada.model.Chunk;
import dev.levada.model.SeekPoint;
import java.util.ArrayDeque;
import java.util.Deque;

/// Chunks that were fed and not yet drawn, oldest first; it holds their slabs. More than one only while the first
/// bytes of the stream come in pieces.
final class Backlog {

    private final Deque<Chunk> chunks = new ArrayDeque<>();
    private final long begin;

    /// @param begin position of the first byte that is wanted
    Backlog(long begin) {
        this.begin = begin;
    }

    /// Takes a chunk over. One that is empty or lies before what is wanted goes back at once.
    void add(Chunk chunk) {
        long before = Math.max(0, begin - chunk.position());
        if (before >= chunk.length()) {
            chunk.release();
        } else {
            chunks.add(before == 0 ? chunk : new Chunk(chunk.slab(), chunk.from() + (int) before, chunk.to(), begin));
        }
    }

    /// The byte so many bytes behind the first, 0 to 255, or -1 where there is none.
    int at(int index) {
        int left = index;
        for (Chunk chunk : chunks) {
            if (left < chunk.length()) {
                return chunk.bytes()[chunk.from() + left] & 0xff;
            }
            left -= chunk.length();
        }
        return -1;
    }

    /// The oldest chunk, which stays here, or null.
    Chunk peek() {
        return chunks.peek();
    }

    /// Hands the oldest chunk over, or null.
    Chunk poll() {
        return chunks.poll();
    }

    /// Leaves out the first bytes of the stream; there must be so many. What is left of a chunk is reached from the very beginning:
    /// with some of the first bytes only, nobody would know what to leave out.
    void skip(int bytes) {
        int left = bytes;
        while (left > 0) {
            Chunk first = chunks.remove();
            if (first.length() > left) {
                chunks.addFirst(new Chunk(first.slab(), first.from() + left, first.to(), first.position() + left,
                        SeekPoint.START));
                return;
            }
            left -= first.length();
            first.release();
        }
    }

    /// Gives every slab back.
    void clear() {
        for (Chunk chunk : chunks) {
            chunk.release();
        }
        chunks.clear();
    }
}

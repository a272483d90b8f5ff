package dev.levada.stage.bytes;

import dev.levada.model.Chunk;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

/// One pass over an object, range by range, in order. As many are open at once as the source's plan allows: one, which the taker
/// itself reads, or the one that is being taken and some that are on their way behind it.
final class S3Reading implements Reading {

    private final S3ByteSource source;
    private final Supplier<Backoff> backoff;
    private final long to;
    /// Those that are open; the first is the one being taken.
    private final Deque<Reading> open = new ArrayDeque<>();
    private long begin;
    /// Behind the last range so far, or where it would have ended: ranges end at the same places wherever the reading began.
    private long edge;

    /// @param from offset of the first byte
    /// @param to offset behind the last one
    /// @param backoff of one range
    S3Reading(S3ByteSource source, long from, long to, Supplier<Backoff> backoff) {
        this.source = source;
        this.begin = from;
        this.edge = from - from % source.slabs().size();
        this.to = to;
        this.backoff = backoff;
    }

    @Override
    public Chunk next() {
        Chunk chunk = null;
        while (chunk == null && hasRange()) {
            chunk = open.element().next();
            if (chunk == null) {
                open.remove().close();
            }
        }
        return chunk;
    }

    private boolean hasRange() {
        while (open.size() < source.ranges().atOnce() && begin < to) {
            open.add(range(begin, endBehind(begin)));
            begin = edge;
        }
        return !open.isEmpty();
    }

    private long endBehind(long position) {
        while (edge <= position) {
            edge += source.ranges().bytes();
        }
        edge = Math.min(to, edge);
        return edge;
    }

    private Reading range(long from, long end) {
        boolean alone = source.ranges().atOnce() == 1;
        CountDownLatch turn = new CountDownLatch(alone ? 0 : 1);
        Reading range = new S3Range(source, from, end, backoff.get(), turn);
        return alone ? range : new ReadAhead(range, source.ranges().chunksAhead(), turn);
    }

    @Override
    public void close() {
        open.forEach(Reading::close);
        open.clear();
    }
}

package dev.levada.stage.bytes;

import dev.levada.model.Chunk;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

/// One pass over an object, range by range, in order. As many are open at once as the source's plan allows: one, which the taker
/// itself reads, or the one that is being taken and some that are on their way behind it. Where the first has come and waits to be
/// taken, its connection goes on with the next one that nobody has begun.
final class S3Reading implements Reading {

    private final S3ByteSource source;
    private final Supplier<Backoff> backoff;
    private final long to;
    /// Those that are made: the first is being taken, the last may wait for a connection.
    private final Deque<Reading> open = new ArrayDeque<>();
    /// The ends of the last ones, as many as there are connections.
    private final Deque<CountDownLatch> ends = new ArrayDeque<>();
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
        while (open.size() < source.ranges().kept() && begin < to) {
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
        if (source.ranges().atOnce() == 1) {
            return new S3Range(source, from, end, backoff.get(), new CountDownLatch(0));
        }
        CountDownLatch turn = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        CountDownLatch before = ends.size() < source.ranges().atOnce() ? new CountDownLatch(0) : ends.remove();
        ends.add(ended);
        Reading range = new S3Range(source, from, end, backoff.get(), turn);
        return new ReadAhead(range, source.ranges().chunksAhead(), turn, before, ended);
    }

    @Override
    public void close() {
        open.descendingIterator().forEachRemaining(Reading::close); // the end of one would let the last begin
        open.clear();
    }
}

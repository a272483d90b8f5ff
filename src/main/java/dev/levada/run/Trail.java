package dev.levada.run;

import dev.levada.model.Chunk;
import dev.levada.model.ResumableCrc32c;
import dev.levada.model.SeekPoint;
import java.util.ArrayDeque;
import java.util.Deque;

/// Follows the source: how much of it was read, with which checksum, and where a reading that comes to a seek point would have to
/// begin.
///
/// A reading begins where a chunk began, for only there the checksum of what lies before is known. Few chunks are remembered: a
/// new seek point always lies in one of the last.
///
/// Thread-safe: chunks may pass on another thread than the one that draws checkpoints.
final class Trail implements Tap {

    /// Where a reading may begin.
    ///
    /// @param position of its first byte in the source
    /// @param crc32c of what lies before
    record Start(long position, int crc32c) {
    }

    /// @param seekSource the seek point's offset in the source
    private record Way(long seekSource, Start start) {
    }

    /// More chunks than any room holds before it lets plain text of the first one go.
    private static final int REMEMBERED = 16;

    private final ResumableCrc32c crc;
    private final Deque<Start> starts = new ArrayDeque<>();
    private final Deque<Way> ways = new ArrayDeque<>();
    private long bytes;

    Trail() {
        this(new Start(0, 0));
    }

    /// Goes on where an earlier process of the run has been.
    Trail(Start start) {
        this.crc = new ResumableCrc32c(start.crc32c());
        this.bytes = start.position();
        ways.add(new Way(0, new Start(0, 0)));
    }

    @Override
    public synchronized void bytes(Chunk chunk) {
        starts.add(new Start(bytes, crc.value()));
        if (starts.size() > REMEMBERED) {
            starts.remove();
        }
        bytes += chunk.length();
        crc.update(chunk.bytes(), chunk.from(), chunk.length());
    }

    @Override
    public synchronized void codec(Chunk chunk) {
        long source = chunk.seek().source();
        if (source <= ways.getLast().seekSource()) {
            return;
        }
        Start last = null;
        for (Start start : starts) {
            last = start.position() <= source ? start : last;
        }
        if (last != null) {
            ways.add(new Way(source, last));
        }
    }

    /// Where to begin so as to come to a seek point. Points before it are forgotten.
    synchronized Start to(SeekPoint seek) {
        Way way = ways.remove();
        while (!ways.isEmpty() && ways.element().seekSource() <= seek.source()) {
            way = ways.remove();
        }
        ways.addFirst(way);
        return way.start();
    }

    /// Bytes of the source up to where it was read.
    synchronized long bytes() {
        return bytes;
    }

    /// CRC-32C of them.
    synchronized int crc32c() {
        return crc.value();
    }
}

package dev.levada.stage.codec;

import dev.levada.model.Chunk;
import dev.levada.model.Compression;
import dev.levada.model.Drawn;
import dev.levada.model.SeekPoint;
import dev.levada.model.Slabs;
import dev.levada.model.Stage;

/// From the source's bytes to plain text, whatever it is compressed with: gzip (RFC 1952, all members), zstd (RFC
/// 8878, all frames, skippable ones skipped) or nothing, found by the first four bytes. Chunks of a source that is
/// not compressed pass through as they are, without a copy.
///
/// Positions of what comes out count bytes of plain text from 0, and each chunk says at which member or frame the
/// reading can begin so as to come to it. What was decompressed before damage comes out before the
/// [dev.levada.model.Failure] is thrown: DAMAGED where a member or frame is cut off, is malformed, fails its checksum,
/// or is followed by anything but another one (zeros included); WINDOW_TOO_LARGE where a zstd frame needs more memory
/// than is allowed; UNREADABLE where it needs a dictionary.
public final class Decompressor implements Stage<Chunk, Chunk> {

    /// Bytes that decide.
    private static final int MAGIC = 4;

    private final Slabs slabs;
    private final int maxWindowLog;
    private final SeekPoint begin;
    private final Backlog backlog;
    private Compression found;
    /// Null until something compressed is found.
    private Decoding decoding;

    /// @param slabs for what is decompressed
    /// @param maxWindowLog binary logarithm of the largest zstd window that is accepted, 10 to 31
    public Decompressor(Slabs slabs, int maxWindowLog) {
        this(SeekPoint.START, slabs, maxWindowLog);
    }

    private Decompressor(SeekPoint begin, Slabs slabs, int maxWindowLog) {
        this.begin = begin;
        this.slabs = slabs;
        this.maxWindowLog = maxWindowLog;
        this.backlog = new Backlog(begin.source());
    }

    /// Goes on where the reading was interrupted. What is fed may begin before the point: it is passed over up to there.
    /// What is not compressed keeps the positions that it has in the source.
    ///
    /// @param seek of a chunk that came out before the interruption
    /// @param known what the source is compressed with ([#found] of then)
    /// @param slabs for what is decompressed
    /// @param maxWindowLog as for a new one
    public static Decompressor from(SeekPoint seek, Compression known, Slabs slabs, int maxWindowLog) {
        Decompressor resumed = new Decompressor(seek, slabs, maxWindowLog);
        resumed.begin(known);
        return resumed;
    }

    @Override
    public Iterable<Chunk> feed(Chunk chunk) {
        backlog.add(chunk);
        if (found == null && backlog.at(MAGIC - 1) >= 0) {
            begin(recognised());
        }
        return Drawn.until(this::next);
    }

    private Chunk next() {
        if (found == null) {
            return null;
        }
        return decoding == null ? backlog.poll() : decoding.next();
    }

    @Override
    public Iterable<Chunk> finish() {
        if (found == null) {
            begin(recognised());
        }
        return Drawn.until(decoding == null ? backlog::poll : decoding::last);
    }

    private void begin(Compression compression) {
        found = compression;
        decoding = switch (compression) {
            case NONE -> null;
            case GZIP -> decoding(new GzipDecoder());
            case ZSTD -> decoding(new ZstdDecoder(maxWindowLog));
        };
    }

    private Decoding decoding(Decoder decoder) {
        return new Decoding(decoder, backlog, slabs, Decoding.Seekable.ANYWHERE, begin);
    }

    private Compression recognised() {
        return recognised(backlog.at(0), backlog.at(1), backlog.at(2), backlog.at(3));
    }

    /// By the first bytes, -1 where the source has no more.
    private static Compression recognised(int first, int second, int third, int fourth) {
        if (first == 0x1f && second == 0x8b) {
            return Compression.GZIP;
        }
        boolean frame = first == 0x28 && second == 0xb5 && third == 0x2f && fourth == 0xfd;
        boolean skippable = (first & 0xf0) == 0x50 && second == 0x2a && third == 0x4d && fourth == 0x18;
        return frame || skippable ? Compression.ZSTD : Compression.NONE;
    }

    /// What the source is compressed with; null until its first bytes have told.
    public Compression found() {
        return found;
    }

    /// Nanoseconds that decompression took so far, without the waiting for input; 0 where nothing is compressed.
    public long busyNanos() {
        return decoding == null ? 0 : decoding.busyNanos();
    }

    @Override
    public void close() {
        backlog.clear();
        if (decoding != null) {
            decoding.close();
        }
    }
}

package dev.levada.run;

import dev.levada.model.Chunk;
import dev.levada.model.Compression;
import dev.levada.model.Encoding;
import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import dev.levada.model.Mark;
import dev.levada.model.SeekPoint;
import dev.levada.model.Slabs;
import dev.levada.run.report.SeekIndex;
import dev.levada.stage.bytes.ByteSource;
import io.smallrye.mutiny.Multi;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;

/// The plain text of an export, read here and there, ever further on. Plain UTF-8 is asked for what is wanted and nothing else;
/// what is compressed or transcoded is read on, or from the nearest seek point that lies further on.
final class PlainText implements AutoCloseable {

    private final ByteSource source;
    private final SeekIndex.Found export;
    private final Optional<SeekIndex> index;
    private final Tap tap;
    private final Slabs slabs;
    private final int windowLog;
    /// What is open, or null.
    private Stream<Chunk> stream;
    private Iterator<Chunk> chunks;
    /// The chunk that was begun, or null, and the plain-text offset up to which everything was taken.
    private Chunk chunk;
    private long position;

    /// @param export what is known of it
    /// @param index of it, where there is one
    /// @param tap sees what is read of the source
    PlainText(ByteSource source, SeekIndex.Found export, Optional<SeekIndex> index, Tap tap, MemoryPlan memory) {
        this.source = source;
        this.export = export;
        this.index = index;
        this.tap = tap;
        this.slabs = memory.chunkSlabs();
        this.windowLog = memory.windowLog();
    }

    /// Reads the text from one offset up to another.
    ///
    /// @param from not before the end of what was read last
    /// @param into takes it from index 0 on
    void read(long from, long to, byte[] into) {
        SeekPoint nearest = nearest(from);
        if (stream == null || nearest.plain() > position) {
            close();
            open(nearest, to);
        }
        while (position < to) {
            if (chunk == null) {
                chunk = next();
            }
            long end = Math.min(to, chunk.position() + chunk.length());
            long begin = Math.max(from, position);
            if (begin < end) {
                System.arraycopy(chunk.bytes(), (int) (chunk.from() + begin - chunk.position()), into,
                        (int) (begin - from), (int) (end - begin));
            }
            position = Math.max(position, end);
            if (end == chunk.position() + chunk.length()) {
                chunk.release();
                chunk = null;
            }
        }
        if (isSource()) {
            close();
        }
    }

    /// Whether the plain text is the source itself.
    private boolean isSource() {
        return export.compression() == Compression.NONE && export.encoding() == Encoding.UTF_8;
    }

    private SeekPoint nearest(long offset) {
        return isSource()
                ? new SeekPoint(offset, offset)
                : index.flatMap(marks -> marks.before(offset)).map(Mark::seek).orElse(SeekPoint.START);
    }

    private void open(SeekPoint begin, long to) {
        stream = text(begin, to).subscribe().asStream(1, ArrayDeque::new);
        chunks = stream.iterator();
        position = begin.plain();
    }

    private Multi<Chunk> text(SeekPoint begin, long to) {
        if (isSource()) {
            return source.read(begin.source(), to).onItem().invoke(tap::bytes);
        }
        Start start = new Start.AtMark(new Mark(begin.plain(), 0, 0, begin, ""), export.compression(),
                export.encoding(), export.byteOrderMark(), export.shape());
        Multi<Chunk> raw = source.read(begin.source()).onItem().invoke(tap::bytes);
        return Pipeline.through(start.transcoder(slabs), Pipeline.through(start.decompressor(slabs, windowLog), raw));
    }

    private Chunk next() {
        if (!chunks.hasNext()) {
            throw new Failure(FailureCode.SOURCE_CHANGED, position,
                    "expected the export to be as long as it was, got its end");
        }
        return chunks.next();
    }

    @Override
    public void close() {
        if (chunk != null) {
            chunk.release();
            chunk = null;
        }
        if (stream != null) {
            stream.close();
            stream = null;
        }
    }
}

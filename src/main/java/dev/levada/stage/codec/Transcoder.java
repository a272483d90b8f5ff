package dev.levada.stage.codec;

import dev.levada.model.Chunk;
import dev.levada.model.Drawn;
import dev.levada.model.Encoding;
import dev.levada.model.SeekPoint;
import dev.levada.model.Slabs;
import dev.levada.model.Stage;

/// From plain text in any Unicode encoding to UTF-8, found by a byte order mark or, without one, by where the zero
/// bytes are.
///
/// UTF-8 passes through as it is, without a copy and unchecked; a byte order mark is left out, so that the first
/// position is 3 and positions are file offsets. Of UTF-16 and UTF-32, positions count bytes of the UTF-8 form from
/// 0, without the mark. What is no character (an unpaired surrogate, a value above U+10FFFF) becomes bytes that are
/// no UTF-8, so that the record which holds it is rejected and no other. A code unit that is cut off at the end is
/// damage, thrown when everything before it is drawn.
///
/// Chunks can be reached from where the text that they are made of can be: UTF-8 as it comes, UTF-16 and UTF-32 from the
/// last chunk fed that begins at such a point and with a whole character.
public final class Transcoder implements Stage<Chunk, Chunk> {

    private final Slabs slabs;
    private final Backlog backlog = new Backlog(0);
    private Signature signature;
    /// Null until something other than UTF-8 is found.
    private Decoding decoding;

    /// @param slabs for what is transcoded
    public Transcoder(Slabs slabs) {
        this.slabs = slabs;
    }

    /// Goes on where the reading was interrupted: the text before that point is not fed again. At the very beginning it
    /// is a new one, byte order mark and all.
    ///
    /// @param seek of a chunk that came out before the interruption
    /// @param known encoding of the text ([#found] of then)
    /// @param byteOrderMark whether the text began with one
    /// @param slabs for what is transcoded
    public static Transcoder from(SeekPoint seek, Encoding known, boolean byteOrderMark, Slabs slabs) {
        Transcoder resumed = new Transcoder(slabs);
        if (!seek.equals(SeekPoint.START)) {
            resumed.begin(Signature.known(known, byteOrderMark), seek);
        }
        return resumed;
    }

    @Override
    public Iterable<Chunk> feed(Chunk chunk) {
        backlog.add(chunk);
        if (signature == null && backlog.at(Signature.LENGTH - 1) >= 0) {
            decide();
        }
        return Drawn.until(this::next);
    }

    private Chunk next() {
        if (signature == null) {
            return null;
        }
        return decoding == null ? backlog.poll() : decoding.next();
    }

    @Override
    public Iterable<Chunk> finish() {
        if (signature == null) {
            decide();
        }
        return Drawn.until(decoding == null ? backlog::poll : decoding::last);
    }

    private void decide() {
        begin(Signature.of(backlog), SeekPoint.START);
        backlog.skip(signature.markLength());
    }

    private void begin(Signature told, SeekPoint seek) {
        signature = told;
        decoding = switch (told.encoding()) {
            case UTF_8 -> null;
            case UTF_16LE, UTF_16BE, UTF_32LE, UTF_32BE -> new Decoding(new UnicodeDecoder(told.encoding()), backlog,
                    slabs, Decoding.Seekable.AT_CHUNKS, seek);
        };
    }

    /// The encoding of the text; null until its first bytes have told.
    public Encoding found() {
        return signature == null ? null : signature.encoding();
    }

    /// Whether the text began with a byte order mark.
    public boolean byteOrderMark() {
        return signature != null && signature.markLength() > 0;
    }

    /// Position of the first byte that comes out: 3 behind the byte order mark of UTF-8, else 0.
    public long skipped() {
        return found() == Encoding.UTF_8 ? signature.markLength() : 0;
    }

    @Override
    public void close() {
        backlog.clear();
        if (decoding != null) {
            decoding.close();
        }
    }
}

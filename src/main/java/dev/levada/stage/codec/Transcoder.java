package dev.levada.stage.codec;

import dev.levada.model.Chunk;
import dev.levada.model.Drawn;
import dev.levada.model.Encoding;
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
public final class Transcoder implements Stage<Chunk, Chunk> {

    private final Slabs slabs;
    private final Backlog backlog = new Backlog();
    private Signature signature;
    /// Null until something other than UTF-8 is found.
    private Decoding decoding;

    /// @param slabs for what is transcoded
    public Transcoder(Slabs slabs) {
        this.slabs = slabs;
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
        signature = Signature.of(backlog);
        backlog.skip(signature.markLength());
        decoding = switch (signature.encoding()) {
            case UTF_8 -> null;
            case UTF_16LE, UTF_16BE, UTF_32LE, UTF_32BE ->
                new Decoding(new UnicodeDecoder(signature.encoding()), backlog, slabs);
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

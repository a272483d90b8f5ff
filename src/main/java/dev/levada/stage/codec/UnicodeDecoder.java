package dev.levada.stage.codec;

import dev.levada.model.Encoding;
import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// UTF-16 and UTF-32 to UTF-8, code units cut by a chunk's edge included.
final class UnicodeDecoder implements Decoder {

    private final Encoding encoding;
    private final ByteOrder order;
    private final CodeUnits units;
    /// The code unit that a chunk's edge cuts, as far as it came.
    private final ByteBuffer cut;

    UnicodeDecoder(Encoding encoding) {
        this.encoding = encoding;
        this.order = switch (encoding) {
            case UTF_16LE, UTF_32LE -> ByteOrder.LITTLE_ENDIAN;
            case UTF_8, UTF_16BE, UTF_32BE -> ByteOrder.BIG_ENDIAN;
        };
        this.units = switch (encoding) {
            case UTF_16LE, UTF_16BE -> new Utf16Units();
            case UTF_32LE, UTF_32BE -> new Utf32Units();
            case UTF_8 -> throw new IllegalArgumentException("UTF-8 needs no transcoding");
        };
        this.cut = ByteBuffer.allocate(units.width()).order(order);
    }

    @Override
    public boolean isAtEdge() {
        return cut.position() == 0 && !units.isPending();
    }

    @Override
    public boolean decode(ByteBuffer in, ByteBuffer out) {
        in.order(order);
        out.order(order);
        while (in.hasRemaining()) {
            if (out.remaining() < ROOM) {
                return false;
            }
            if (cut.position() == 0 && in.remaining() >= units.width()) {
                units.write(in, out);
            } else {
                complete(in, out);
            }
        }
        return true;
    }

    private void complete(ByteBuffer in, ByteBuffer out) {
        cut.put(in.get());
        if (!cut.hasRemaining()) {
            units.write(cut.flip(), out);
            cut.clear();
        }
    }

    @Override
    public void end(ByteBuffer out) {
        units.end(out);
        if (cut.position() > 0) {
            throw new Failure(FailureCode.DAMAGED, "expected a code unit of " + encoding.word() + " of "
                    + units.width() + " bytes, got " + cut.position() + " and the end of the export");
        }
    }

    @Override
    public void close() {
        // Nothing outside the heap.
    }
}

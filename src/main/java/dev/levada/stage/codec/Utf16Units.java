package dev.levada.stage.codec;

import java.nio.ByteBuffer;

/// Code units of UTF-16, surrogate pairs joined.
final class Utf16Units implements CodeUnits {

    /// Bits that are set in four code units where one is not ASCII.
    private static final long NOT_ASCII = 0xff80_ff80_ff80_ff80L;

    /// A high surrogate whose partner is to come, or 0.
    private char high;

    @Override
    public int width() {
        return Character.BYTES;
    }

    @Override
    public void write(ByteBuffer in, ByteBuffer out) {
        while (in.remaining() >= Character.BYTES && out.remaining() >= Decoder.ROOM) {
            if (!fourWritten(in, out)) {
                write(in.getChar(), out);
            }
        }
    }

    /// Exports are mostly ASCII: four units a time. In either byte order the packed bytes keep the order of the units.
    private boolean fourWritten(ByteBuffer in, ByteBuffer out) {
        if (in.remaining() < Long.BYTES || high != 0) {
            return false;
        }
        long four = in.getLong(in.position());
        if ((four & NOT_ASCII) != 0) {
            return false;
        }
        long pairs = (four | four >>> 8) & 0x0000_ffff_0000_ffffL;
        out.putInt((int) (pairs | pairs >>> 16));
        in.position(in.position() + Long.BYTES);
        return true;
    }

    private void write(char unit, ByteBuffer out) {
        if (high != 0) {
            char first = high;
            high = 0;
            if (Character.isLowSurrogate(unit)) {
                Utf8.write(Character.toCodePoint(first, unit), out);
                return;
            }
            Utf8.write(first, out); // D800 0041: a high surrogate without its partner
        }
        if (Character.isHighSurrogate(unit)) {
            high = unit;
        } else {
            Utf8.write(unit, out);
        }
    }

    @Override
    public boolean isPending() {
        return high != 0;
    }

    @Override
    public void end(ByteBuffer out) {
        if (high != 0) {
            Utf8.write(high, out);
            high = 0;
        }
    }
}

package dev.levada.stage.codec;

import java.nio.ByteBuffer;

/// The UTF-8 form of characters (RFC 3629), and forms that are no UTF-8 for what is no character.
final class Utf8 {

    /// Occurs nowhere in UTF-8.
    private static final byte NEVER = (byte) 0xff;

    private Utf8() {
    }

    /// Writes one to four bytes. A surrogate becomes the three bytes of its generalized form, a value that Unicode
    /// does not have becomes `FF`: no validator takes either.
    static void write(int point, ByteBuffer out) {
        if (point < 0 || point > Character.MAX_CODE_POINT) {
            out.put(NEVER);
        } else if (point < 0x80) {
            out.put((byte) point);
        } else if (point < 0x800) {
            out.put((byte) (0xc0 | (point >>> 6)));
            out.put(trail(point));
        } else if (point < 0x10000) {
            out.put((byte) (0xe0 | (point >>> 12)));
            out.put(trail(point >>> 6));
            out.put(trail(point));
        } else {
            out.put((byte) (0xf0 | (point >>> 18)));
            out.put(trail(point >>> 12));
            out.put(trail(point >>> 6));
            out.put(trail(point));
        }
    }

    private static byte trail(int bits) {
        return (byte) (0x80 | (bits & 0x3f));
    }
}

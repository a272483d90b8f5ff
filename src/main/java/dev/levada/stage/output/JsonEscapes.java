package dev.levada.stage.output;

/// Decoding of the escapes in JSON strings (RFC 8259 section 7) to UTF-8.
///
/// An escape of a surrogate without its other half names no character. It is kept as it was written, `\\ud800`, so that
/// nothing is lost or replaced silently.
final class JsonEscapes {

    private static final int NO_NUMBER = -1;

    private JsonEscapes() {
    }

    /// Bytes of the escape whose backslash is at `start`: 2, 6, or 12 where two escapes make one character.
    static int length(byte[] bytes, int start, int end) {
        // ex \n, or a backslash and less than four digits at the end, which no valid string holds
        if (start + 6 > end || bytes[start + 1] != 'u') {
            return Math.min(2, end - start);
        }
        // ex "\ud83d\ude00"
        return isHigh(unit(bytes, start)) && isLow(unit(bytes, start + 6, end)) ? 12 : 6;
    }

    /// Writes what the escape of so many bytes stands for and gives the index behind it. It never takes more bytes
    /// than the escape itself.
    static int decode(byte[] bytes, int start, int length, byte[] to, int at) {
        if (length == 12) {
            char high = (char) unit(bytes, start);
            return utf8(Character.toCodePoint(high, (char) unit(bytes, start + 6)), to, at);
        }
        if (length == 6) {
            int unit = unit(bytes, start);
            if (unit != NO_NUMBER && !Character.isSurrogate((char) unit)) {
                return utf8(unit, to, at);
            }
        } else if (length == 2) {
            int character = shorthand(bytes[start + 1]);
            if (character != NO_NUMBER) {
                to[at] = (byte) character;
                return at + 1;
            }
        }
        System.arraycopy(bytes, start, to, at, length);
        return at + length;
    }

    private static int shorthand(byte letter) {
        return switch (letter) {
            case '"', '\\', '/' -> letter;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> NO_NUMBER;
        };
    }

    private static int unit(byte[] bytes, int start, int end) {
        return start + 6 <= end && bytes[start] == '\\' && bytes[start + 1] == 'u' ? unit(bytes, start) : NO_NUMBER;
    }

    /// The UTF-16 code unit of `\\uXXXX`.
    private static int unit(byte[] bytes, int start) {
        int unit = 0;
        for (int i = start + 2; i < start + 6; i++) {
            int digit = Character.digit(bytes[i], 16);
            if (digit < 0) {
                return NO_NUMBER;
            }
            unit = unit << 4 | digit;
        }
        return unit;
    }

    private static boolean isHigh(int unit) {
        return unit != NO_NUMBER && Character.isHighSurrogate((char) unit);
    }

    private static boolean isLow(int unit) {
        return unit != NO_NUMBER && Character.isLowSurrogate((char) unit);
    }

    /// RFC 3629.
    private static int utf8(int point, byte[] to, int at) {
        int out = at;
        if (point < 0x80) {
            to[out++] = (byte) point;
        } else if (point < 0x800) {
            to[out++] = (byte) (0xc0 | point >> 6);
            to[out++] = (byte) (0x80 | (point & 0x3f));
        } else if (point < 0x10000) {
            to[out++] = (byte) (0xe0 | point >> 12);
            to[out++] = (byte) (0x80 | (point >> 6 & 0x3f));
            to[out++] = (byte) (0x80 | (point & 0x3f));
        } else {
            to[out++] = (byte) (0xf0 | point >> 18);
            to[out++] = (byte) (0x80 | (point >> 12 & 0x3f));
            to[out++] = (byte) (0x80 | (point >> 6 & 0x3f));
            to[out++] = (byte) (0x80 | (point & 0x3f));
        }
        return out;
    }
}

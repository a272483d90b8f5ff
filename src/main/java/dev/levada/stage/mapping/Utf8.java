package dev.levada.stage.mapping;

/// UTF-8 as RFC 3629 has it: no overlong forms, no surrogates, nothing above U+10FFFF.
final class Utf8 {

    /// What [#behind] says of bytes that are no sequence.
    static final int MALFORMED = -1;

    private Utf8() {
    }

    /// Index behind the sequence of two to four bytes that begins at p, or [#MALFORMED].
    static int behind(byte[] bytes, int p, int end) {
        int lead = bytes[p] & 0xFF;
        if (lead < 0xC2 || lead > 0xF4) {
            return MALFORMED; // a continuation byte alone, C0 and C1 (overlong), F5 and above
        }
        int length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        if (length > end - p) {
            return MALFORMED;
        }
        int second = bytes[p + 1] & 0xFF;
        int lowest = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80; // E0 80, F0 80: overlong
        int highest = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF; // ED A0: a surrogate; F4 90: above U+10FFFF
        if (second < lowest || second > highest) {
            return MALFORMED;
        }
        for (int i = 2; i < length; i++) {
            if (!isContinuation(bytes[p + i])) {
                return MALFORMED;
            }
        }
        return p + length;
    }

    static boolean isContinuation(byte b) {
        return (b & 0xC0) == 0x80;
    }

    /// The code point that begins at p, in bytes that are known to be valid.
    static int codePoint(byte[] bytes, int p) {
        int lead = bytes[p] & 0xFF;
        if (lead < 0x80) {
            return lead;
        }
        int second = bytes[p + 1] & 0x3F;
        if (lead < 0xE0) {
            return ((lead & 0x1F) << 6) | second;
        }
        int third = bytes[p + 2] & 0x3F;
        if (lead < 0xF0) {
            return ((lead & 0x0F) << 12) | (second << 6) | third;
        }
        return ((lead & 0x07) << 18) | (second << 12) | (third << 6) | (bytes[p + 3] & 0x3F);
    }

    /// Index of the next code point behind the one that begins at p, in bytes that are known to be valid.
    static int next(byte[] bytes, int p, int end) {
        int next = p + 1;
        while (next < end && isContinuation(bytes[next])) {
            next++;
        }
        return next;
    }

    /// Index of the code point that ends before p, in bytes that are known to be valid.
    static int before(byte[] bytes, int p) {
        int before = p - 1;
        while (isContinuation(bytes[before])) {
            before--;
        }
        return before;
    }

    /// Writes a code point and gives the index behind it.
    static int write(int codePoint, byte[] out, int at) {
        int p = at;
        if (codePoint < 0x80) {
            out[p++] = (byte) codePoint;
        } else if (codePoint < 0x800) {
            out[p++] = (byte) (0xC0 | (codePoint >> 6));
            out[p++] = (byte) (0x80 | (codePoint & 0x3F));
        } else if (codePoint < 0x10000) {
            out[p++] = (byte) (0xE0 | (codePoint >> 12));
            out[p++] = (byte) (0x80 | ((codePoint >> 6) & 0x3F));
            out[p++] = (byte) (0x80 | (codePoint & 0x3F));
        } else {
            out[p++] = (byte) (0xF0 | (codePoint >> 18));
            out[p++] = (byte) (0x80 | ((codePoint >> 12) & 0x3F));
            out[p++] = (byte) (0x80 | ((codePoint >> 6) & 0x3F));
            out[p++] = (byte) (0x80 | (codePoint & 0x3F));
        }
        return p;
    }
}

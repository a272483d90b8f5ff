package dev.levada.stage.codec;

import dev.levada.model.Encoding;

/// What the first four bytes of a text say about its encoding.
///
/// @param markLength bytes of the byte order mark, 0 where there is none
record Signature(Encoding encoding, int markLength) {

    /// Bytes that decide.
    static final int LENGTH = 4;

    /// By the byte order mark (Unicode Standard, section 23.8), else by where zero bytes are (RFC 4627, section 3):
    /// the first character of a JSON text is ASCII, RS of a text sequence included. Of the second that is not
    /// assumed, for it may be a letter in a string.
    static Signature of(Backlog text) {
        Signature marked = marked(text.at(0), text.at(1), text.at(2), text.at(3));
        return marked == null ? new Signature(byZeros(text.at(0), text.at(1), text.at(2), text.at(3)), 0) : marked;
    }

    /// What they said before the reading was interrupted.
    static Signature known(Encoding encoding, boolean byteOrderMark) {
        int width = switch (encoding) {
            case UTF_8 -> 3;
            case UTF_16LE, UTF_16BE -> 2;
            case UTF_32LE, UTF_32BE -> 4;
        };
        return new Signature(encoding, byteOrderMark ? width : 0);
    }

    private static Signature marked(int first, int second, int third, int fourth) {
        if (first == 0xef && second == 0xbb && third == 0xbf) {
            return new Signature(Encoding.UTF_8, 3);
        }
        if (first == 0xfe && second == 0xff) {
            return new Signature(Encoding.UTF_16BE, 2);
        }
        if (first == 0xff && second == 0xfe) { // before two zeros, not UTF-16: no JSON text begins with U+0000
            boolean wide = third == 0 && fourth == 0;
            return wide ? new Signature(Encoding.UTF_32LE, 4) : new Signature(Encoding.UTF_16LE, 2);
        }
        if (first == 0 && second == 0 && third == 0xfe && fourth == 0xff) {
            return new Signature(Encoding.UTF_32BE, 4);
        }
        return null;
    }

    private static Encoding byZeros(int first, int second, int third, int fourth) {
        if (first > 0 && second == 0) { // 5B 00 00 00, or 5B 00 7B 00; 22 00 00 01 is a quote and U+0100
            return third == 0 && fourth == 0 ? Encoding.UTF_32LE : Encoding.UTF_16LE;
        }
        if (first == 0 && second > 0) { // 00 5B 00 7B
            return Encoding.UTF_16BE;
        }
        if (first == 0 && second == 0 && third == 0 && fourth > 0) { // 00 00 00 5B
            return Encoding.UTF_32BE;
        }
        return Encoding.UTF_8;
    }
}

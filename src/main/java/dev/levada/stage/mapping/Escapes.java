package dev.levada.stage.mapping;

import java.nio.charset.StandardCharsets;

/// The escapes of JSON strings (RFC 8259 section 7), read and written.
final class Escapes {

    /// What [#decode] says of a string with an unpaired surrogate: valid JSON that has no UTF-8 form.
    static final int UNPAIRED = -1;

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private Escapes() {
    }

    /// Decodes the inside of a valid string.
    ///
    /// @param out has room for as many bytes
    /// @return bytes written, or [#UNPAIRED]
    static int decode(byte[] bytes, int from, int to, byte[] out) {
        int written = 0;
        int p = from;
        while (p < to) {
            byte c = bytes[p];
            if (c != '\\') {
                out[written++] = c;
                p++;
            } else if (bytes[p + 1] != 'u') {
                out[written++] = character(bytes[p + 1]);
                p += 2;
            } else {
                int codePoint = unit(bytes, p);
                p += 6;
                if (Character.isSurrogate((char) codePoint)) {
                    boolean paired = codePoint <= Character.MAX_HIGH_SURROGATE && p < to && bytes[p] == '\\'
                            && bytes[p + 1] == 'u' && Character.isLowSurrogate((char) unit(bytes, p));
                    if (!paired) {
                        return UNPAIRED; // ex D800 alone, DC00 before D800
                    }
                    codePoint = Character.toCodePoint((char) codePoint, (char) unit(bytes, p));
                    p += 6;
                }
                written = Utf8.write(codePoint, out, written);
            }
        }
        return written;
    }

    private static byte character(byte letter) {
        return switch (letter) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> letter; // a quote, a backslash or a slash stands for itself
        };
    }

    /// The UTF-16 unit of the escape that begins at p.
    private static int unit(byte[] bytes, int p) {
        int unit = 0;
        for (int i = p + 2; i < p + 6; i++) {
            unit = (unit << 4) | Character.digit(bytes[i], 16);
        }
        return unit;
    }

    /// Bytes that [#encode] will write.
    static long encodedLength(byte[] text, int from, int to) {
        long length = 0;
        for (int i = from; i < to; i++) {
            length += text[i] == '"' || text[i] == '\\' ? 2 : text[i] < 0 || text[i] >= ' ' ? 1 : control(text[i]);
        }
        return length;
    }

    private static int control(byte c) {
        return letter(c) == 0 ? 6 : 2;
    }

    /// Writes UTF-8 text as the inside of a JSON string, with no more escapes than RFC 8259 asks for.
    ///
    /// @return index behind what was written
    static int encode(byte[] text, int from, int to, byte[] out, int at) {
        int p = at;
        for (int i = from; i < to; i++) {
            byte c = text[i];
            if (c == '"' || c == '\\') {
                out[p++] = '\\';
                out[p++] = c;
            } else if (c < 0 || c >= ' ') {
                out[p++] = c;
            } else {
                p = encodeControl(c, out, p);
            }
        }
        return p;
    }

    private static int encodeControl(byte c, byte[] out, int at) {
        int p = at;
        out[p++] = '\\';
        if (letter(c) != 0) {
            out[p++] = letter(c);
            return p;
        }
        out[p++] = 'u';
        out[p++] = '0';
        out[p++] = '0';
        out[p++] = HEX[c >> 4];
        out[p++] = HEX[c & 15];
        return p;
    }

    /// The letter that stands for a control character behind a backslash, or 0.
    private static byte letter(byte c) {
        return switch (c) {
            case '\b' -> 'b';
            case '\f' -> 'f';
            case '\n' -> 'n';
            case '\r' -> 'r';
            case '\t' -> 't';
            default -> 0;
        };
    }
}

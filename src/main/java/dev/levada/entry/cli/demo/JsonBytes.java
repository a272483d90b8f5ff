package dev.levada.entry.cli.demo;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/// Bytes of JSON on their way to a file.
final class JsonBytes {

    private static final int FLUSH_AT = 1 << 16;

    private byte[] bytes = new byte[FLUSH_AT + (1 << 12)];
    private int length;

    JsonBytes add(byte[] text) {
        reserve(text.length);
        System.arraycopy(text, 0, bytes, length, text.length);
        length += text.length;
        return this;
    }

    JsonBytes add(String ascii) {
        reserve(ascii.length());
        for (int i = 0; i < ascii.length(); i++) {
            bytes[length++] = (byte) ascii.charAt(i);
        }
        return this;
    }

    JsonBytes add(char ascii) {
        reserve(1);
        bytes[length++] = (byte) ascii;
        return this;
    }

    /// A whole number, in decimal.
    JsonBytes add(long number) {
        if (number < 0) {
            add('-');
        }
        long rest = Math.abs(number);
        int digits = 1;
        for (long power = rest; power >= 10; power /= 10) {
            digits++;
        }
        return padded(rest, digits);
    }

    /// The last digits of a number that is not negative, zeros in front where it has fewer.
    JsonBytes padded(long number, int digits) {
        reserve(digits);
        long rest = number;
        for (int at = length + digits - 1; at >= length; at--) {
            bytes[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += digits;
        return this;
    }

    private void reserve(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, 2 * bytes.length));
        }
    }

    /// Gives on what has gathered, once it is worth a write.
    void drain(OutputStream out) throws IOException {
        if (length >= FLUSH_AT) {
            flush(out);
        }
    }

    /// Gives on all that there is.
    void flush(OutputStream out) throws IOException {
        out.write(bytes, 0, length);
        length = 0;
    }
}

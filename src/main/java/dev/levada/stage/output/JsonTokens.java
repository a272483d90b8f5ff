package dev.levada.stage.output;

import dev.levada.model.Slab;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// JSON tokens that are known to be valid: copied, and looked through eight bytes at a time. What is looked through ends in slack
/// ([Slab#SLACK]), so words may go past the end of a token.
final class JsonTokens {

    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;

    private JsonTokens() {
    }

    /// A literal that can be looked through.
    static byte[] literal(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return Arrays.copyOf(bytes, bytes.length + Slab.SLACK);
    }

    /// Copies bytes as they are and gives the index behind them.
    static int copy(byte[] from, int start, int length, byte[] to, int at) {
        System.arraycopy(from, start, to, at, length);
        return at + length;
    }

    /// Copies a value without the white space between its tokens and gives the index behind it.
    static int compact(byte[] from, int start, int end, byte[] to, int at) {
        int out = at;
        int i = start;
        while (i < end) {
            byte b = from[i];
            if (b == '"') {
                int behind = stringEnd(from, i, end);
                out = copy(from, i, behind - i, to, out);
                i = behind;
            } else {
                to[out] = b;
                out += b > ' ' ? 1 : 0;
                i++;
            }
        }
        return out;
    }

    /// Index behind the string whose opening quote is at `start`.
    static int stringEnd(byte[] bytes, int start, int end) {
        int i = start + 1;
        while (i < end) {
            long word = (long) WORD.get(bytes, i);
            long found = matches(word, '"') | matches(word, '\\');
            if (found == 0) {
                i += Long.BYTES;
                continue;
            }
            i += Long.numberOfTrailingZeros(found) >>> 3;
            if (bytes[i] == '"') {
                return Math.min(i + 1, end);
            }
            i += 2; // a backslash and what it escapes
        }
        return end;
    }

    /// Whether the bytes hold a comma.
    static boolean holdsComma(byte[] bytes, int start, int end) {
        for (int i = start; i < end; i += Long.BYTES) {
            if ((matches((long) WORD.get(bytes, i), ',') & within(end - i)) != 0) {
                return true;
            }
        }
        return false;
    }

    /// Whether the bytes hold one of the four that a CSV cell may only have in quotes: comma, quote, CR, LF.
    static boolean holdsCsvSyntax(byte[] bytes, int start, int end) {
        for (int i = start; i < end; i += Long.BYTES) {
            long word = (long) WORD.get(bytes, i);
            long found = matches(word, ',') | matches(word, '"') | matches(word, '\r') | matches(word, '\n');
            if ((found & within(end - i)) != 0) {
                return true;
            }
        }
        return false;
    }

    /// Masks the bytes of a word behind the first `left`.
    private static long within(int left) {
        return left < Long.BYTES ? (1L << (left * Byte.SIZE)) - 1 : -1;
    }

    /// The high bit of each byte of `word` that equals `wanted`; bytes above the first such may be marked wrongly.
    private static long matches(long word, char wanted) {
        long difference = word ^ (ONES * wanted);
        return (difference - ONES) & ~difference & HIGHS;
    }
}

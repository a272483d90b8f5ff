package dev.levada.stage.mapping;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Eight bytes at a time (SWAR: SIMD within a register). Byte i of a word is the byte at index `p + i`. All methods may
/// read up to seven bytes behind the range they are given: every array they see has that much slack.
final class Words {

    /// A word of spaces.
    static final long SPACES = 0x2020202020202020L;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long ONES = 0x0101010101010101L;
    /// The high bit of every byte.
    static final long HIGHS = 0x8080808080808080L;
    private static final long QUOTES = '"' * ONES;
    private static final long BACKSLASHES = '\\' * ONES;

    private Words() {
    }

    static long at(byte[] bytes, int p) {
        return (long) LONGS.get(bytes, p);
    }

    static int intAt(byte[] bytes, int p) {
        return (int) INTS.get(bytes, p);
    }

    static void put(byte[] bytes, int p, long word) {
        LONGS.set(bytes, p, word);
    }

    /// The bits of the first `bytes` bytes of a word, all of them from 8 on.
    static long mask(int bytes) {
        return bytes >= Long.BYTES ? -1L : (1L << (8 * bytes)) - 1;
    }

    /// Index of the first byte that is not plain in a JSON string: a quote, a backslash, a control character or a byte
    /// outside ASCII. At or behind `end` if there is none before.
    static int plainUntil(byte[] bytes, int from, int end) {
        for (int p = from; p < end; p += Long.BYTES) {
            long marks = notPlain(at(bytes, p));
            if (marks != 0) {
                return p + (Long.numberOfTrailingZeros(marks) >>> 3);
            }
        }
        return end;
    }

    /// The high bit of every byte that is not plain. A borrow can only come from a byte that is marked itself: the lowest mark is
    /// always right.
    private static long notPlain(long word) {
        return (((word ^ QUOTES) - ONES) | ((word ^ BACKSLASHES) - ONES) | (word - SPACES) | word) & HIGHS;
    }

    static boolean isAscii(byte[] bytes, int from, int to) {
        long seen = 0;
        int p = from;
        for (; p <= to - Long.BYTES; p += Long.BYTES) {
            seen |= at(bytes, p);
        }
        return ((seen | (at(bytes, p) & mask(to - p))) & HIGHS) == 0;
    }

    /// The high bit of every byte of an ASCII word that lies between two characters, both included.
    static long between(long word, char first, char last) {
        return (word + (0x80 - first) * ONES) & ~(word + (0x7F - last) * ONES) & HIGHS;
    }

    /// The eight lower-case hex digits of four bytes, in the order of the bytes.
    static long hexDigits(int bytes) {
        long spread = Integer.toUnsignedLong(bytes);
        spread = (spread | spread << 16) & 0x0000FFFF0000FFFFL;
        spread = (spread | spread << 8) & 0x00FF00FF00FF00FFL;
        long digits = (spread >>> 4 | spread << 8) & 0x0F0F0F0F0F0F0F0FL;
        long letters = ((digits + 6 * ONES) >>> 4) & ONES; // a 1 for each digit above 9
        return digits + '0' * ONES + letters * ('a' - '0' - 10);
    }
}

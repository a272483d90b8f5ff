package dev.levada.stage.frame;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Finds bytes eight at a time (SWAR). Reads up to 7 bytes behind what is asked for: slabs have slack for that.
final class Words {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long LOW = 0x0101010101010101L;
    private static final long HIGH = 0x8080808080808080L;
    private static final long QUOTES = LOW * '"';
    private static final long BACKSLASHES = LOW * '\\';

    private Words() {
    }

    /// Index of the first quote or backslash at or behind `p`. There must be one: a sentinel.
    static int quoteOrBackslash(byte[] bytes, int p) {
        for (int i = p;; i += 8) {
            long word = (long) LONG.get(bytes, i);
            long quote = word ^ QUOTES;
            long backslash = word ^ BACKSLASHES;
            long found = (((quote - LOW) & ~quote) | ((backslash - LOW) & ~backslash)) & HIGH;
            if (found != 0) {
                return i + (Long.numberOfTrailingZeros(found) >>> 3);
            }
        }
    }

    /// Behind the closing quote of a string whose content begins at `p`; behind a sentinel where it does not close.
    static int behindString(byte[] bytes, int p) {
        int i = p;
        for (;;) {
            i = quoteOrBackslash(bytes, i);
            if (bytes[i] == '"') {
                return i + 1;
            }
            i += 2;
        }
    }

    /// Index of the first `wanted` in `[p, to)`, or `to`.
    static int find(byte[] bytes, int p, int to, byte wanted) {
        long pattern = LOW * wanted;
        for (int i = p; i < to; i += 8) {
            long other = (long) LONG.get(bytes, i) ^ pattern;
            long found = (other - LOW) & ~other & HIGH;
            if (found != 0) {
                return Math.min(to, i + (Long.numberOfTrailingZeros(found) >>> 3));
            }
        }
        return to;
    }
}

package dev.levada.stage.mapping;

import java.util.Arrays;

/// Bytes that others are compared with, again and again: by words, where they lie.
final class Literal {

    private final byte[] raw;
    private final int length;
    private final long mask;
    private final long head;
    private final long tail;

    /// @param text is copied
    Literal(byte[] text) {
        this.length = text.length;
        this.raw = Arrays.copyOf(text, length + Long.BYTES);
        this.mask = Words.mask(length);
        this.head = Words.at(raw, 0) & mask;
        this.tail = tail(raw, 0, length);
    }

    /// Whether these are the bytes between two indices.
    boolean is(byte[] bytes, int from, int to) {
        return to - from == length && (Words.at(bytes, from) & mask) == head
                && (length <= Long.BYTES || restIs(bytes, from, to));
    }

    private boolean restIs(byte[] bytes, int from, int to) {
        return tail(bytes, from, to) == tail && (length <= 2 * Long.BYTES
                || Arrays.equals(bytes, from + Long.BYTES, to - Long.BYTES, raw, Long.BYTES, length - Long.BYTES));
    }

    int hash() {
        return hash(raw, 0, length);
    }

    /// The hash of the bytes between two indices.
    static int hash(byte[] bytes, int from, int to) {
        long words = (Words.at(bytes, from) & Words.mask(to - from)) + Long.rotateLeft(tail(bytes, from, to), 29);
        return (int) (((words + to - from) * 0x9E3779B97F4A7C15L) >>> 33);
    }

    /// The last eight bytes of a text that has more than eight.
    private static long tail(byte[] bytes, int from, int to) {
        return to - from > Long.BYTES ? Words.at(bytes, to - Long.BYTES) : 0;
    }
}

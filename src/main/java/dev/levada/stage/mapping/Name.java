package dev.levada.stage.mapping;

import java.util.Arrays;

/// A member name as it is written in records, between its quotes, and what is known of it: the place that it leads to,
/// and which name came behind it the last time.
final class Name {

    /// Stands for all names that are neither wanted nor worth knowing.
    static final Name STRANGER = new Name(new byte[0], null);

    /// Where the member's value lies, or null if nobody wants it.
    final Place place;
    /// The name that came behind it the last time: a guess, or null.
    Name next;
    /// What stands in front of its value where it is the first member.
    final Gap opening = new Gap();
    /// What stands in front of its value where another member comes before.
    final Gap following = new Gap();

    private final byte[] raw;
    private final int length;
    private final long mask;
    private final long head;
    private final long tail;

    Name(byte[] text, Place place) {
        this.place = place;
        this.length = text.length;
        this.raw = Arrays.copyOf(text, length + Long.BYTES);
        this.mask = Words.mask(length);
        this.head = Words.at(raw, 0) & mask;
        this.tail = tail(raw, 0, length);
    }

    /// Whether this is the name between two indices.
    boolean is(byte[] bytes, int from, int to) {
        return to - from == length && equal(bytes, from);
    }

    private boolean equal(byte[] bytes, int p) {
        return (Words.at(bytes, p) & mask) == head && (length <= 8 || tail(bytes, p, p + length) == tail)
                && (length <= 16 || Arrays.equals(bytes, p + 8, p + length - 8, raw, 8, length - 8));
    }

    int hash() {
        return hash(raw, 0, length);
    }

    static int hash(byte[] bytes, int from, int to) {
        long words = (Words.at(bytes, from) & Words.mask(to - from)) + Long.rotateLeft(tail(bytes, from, to), 29);
        return (int) (((words + to - from) * 0x9E3779B97F4A7C15L) >>> 33);
    }

    /// The last eight bytes of a name that has more than eight.
    private static long tail(byte[] bytes, int from, int to) {
        return to - from > 8 ? Words.at(bytes, to - 8) : 0;
    }
}

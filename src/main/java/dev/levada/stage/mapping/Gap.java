package dev.levada.stage.mapping;

import java.util.Arrays;

/// What stood in front of a member's value the last time, from the value (or bracket) before: `,"name":` with all its white
/// space. Where the same bytes stand again they need not be read again: they mean the same.
final class Gap {

    /// Longer ones are not learned.
    private static final int LONGEST = 256;
    /// How often a gap is learned anew. Exports that are written by one program have one form of it, or two.
    private static final int LESSONS = 64;

    private byte[] raw = {};
    /// Bytes of it. Before anything was learned, more than there ever are.
    private int length = Integer.MAX_VALUE;
    private boolean spaced;
    private long mask;
    private long head;
    private long tail;
    private int lessons;

    /// Learns the gap between two indices.
    void learn(byte[] bytes, int from, int to) {
        if (to - from > LONGEST || lessons == LESSONS || standsAt(bytes, from, to + 1)) {
            return;
        }
        lessons++;
        length = to - from;
        raw = Arrays.copyOfRange(bytes, from, to + Long.BYTES);
        spaced = hasSpace(raw, length);
        mask = Words.mask(length);
        head = Words.at(raw, 0) & mask;
        tail = length > Long.BYTES ? Words.at(raw, length - Long.BYTES) : 0;
    }

    private static boolean hasSpace(byte[] text, int length) {
        boolean inName = false;
        for (int i = 0; i < length; i++) {
            inName ^= text[i] == '"';
            if (!inName && text[i] <= ' ') {
                return true;
            }
        }
        return false;
    }

    int length() {
        return length;
    }

    /// Whether there is white space in it.
    boolean isSpaced() {
        return spaced;
    }

    /// Whether exactly these bytes stand at p, and end before `end`.
    boolean standsAt(byte[] bytes, int p, int end) {
        return length < end - p && ((Words.at(bytes, p) ^ head) & mask) == 0
                && (length <= Long.BYTES || restStandsAt(bytes, p));
    }

    private boolean restStandsAt(byte[] bytes, int p) {
        int last = length - Long.BYTES;
        for (int i = Long.BYTES; i < last; i += Long.BYTES) {
            if (Words.at(bytes, p + i) != Words.at(raw, i)) {
                return false;
            }
        }
        return Words.at(bytes, p + last) == tail;
    }
}

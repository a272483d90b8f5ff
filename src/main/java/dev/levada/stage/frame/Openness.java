package dev.levada.stage.frame;

import dev.levada.model.Slab;

/// Tells a value that was cut off from one that is merely malformed.
final class Openness {

    private Openness() {
    }

    /// Whether the open record, which the end of the input has ended, still has a string or bracket open. One that is too long
    /// to be held is not looked at: it is rejected for that.
    static boolean isOpen(Recorder recorder) {
        Slab held = recorder.gathered();
        return held != null && isOpen(held.bytes(), 0, recorder.gatheredLength());
    }

    /// Whether a string or bracket is open at the end of `[from, to)`.
    ///
    /// @param bytes followed by a quote somewhere behind `to`
    static boolean isOpen(byte[] bytes, int from, int to) {
        int depth = 0;
        int i = from;
        while (i < to) {
            switch (bytes[i++]) {
                case '"' -> {
                    i = behindString(bytes, i);
                    if (i > to) {
                        return true;
                    }
                }
                case '{', '[' -> depth++;
                case '}', ']' -> depth--;
                default -> {
                }
            }
        }
        return depth > 0;
    }

    /// Behind the closing quote of a string whose content begins at `p`; behind a sentinel where it does not close.
    static int behindString(byte[] bytes, int p) {
        int i = p;
        for (;;) {
            i = Words.quoteOrBackslash(bytes, i);
            if (bytes[i] == '"') {
                return i + 1;
            }
            i += 2;
        }
    }
}

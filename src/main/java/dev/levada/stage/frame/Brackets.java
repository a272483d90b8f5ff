package dev.levada.stage.frame;

import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import java.util.Arrays;

/// The brackets that are open, innermost last: a bit each, so that any nesting that occurs in practice costs next to
/// nothing.
final class Brackets {

    /// Levels that are followed: 2 MiB of bits.
    static final int LIMIT = 16 << 20;

    /// Levels that a mark tells of.
    static final int FEW = 4_096;

    /// A set bit is an object, a clear one an array.
    private long[] objects = new long[16];
    private int depth;

    int depth() {
        return depth;
    }

    void clear() {
        depth = 0;
    }

    void openObject(long offset) {
        grow(offset);
        objects[depth >>> 6] |= 1L << depth;
        depth++;
    }

    void openArray(long offset) {
        grow(offset);
        objects[depth >>> 6] &= ~(1L << depth);
        depth++;
    }

    private void grow(long offset) {
        if (depth == LIMIT) {
            throw new Failure(FailureCode.TOO_DEEP, offset, "expected at most " + LIMIT + " levels, got more");
        }
        if (depth >>> 6 == objects.length) {
            objects = Arrays.copyOf(objects, objects.length * 2);
        }
    }

    /// Closes the innermost bracket.
    ///
    /// @return whether `closer` is the one that it needs
    boolean close(byte closer) {
        if (depth == 0) {
            return false;
        }
        depth--;
        boolean object = (objects[depth >>> 6] >>> depth & 1) != 0;
        return closer == (object ? '}' : ']');
    }

    void save(StateWriter words) {
        words.number(depth);
        for (int i = 0; i < depth; i += Long.SIZE) {
            words.word(Long.toHexString(objects[i / Long.SIZE]));
        }
    }

    void restore(StateReader saved) {
        depth = (int) saved.number(FEW);
        objects = new long[Math.max(objects.length, depth / Long.SIZE + 1)];
        for (int i = 0; i < depth; i += Long.SIZE) {
            objects[i / Long.SIZE] = saved.bits();
        }
    }
}

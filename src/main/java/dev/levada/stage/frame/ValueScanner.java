package dev.levada.stage.frame;

import dev.levada.model.Failure;
import dev.levada.model.FailureCode;

/// Finds the end of one JSON value, across any number of chunks: honours strings, escapes and nesting, matches
/// brackets, and parses nothing. What lies between the edges need not be valid.
final class ValueScanner {

    private enum State {
        /// The first byte of the value comes next.
        START,
        /// In a number or word at the top: it ends before the next delimiter.
        SCALAR,
        /// In a string that is the value.
        STRING,
        /// Behind a backslash of such a string.
        STRING_ESCAPE,
        /// Between the tokens of an object or array.
        CONTAINER,
        /// In a string inside an object or array.
        INNER_STRING,
        /// Behind a backslash of such a string.
        INNER_ESCAPE,
        /// The value is whole.
        ENDED
    }

    private final Brackets brackets = new Brackets();
    private State state = State.ENDED;
    private int deepest;

    /// The next byte is the first one of a value.
    void begin() {
        brackets.clear();
        deepest = 0;
        state = State.START;
    }

    /// The next byte stands in an array whose opening bracket is behind us.
    void beginInArray(long offset) {
        begin();
        brackets.openArray(offset);
        state = State.CONTAINER;
    }

    /// Whether nothing of the value was seen yet.
    boolean begins() {
        return state == State.START;
    }

    boolean ended() {
        return state == State.ENDED;
    }

    /// Whether the value may end where the input does: a number or word has no end of its own.
    boolean endsWithInput() {
        return state == State.SCALAR;
    }

    /// Most brackets that were open at once.
    int deepest() {
        return deepest;
    }

    /// Whether what is open can be told in a few words.
    boolean isShallow() {
        return brackets.depth() <= Brackets.FEW;
    }

    void save(StateWriter words) {
        brackets.save(words.constant(state));
    }

    void restore(StateReader saved) {
        state = saved.constant(State.class);
        brackets.restore(saved);
        deepest = brackets.depth();
    }

    /// Goes on from `p` and gives the index behind the value, or `to` where it does not end before.
    ///
    /// @param bytes followed by sentinel quotes behind `to`
    /// @param base plain-text offset of index 0
    int scan(byte[] bytes, int p, int to, long base) {
        int i = p;
        while (i < to) {
            switch (state) {
                case START -> i = start(bytes, i, base);
                case SCALAR -> {
                    i = scalar(bytes, i, to);
                    if (i < to) {
                        state = State.ENDED;
                    }
                }
                case STRING -> i = string(bytes, i, to, State.ENDED, State.STRING_ESCAPE);
                case INNER_STRING -> i = string(bytes, i, to, State.CONTAINER, State.INNER_ESCAPE);
                case STRING_ESCAPE -> {
                    i++;
                    state = State.STRING;
                }
                case INNER_ESCAPE -> {
                    i++;
                    state = State.INNER_STRING;
                }
                case CONTAINER -> i = container(bytes, i, to, base);
                case ENDED -> {
                    return i;
                }
            }
        }
        return i;
    }

    private int start(byte[] bytes, int i, long base) {
        switch (bytes[i]) {
            case '"' -> state = State.STRING;
            case '{' -> {
                brackets.openObject(base + i);
                deepest = 1;
                state = State.CONTAINER;
            }
            case '[' -> {
                brackets.openArray(base + i);
                deepest = 1;
                state = State.CONTAINER;
            }
            default -> state = State.SCALAR;
        }
        return i + 1;
    }

    private static int scalar(byte[] bytes, int p, int to) {
        int i = p;
        while (i < to && !Bytes.endsScalar(bytes[i])) {
            i++;
        }
        return i;
    }

    /// In a string: to behind its closing quote, behind a backslash, or to the end of the chunk.
    private int string(byte[] bytes, int p, int to, State closed, State escaped) {
        int i = Words.quoteOrBackslash(bytes, p);
        if (i >= to) {
            return to;
        }
        state = bytes[i] == '"' ? closed : escaped;
        return i + 1;
    }

    private int container(byte[] bytes, int p, int to, long base) {
        int i = p;
        while (i < to) {
            switch (bytes[i++]) {
                case '"' -> {
                    i = innerString(bytes, i, to);
                    if (state != State.CONTAINER) {
                        return i;
                    }
                }
                case '{' -> {
                    brackets.openObject(base + i - 1);
                    deepest = Math.max(deepest, brackets.depth());
                }
                case '[' -> {
                    brackets.openArray(base + i - 1);
                    deepest = Math.max(deepest, brackets.depth());
                }
                case '}', ']' -> {
                    close(bytes[i - 1], base + i - 1);
                    if (brackets.depth() == 0) {
                        state = State.ENDED;
                        return i;
                    }
                }
                default -> {
                }
            }
        }
        return i;
    }

    /// The whole string where it ends in this chunk; otherwise the state says how far it got.
    private int innerString(byte[] bytes, int p, int to) {
        int i = p;
        for (;;) {
            i = Words.quoteOrBackslash(bytes, i);
            if (i >= to) {
                state = State.INNER_STRING;
                return to;
            }
            if (bytes[i] == '"') {
                return i + 1;
            }
            i += 2;
            if (i > to) {
                state = State.INNER_ESCAPE;
                return to;
            }
        }
    }

    private void close(byte closer, long offset) {
        if (!brackets.close(closer)) {
            throw new Failure(FailureCode.DAMAGED, offset,
                    "expected " + (closer == '}' ? ']' : '}') + ", got " + (char) closer);
        }
    }
}

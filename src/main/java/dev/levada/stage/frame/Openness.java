package dev.levada.stage.frame;

/// Tells a record that was cut off from one that is merely malformed: follows the strings and brackets of one record
/// over any number of pieces, and forgives what does not match. Holds nothing, so a record that is too long to be held
/// is told apart too.
final class Openness {

    private enum State {
        /// Between tokens.
        BETWEEN,
        /// Inside a string.
        STRING,
        /// Behind a backslash in a string.
        ESCAPE
    }

    private State state = State.BETWEEN;
    private long depth;

    /// The next byte is the first one of a record.
    void begin() {
        state = State.BETWEEN;
        depth = 0;
    }

    /// Goes on with the bytes of `[from, to)`.
    ///
    /// @param bytes followed by sentinel quotes behind `to`
    void see(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to) {
            i = switch (state) {
                case BETWEEN -> token(bytes[i], i);
                case STRING -> string(bytes, i, to);
                case ESCAPE -> {
                    state = State.STRING;
                    yield i + 1;
                }
            };
        }
    }

    /// Whether a string or bracket is open.
    boolean isOpen() {
        return state != State.BETWEEN || depth > 0;
    }

    private int token(byte b, int i) {
        switch (b) {
            case '"' -> state = State.STRING;
            case '{', '[' -> depth++;
            case '}', ']' -> depth = Math.max(0, depth - 1); // ]{"id": is still cut off
            default -> {
            }
        }
        return i + 1;
    }

    private int string(byte[] bytes, int p, int to) {
        int i = Words.quoteOrBackslash(bytes, p);
        if (i >= to) {
            return to;
        }
        state = bytes[i] == '"' ? State.BETWEEN : State.ESCAPE;
        return i + 1;
    }
}

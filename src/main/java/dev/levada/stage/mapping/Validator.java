package dev.levada.stage.mapping;

import dev.levada.model.RejectCode;

/// Passes over one value, whatever it is, and checks all of it against RFC 8259. Nesting is a stack of closing
/// brackets, not of calls.
final class Validator {

    /// Objects and arrays that may lie in each other inside one record.
    static final int MAX_DEPTH = 1024;

    private final Tokens tokens;
    private final byte[] closers = new byte[MAX_DEPTH + 1];
    private int depth;

    Validator(Tokens tokens) {
        this.tokens = tokens;
    }

    /// The value that begins at p; gives the index behind it.
    ///
    /// @param above objects and arrays that are open around it
    int value(int p, int above) {
        depth = above;
        int next = begin(p);
        while (depth > above) {
            next = goOn(closers[depth] == ']' ? tokens.strings(next) : next);
        }
        return next;
    }

    /// Goes down to the first scalar or empty container; gives the index behind that.
    private int begin(int from) {
        int p = from;
        for (;;) {
            byte c = tokens.at(p);
            if (c == '{') {
                open((byte) '}');
                p = tokens.space(p + 1);
                if (tokens.at(p) == '}') {
                    depth--;
                    return p + 1;
                }
                p = tokens.name(p);
            } else if (c == '[') {
                open((byte) ']');
                p = tokens.space(p + 1);
                if (tokens.at(p) == ']') {
                    depth--;
                    return p + 1;
                }
            } else {
                return tokens.scalar(p);
            }
        }
    }

    /// Behind a value inside a container: the next one, or the end of the container.
    private int goOn(int from) {
        int p = tokens.space(from);
        byte c = tokens.at(p);
        if (c == closers[depth]) {
            depth--;
            return p + 1;
        }
        if (c != ',') {
            throw tokens.expected(separators(closers[depth]), p);
        }
        p = tokens.space(p + 1);
        return begin(closers[depth] == '}' ? tokens.name(p) : p);
    }

    private void open(byte closer) {
        closers[deeper(depth)] = closer;
        depth++;
    }

    /// The depth of what opens at `depth`.
    static int deeper(int depth) {
        if (depth == MAX_DEPTH) {
            throw new Refusal(RejectCode.TOO_DEEP, "expected at most " + MAX_DEPTH + " levels, got more");
        }
        return depth + 1;
    }

    /// What may follow a value in a container, in words.
    static String separators(byte closer) {
        return closer == '}' ? ", or }" : ", or ]";
    }
}

package dev.levada.stage.frame;

/// What single bytes of JSON text mean to a framer.
final class Bytes {

    private Bytes() {
    }

    /// White space by RFC 8259.
    static boolean isWhite(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    /// White space within a line.
    static boolean isBlank(byte b) {
        return b == ' ' || b == '\t' || b == '\r';
    }

    /// Whether a number or word ends before this byte.
    static boolean endsScalar(byte b) {
        return switch (b) {
            case ' ', '\n', '\r', '\t', ',', ':', '"', '[', ']', '{', '}' -> true;
            default -> false;
        };
    }

    /// Whether a value may begin with this byte; what it then is, the mapping judges.
    static boolean startsValue(byte b) {
        return b == '"' || b == '{' || b == '[' || !endsScalar(b);
    }

    /// Behind the last byte of `[from, to)` that is not white space; `from` where all are.
    static int trimmed(byte[] bytes, int from, int to) {
        int end = to;
        while (end > from && isWhite(bytes[end - 1])) {
            end--;
        }
        return end;
    }

    /// What stands there, for messages: never a byte of a value.
    static String describe(byte b) {
        return switch (b) {
            case '{', '}', '[', ']', ',', ':' -> String.valueOf((char) b);
            case '"' -> "a string";
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> "a number";
            case 't', 'f', 'n' -> "a word";
            default -> "something else";
        };
    }
}

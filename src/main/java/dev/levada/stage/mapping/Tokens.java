package dev.levada.stage.mapping;

import dev.levada.model.Kind;
import dev.levada.model.RejectCode;

/// The tokens of RFC 8259, checked where they lie: white space, strings, numbers, literals. Each method takes the index
/// at which a token begins and gives the index behind it, or throws [Refusal]. Nothing behind the end of the record is
/// ever looked at as part of it.
final class Tokens {

    /// What [#at] gives behind the end: no token begins or goes on with it.
    private static final byte NOTHING = 0;

    private static final int TRUE = 't' | 'r' << 8 | 'u' << 16 | 'e' << 24;
    private static final int NULL = 'n' | 'u' << 8 | 'l' << 16 | 'l' << 24;
    private static final int ALSE = 'a' | 'l' << 8 | 's' << 16 | 'e' << 24;

    private byte[] bytes;
    private int origin;
    private int end;
    /// Index of the last white space between tokens, so that a value is spaced if it begins before this.
    private int lastSpace;
    /// Index of the last backslash, so that a string has escapes if it begins before this.
    private int lastEscape;

    /// Sets out for the bytes up to `end`.
    ///
    /// @param origin where positions in messages count from
    void open(byte[] bytes, int origin, int end) {
        this.bytes = bytes;
        this.origin = origin;
        this.end = end;
        this.lastSpace = -1;
        this.lastEscape = -1;
    }

    byte[] bytes() {
        return bytes;
    }

    int end() {
        return end;
    }

    /// The byte at p, or 0 behind the end.
    byte at(int p) {
        return p < end ? bytes[p] : NOTHING;
    }

    /// There is white space between tokens at p.
    void spaced(int p) {
        lastSpace = p;
    }

    /// Passes over white space, if there is any.
    int space(int p) {
        return at(p) > ' ' ? p : spaces(p);
    }

    private int spaces(int from) {
        int p = from;
        while (isSpace(at(p))) {
            p++;
            while (p + Long.BYTES <= end && Words.at(bytes, p) == Words.SPACES) {
                p += Long.BYTES; // indentation
            }
        }
        if (p > from) {
            lastSpace = p - 1;
        }
        return p;
    }

    private static boolean isSpace(byte c) {
        return c == ' ' || c == '\n' || c == '\r' || c == '\t';
    }

    /// A member name, its colon and the white space around it.
    int name(int p) {
        return colon(string(p, "a member name"));
    }

    /// A colon and the white space around it.
    int colon(int p) {
        int colon = space(p);
        if (at(colon) != ':') {
            throw expected(":", colon);
        }
        return space(colon + 1);
    }

    /// Any value that is neither object nor array.
    int scalar(int p) {
        byte c = at(p);
        if (c == '"') {
            return string(p, "a value");
        }
        return c == '-' || isDigit(c) ? number(p) : literal(p);
    }

    /// @param what the word for it where there is no string
    int string(int p, String what) {
        if (at(p) != '"') {
            throw expected(what, p);
        }
        int next = Words.plainUntil(bytes, p + 1, end);
        return at(next) == '"' ? next + 1 : stringFrom(next);
    }

    /// Passes over `,"text"` as often as it stands there, without escapes and with nothing outside ASCII: lists of words.
    int strings(int from) {
        int p = from;
        while (at(p) == ',' && at(p + 1) == '"') {
            int next = Words.plainUntil(bytes, p + 2, end);
            if (at(next) != '"') {
                break;
            }
            p = next + 1;
        }
        return p;
    }

    /// The rest of a string, from the first byte on that is not plain.
    private int stringFrom(int from) {
        int next = from;
        for (;;) {
            byte c = at(next);
            if (c == '"') {
                return next + 1;
            }
            if (c == '\\') {
                next = escape(next);
            } else if (c < 0) {
                next = sequences(next);
            } else {
                throw expected("the rest of a string", next); // ex {"a":"b  or a bare line feed
            }
            next = Words.plainUntil(bytes, next, end);
        }
    }

    private int escape(int p) {
        lastEscape = p;
        return switch (at(p + 1)) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> p + 2;
            case 'u' -> {
                for (int i = p + 2; i < p + 6; i++) {
                    if (Character.digit(at(i), 16) < 0) {
                        throw expected("four hex digits", i); // ex 00g0
                    }
                }
                yield p + 6;
            }
            default -> throw expected("an escape", p + 1); // ex a backslash and x
        };
    }

    private int sequences(int from) {
        int p = from;
        do {
            int next = Utf8.behind(bytes, p, end);
            if (next == Utf8.MALFORMED) {
                throw new Refusal(RejectCode.INVALID_UTF8, "expected UTF-8 at byte " + (p - origin)
                        + ", got a byte that does not belong there");
            }
            p = next;
        } while (at(p) < 0);
        return p;
    }

    private int number(int from) {
        int p = at(from) == '-' ? from + 1 : from;
        p = at(p) == '0' ? p + 1 : digits(p); // 01 is 0 and something else behind it
        if (at(p) == '.') {
            p = digits(p + 1);
        }
        if (at(p) == 'e' || at(p) == 'E') {
            p++;
            p = digits(at(p) == '+' || at(p) == '-' ? p + 1 : p);
        }
        return p;
    }

    private int digits(int from) {
        int p = from;
        while (isDigit(at(p))) {
            p++;
        }
        if (p == from) {
            throw expected("a digit", p); // ex -  1.  1e+
        }
        return p;
    }

    private int literal(int p) {
        byte c = at(p);
        if ((c == 't' || c == 'n') && end - p >= 4) {
            int word = Words.intAt(bytes, p);
            if (word == TRUE || word == NULL) {
                return p + 4;
            }
        }
        if (c == 'f' && end - p >= 5 && Words.intAt(bytes, p + 1) == ALSE) {
            return p + 5;
        }
        throw expected("a value", p);
    }

    static boolean isDigit(byte c) {
        return c >= '0' && c <= '9';
    }

    /// Whether the string that began at `start` and has just been passed has escapes.
    boolean hasEscapes(int start) {
        return lastEscape > start;
    }

    /// Whether white space lies between the tokens of the container that began at `start` and has just been passed.
    boolean isSpaced(int start) {
        return lastSpace > start;
    }

    /// What the value is that began at `start` and has just been passed.
    Kind kind(int start) {
        return switch (bytes[start]) {
            case '"' -> hasEscapes(start) ? Kind.ESCAPED_TEXT : Kind.TEXT;
            case '{', '[' -> isSpaced(start) ? Kind.SPACED_JSON : Kind.JSON;
            case 't', 'f' -> Kind.BOOLEAN;
            case 'n' -> Kind.NULL;
            default -> Kind.NUMBER;
        };
    }

    /// The record is malformed at p.
    Refusal expected(String what, int p) {
        int place = Math.min(p, end) - origin;
        boolean ended = p >= end;
        byte found = at(p);
        return new Refusal(RejectCode.MALFORMED, () -> "expected " + what + " at byte " + place + ", got "
                + (ended ? "the end of the record" : word(found)));
    }

    /// A byte in words: characters of structure as they are, anything else by its sort only.
    private static String word(byte c) {
        return switch (c) {
            case '{', '}', '[', ']', ':', ',' -> String.valueOf((char) c);
            case '"' -> "a quote";
            case '\\' -> "a backslash";
            case ' ' -> "a space";
            default -> {
                if (c < 0) {
                    yield "a byte outside ASCII";
                }
                yield c < ' '
                        ? "a control character"
                        : isDigit(c)
                                ? "a digit"
                                : Character.isLetter(c) ? "a letter" : "another character";
            }
        };
    }
}

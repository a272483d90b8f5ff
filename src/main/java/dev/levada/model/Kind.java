package dev.levada.model;

/// What the token of a cell is, so that an encoder knows without looking how to write it.
public enum Kind {
    /// No value: the member was missing or null. The cell has no bytes.
    NULL(1),
    /// A JSON string, quotes included, without escapes.
    TEXT(2),
    /// A JSON string, quotes included, with at least one escape.
    ESCAPED_TEXT(3),
    /// A JSON number, as it was written.
    NUMBER(4),
    /// `true` or `false`.
    BOOLEAN(5),
    /// An object or array without white space between its tokens (or any other valid JSON).
    JSON(6),
    /// The same with white space between its tokens, which is dropped on the way out.
    SPACED_JSON(7);

    private static final Kind[] BY_CODE = new Kind[8];

    static {
        for (Kind kind : values()) {
            BY_CODE[kind.code] = kind;
        }
    }

    private final byte code;

    Kind(int code) {
        this.code = (byte) code;
    }

    /// What stands for it in [Spans]: 1 to 7.
    byte code() {
        return code;
    }

    /// The kind with a code, null for 0.
    static Kind of(int code) {
        return BY_CODE[code];
    }

    /// Its place in a set of kinds.
    public int bit() {
        return 1 << code;
    }
}

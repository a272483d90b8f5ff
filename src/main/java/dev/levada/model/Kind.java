package dev.levada.model;

/// What the token of a cell is, so that an encoder knows without looking how to write it.
public enum Kind {
    /// No value: the member was missing or null. The cell has no bytes.
    NULL,
    /// A JSON string, quotes included, without escapes.
    TEXT,
    /// A JSON string, quotes included, with at least one escape.
    ESCAPED_TEXT,
    /// A JSON number, as it was written.
    NUMBER,
    /// `true` or `false`.
    BOOLEAN,
    /// An object or array without white space between its tokens (or any other valid JSON).
    JSON,
    /// The same with white space between its tokens, which is dropped on the way out.
    SPACED_JSON
}

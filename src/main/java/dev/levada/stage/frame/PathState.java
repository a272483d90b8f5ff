package dev.levada.stage.frame;

/// Where a [PathFraming] stands.
enum PathState {
    /// A value comes: at the beginning, behind a colon, or behind a comma in an array.
    VALUE,
    /// Behind `{`: a name or `}`.
    FIRST_NAME,
    /// Behind a comma in an object: a name.
    NAME,
    /// Inside a name.
    IN_NAME,
    /// Behind a name: a colon.
    COLON,
    /// Behind `[`: a value or `]`.
    FIRST_VALUE,
    /// Behind a member or element: a comma or the closing bracket.
    COMMA,
    /// In a value that is structure.
    SKIPPED,
    /// In a record.
    RECORD,
    /// Behind `[` of an array aside: an object as its first element makes it a candidate.
    FIRST_ASIDE,
    /// Behind the document.
    BEHIND;

    /// Whether a mark can tell of it: not in the middle of a name or of a record.
    boolean isTold() {
        return switch (this) {
            case IN_NAME, COLON, RECORD -> false;
            case VALUE, FIRST_NAME, NAME, FIRST_VALUE, COMMA, SKIPPED, FIRST_ASIDE, BEHIND -> true;
        };
    }
}

package dev.levada.model;

/// Something that is done to a value, in the order in which `apply` lists it. Null stays null.
public sealed interface Step {

    /// Removes white space at both ends (`String.strip`).
    record Trim() implements Step {
    }

    /// Lower case, by Unicode and without a locale.
    record Lower() implements Step {
    }

    /// Upper case, by Unicode and without a locale.
    record Upper() implements Step {
    }

    /// The lower-case hex SHA-256 of the text in UTF-8.
    record Sha256() implements Step {
    }

    /// The constant text `[redacted]`.
    record Redact() implements Step {
    }

    /// The first code points of the text.
    ///
    /// @param codePoints how many, at least 1
    record Truncate(int codePoints) implements Step {
    }
}

package dev.levada.model;

import java.util.Locale;

/// Output formats.
public enum Format implements Worded {
    /// One JSON object a line, LF at its end.
    NDJSON,
    /// RFC 4180 with a header line in every part.
    CSV;

    /// The word for it in definitions, and what file names end in (before the compression).
    @Override
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}

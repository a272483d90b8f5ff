package dev.levada.model;

/// Encodings of JSON text that are read (RFC 4627 section 3 tells how they are told apart without a byte order mark).
public enum Encoding {
    UTF_8("UTF-8"), UTF_16LE("UTF-16LE"), UTF_16BE("UTF-16BE"), UTF_32LE("UTF-32LE"), UTF_32BE("UTF-32BE");

    private final String word;

    Encoding(String word) {
        this.word = word;
    }

    /// Its IANA name.
    public String word() {
        return word;
    }
}

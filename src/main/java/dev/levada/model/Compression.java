package dev.levada.model;

import java.util.Locale;

/// Compressions, on the way in and on the way out.
public enum Compression implements Worded {
    NONE(""),
    /// RFC 1952; on the way out one member a block.
    GZIP(".gz"),
    /// RFC 8878; on the way out one frame a block.
    ZSTD(".zst");

    private final String suffix;

    Compression(String suffix) {
        this.suffix = suffix;
    }

    /// What file names end in.
    public String suffix() {
        return suffix;
    }

    /// The word for it in definitions and manifests.
    @Override
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}

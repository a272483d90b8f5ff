package dev.levada.model;

/// Where a block goes.
public enum Destination {
    /// Finished rows.
    DATA("data"),
    /// Rejected records.
    REJECTS("rejects");

    private final String folder;

    Destination(String folder) {
        this.folder = folder;
    }

    /// Its folder below the pipeline's.
    public String folder() {
        return folder;
    }
}

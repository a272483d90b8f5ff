package dev.levada.bench.data;

/// How the records of an export lie.
public enum Layout {
    ARRAY("array", ".json"), PRETTY("pretty", ".json"), WRAPPED("wrapped", ".json"), LINES("lines", ".ndjson");

    private final String title;
    private final String suffix;

    Layout(String title, String suffix) {
        this.title = title;
        this.suffix = suffix;
    }

    /** The file that a number of users in this layout lies in. */
    public String fileName(long users) {
        return "users-" + users + "-" + title + suffix;
    }
}

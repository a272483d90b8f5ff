package dev.levada.bench.data;

/// The white space of an export: none, or two spaces a level from the depth at which its records lie.
record Indent(boolean pretty, int depth) {

    /** The line break before what lies so many levels below the record. */
    String line(int level) {
        return pretty ? "\n" + "  ".repeat(depth + level) : "";
    }

    String colon() {
        return pretty ? ": " : ":";
    }
}

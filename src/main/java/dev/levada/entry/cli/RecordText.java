package dev.levada.entry.cli;

import dev.levada.model.Kind;
import dev.levada.run.Inspected;
import dev.levada.run.Wanted;
import java.nio.charset.StandardCharsets;

/// A record as `levada show` prints it.
///
/// @param input the export as it was typed
record RecordText(String input, Inspected.One record) {

    private static final int NAME = 10;

    String text(Wanted wanted) {
        StringBuilder text = new StringBuilder();
        text.append(Printable.of(input)).append(": record ").append(record.index()).append(", ").append(shape())
                .append('\n');
        line(text, "place", "offset " + record.offset() + ", " + record.length() + " bytes of plain text"
                + structure(wanted));
        line(text, "read", read());
        if (record.raw() == null) {
            line(text, "raw", "not held");
        } else {
            block(text, "raw", new String(record.raw(), StandardCharsets.UTF_8));
        }
        switch (record.outcome()) {
            case Inspected.Row row -> row(text, row);
            case Inspected.Rejected rejected -> line(text, "rejected", rejected.code()
                    + (rejected.field() == null ? "" : " /" + rejected.field()) + ": " + rejected.reason());
            case Inspected.Filtered filtered -> line(text, "filtered", "left out by the definition's where");
        }
        return text.toString();
    }

    private String shape() {
        return "lying as " + record.reading().shape();
    }

    private String structure(Wanted wanted) {
        boolean before = wanted instanceof Wanted.At at && at.offset() < record.offset();
        return before ? " (the asked offset lies in structure; this is the next record)" : "";
    }

    private String read() {
        Inspected.Reading reading = record.reading();
        return Numbers.grouped(reading.bytes()) + " bytes of the source, from byte " + reading.begin().source()
                + " on (" + why(reading.guide()) + ")";
    }

    private static String why(Inspected.Guide guide) {
        return switch (guide) {
            case INDEX -> "by the index of the published run";
            case NO_PLACE_BEFORE -> "its beginning: the index has no place before the record";
            case NONE_FOUND -> "its beginning: --output has no index of this version, pipeline and shape";
            case NONE_ASKED -> "its beginning: no --output names runs of it";
        };
    }

    private static void row(StringBuilder text, Inspected.Row row) {
        line(text, "row", row.cells().size() == 1 ? "1 column" : row.cells().size() + " columns");
        int width = row.cells().stream().mapToInt(cell -> cell.column().length()).max().orElse(0);
        for (Inspected.Cell cell : row.cells()) {
            String token = cell.token() == null ? "null" : Printable.of(cell.token().replaceAll("\\s*\\R\\s*", " "));
            text.append("    ").append(cell.column()).append(" ".repeat(width - cell.column().length())).append("  ")
                    .append(token).append("  (").append(word(cell.kind())).append(")\n");
        }
        block(text, "encoded", row.encoded());
    }

    private static String word(Kind kind) {
        return switch (kind) {
            case NULL -> "no value";
            case TEXT, ESCAPED_TEXT -> "text";
            case NUMBER -> "number";
            case BOOLEAN -> "boolean";
            case JSON, SPACED_JSON -> "json";
        };
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append("  ").append(name).append(" ".repeat(NAME - name.length())).append(Printable.of(value))
                .append('\n');
    }

    private static void block(StringBuilder text, String name, String value) {
        text.append("  ").append(name).append('\n');
        value.stripTrailing().lines().forEach(line -> text.append("    ").append(Printable.of(line)).append('\n'));
    }
}

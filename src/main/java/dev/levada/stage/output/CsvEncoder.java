package dev.levada.stage.output;

import dev.levada.model.Rows;
import dev.levada.model.Schema;
import dev.levada.model.Slab;
import dev.levada.model.ValueType;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/// RFC 4180: comma, CRLF, a header, quotes only where they are needed (comma, quote, CR, LF, white space at an end).
///
/// A string is written as its text, in quotes if it is empty; no value as nothing. A column of type `json` holds JSON
/// text whatever the value is, so that every cell of it can be parsed alike: `"a"` stays `"a"`, in CSV `"""a"""`.
/// Where a row has one cell only, no value is `""` as well, for readers pass over blank lines.
final class CsvEncoder implements Encoder {

    /// What the column of records is called that are passed on whole.
    private static final String DOCUMENT_HEADER = "record";

    private final Schema schema;
    /// Which columns hold JSON text.
    private final boolean[] json;
    /// What is written where there is no value.
    private final byte[] none;
    private final int noneLength;

    CsvEncoder(Schema schema) {
        this.schema = schema;
        this.json = new boolean[schema.size()];
        for (int column = 0; column < json.length; column++) {
            json[column] = schema.columns().get(column).type() == ValueType.JSON;
        }
        String alone = schema.isDocument() ? "null" : "\"\"";
        String text = schema.size() == 1 ? alone : "";
        this.none = JsonTokens.literal(text);
        this.noneLength = text.length();
    }

    @Override
    public byte[] preamble() {
        String header = schema.isDocument()
                ? DOCUMENT_HEADER
                : schema.columns().stream().map(column -> heading(column.name())).collect(Collectors.joining(","));
        return (header + "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    private static String heading(String name) {
        byte[] bytes = JsonTokens.literal(name);
        boolean quoted = CsvCells.needsQuotes(bytes, 0, bytes.length - Slab.SLACK);
        return quoted ? '"' + name.replace("\"", "\"\"") + '"' : name;
    }

    @Override
    public long room(Rows rows, int row) {
        long room = json.length + 1L; // commas and CRLF
        int cell = row * rows.columns;
        for (int column = 0; column < json.length; column++, cell++) {
            int length = rows.cells.length(cell);
            room += switch (rows.cells.kind(cell)) {
                case NULL -> noneLength;
                // No text outgrows its token: the quotes are there, and no escape is shorter than its character.
                case TEXT, ESCAPED_TEXT -> json[column] ? jsonRoom(rows, cell) : length;
                case NUMBER, BOOLEAN -> length;
                case JSON, SPACED_JSON -> jsonRoom(rows, cell);
            };
        }
        return room;
    }

    private static long jsonRoom(Rows rows, int cell) {
        return CsvCells.jsonRoom(rows.bytes(cell), rows.cells.start(cell), rows.cells.end(cell));
    }

    @Override
    public int encode(Rows rows, int row, byte[] to, int at) {
        int out = at;
        int cell = row * rows.columns;
        for (int column = 0; column < json.length; column++, cell++) {
            if (column > 0) {
                to[out++] = ',';
            }
            out = json[column] ? json(rows, cell, to, out) : value(rows, cell, to, out);
        }
        to[out++] = '\r';
        to[out++] = '\n';
        return out;
    }

    private int value(Rows rows, int cell, byte[] to, int at) {
        int start = rows.cells.start(cell);
        int end = rows.cells.end(cell);
        return switch (rows.cells.kind(cell)) {
            case NULL -> JsonTokens.copy(none, 0, noneLength, to, at);
            case TEXT -> CsvCells.text(rows.bytes(cell), start + 1, end - 1, to, at);
            case ESCAPED_TEXT -> CsvCells.escapedText(rows.bytes(cell), start + 1, end - 1, to, at);
            case NUMBER, BOOLEAN -> JsonTokens.copy(rows.bytes(cell), start, end - start, to, at);
            case JSON, SPACED_JSON -> CsvCells.json(rows.bytes(cell), start, end, to, at);
        };
    }

    private int json(Rows rows, int cell, byte[] to, int at) {
        return switch (rows.cells.kind(cell)) {
            case NULL, NUMBER, BOOLEAN -> value(rows, cell, to, at);
            case TEXT, ESCAPED_TEXT, JSON, SPACED_JSON ->
                CsvCells.json(rows.bytes(cell), rows.cells.start(cell), rows.cells.end(cell), to, at);
        };
    }
}

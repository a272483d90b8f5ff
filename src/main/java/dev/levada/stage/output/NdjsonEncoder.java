package dev.levada.stage.output;

import dev.levada.model.Kind;
import dev.levada.model.Rows;
import dev.levada.model.Schema;
import java.nio.charset.StandardCharsets;

/// One JSON object a line, members in the order of the columns, values byte for byte as they came; a missing value is
/// `null`. A row of [Schema#DOCUMENT] is the value itself.
final class NdjsonEncoder implements Encoder {

    private static final byte[] NULL = bytes("null");

    /// What stands in front of the value of each column: `{"a":` or `,"b":`.
    private final byte[][] before;
    private final byte[] end;
    /// Bytes of a row besides its values.
    private final int around;

    NdjsonEncoder(Schema schema) {
        boolean document = schema.isDocument();
        before = new byte[schema.size()][];
        int sum = 0;
        for (int column = 0; column < before.length; column++) {
            String member = (column == 0 ? "{" : ",") + JsonText.quoted(schema.columns().get(column).name()) + ":";
            before[column] = bytes(document ? "" : member);
            sum += before[column].length;
        }
        end = bytes(document ? "\n" : "}\n");
        around = sum + end.length;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] preamble() {
        return new byte[0];
    }

    @Override
    public long room(Rows rows, int row) {
        long room = around;
        int first = row * rows.columns;
        for (int cell = first; cell < first + rows.columns; cell++) {
            room += rows.cells.kind(cell) == Kind.NULL ? NULL.length : rows.cells.length(cell);
        }
        return room;
    }

    @Override
    public int encode(Rows rows, int row, byte[] to, int at) {
        int out = at;
        int cell = row * rows.columns;
        for (int column = 0; column < before.length; column++, cell++) {
            out = JsonTokens.copy(before[column], 0, before[column].length, to, out);
            out = value(rows, cell, to, out);
        }
        return JsonTokens.copy(end, 0, end.length, to, out);
    }

    private static int value(Rows rows, int cell, byte[] to, int at) {
        int start = rows.cells.start(cell);
        int behind = rows.cells.end(cell);
        return switch (rows.cells.kind(cell)) {
            case NULL -> JsonTokens.copy(NULL, 0, NULL.length, to, at);
            case TEXT, ESCAPED_TEXT, NUMBER, BOOLEAN, JSON ->
                JsonTokens.copy(rows.bytes(cell), start, behind - start, to, at);
            case SPACED_JSON -> JsonTokens.compact(rows.bytes(cell), start, behind, to, at);
        };
    }
}

package dev.levada.stage.output;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.levada.contract.EncoderContract;
import dev.levada.model.Format;
import dev.levada.model.Kind;
import dev.levada.model.Schema;
import dev.levada.model.ValueType;
import dev.levada.stage.output.Cells.Cell;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class NdjsonEncoderTest implements EncoderContract {

    private static final ObjectMapper JACKSON = new ObjectMapper();

    @Override
    public Format format() {
        return Format.NDJSON;
    }

    @Override
    public List<List<String>> read(String part) {
        List<List<String>> rows = new ArrayList<>();
        for (String line : part.lines().toList()) {
            rows.add(new ArrayList<>());
            JsonNode row = tree(line);
            for (Schema.Column column : Cells.SCHEMA.columns()) {
                rows.getLast().add(row.get(column.name()).toString());
            }
        }
        return rows;
    }

    @Override
    public String expected(Cell cell, int column) {
        return tree(cell.compact()).toString();
    }

    private static JsonNode tree(String json) {
        try {
            return JACKSON.readTree(json);
        } catch (JsonProcessingException notJson) {
            throw new IllegalArgumentException(json, notJson);
        }
    }

    private static String row(Schema schema, Cell... cells) {
        return Encoded.row(new NdjsonEncoder(schema), schema, List.of(cells));
    }

    @Test
    void valuesAreByteForByteWhatCame() {
        for (List<Cell> row : Cells.random(500, 7)) {
            assertEquals("{\"id\":" + row.get(0).compact() + ",\"na\\\"me, ü\":" + row.get(1).compact() + ",\"active\":"
                    + row.get(2).compact() + ",\"tags\":" + row.get(3).compact() + ",\"note\":" + row.get(4).compact()
                    + "}\n", Encoded.row(new NdjsonEncoder(Cells.SCHEMA), Cells.SCHEMA, row));
        }
    }

    @Test
    void aDocumentIsALine() {
        assertEquals("{\"a\":[1]}\n", row(Schema.DOCUMENT, Cell.of(Kind.SPACED_JSON, "{ \"a\":\r\n [ 1 ] }")));
        assertEquals("\"\\u00e9\"\n", row(Schema.DOCUMENT, Cell.text("\"\\u00e9\"")));
        assertEquals("null\n", row(Schema.DOCUMENT, Cell.none()));
    }

    @Test
    void anEntryHasKeyAndValue() {
        assertEquals("{\"key\":\"id1\",\"value\":{\"a\":1}}\n",
                row(Schema.ENTRY, Cell.text("\"id1\""), Cell.of(Kind.JSON, "{\"a\":1}")));
    }

    @Test
    void whiteSpaceInsideStringsStays() {
        assertEquals("{\"a\":[\"x  y\",\"\\\" \",\"\\\\\",1]}\n", row(Encoded.column(ValueType.JSON),
                Cell.of(Kind.SPACED_JSON, "[ \"x  y\" , \"\\\" \" ,\"\\\\\" , 1 ]")));
    }

    @Test
    void namesAreEscaped() {
        Schema schema = Encoded.columns(ValueType.STRING, "\"\\\n\u0001\u007f", "é😀", "\ud800");
        String row = row(schema, Cell.none(), Cell.none(), Cell.none());
        assertEquals("{\"\\\"\\\\\\u000a\\u0001\u007f\":null,\"é😀\":null,\"\\ud800\":null}\n", row);
        List<String> names = new ArrayList<>();
        tree(row).fieldNames().forEachRemaining(names::add);
        assertEquals(List.of("\"\\\n\u0001\u007f", "é😀", "\ud800"), names);
    }

    @Test
    void valuesOfEveryLengthAreCopiedWhole() {
        for (int length = 0; length < 200; length++) {
            String token = '"' + "x".repeat(length) + '"';
            assertEquals("{\"a\":" + token + "}\n", row(Encoded.column(ValueType.STRING), Cell.text(token)));
        }
    }

    @Test
    void thereIsNoPreamble() {
        assertArrayEquals(new byte[0], Router.preamble(Format.NDJSON, Cells.SCHEMA));
    }
}

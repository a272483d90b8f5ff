package dev.levada.stage.output;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.levada.contract.EncoderContract;
import dev.levada.model.Format;
import dev.levada.model.Kind;
import dev.levada.model.Schema;
import dev.levada.model.ValueType;
import dev.levada.stage.output.Cells.Cell;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CsvEncoderTest implements EncoderContract {

    private static final ObjectMapper JACKSON = new ObjectMapper();

    @Override
    public Format format() {
        return Format.CSV;
    }

    @Override
    public List<List<String>> read(String part) {
        List<List<String>> rows = CsvReader.read(part);
        assertEquals(List.of("id", "na\"me, ü", "active", "tags", "note"), rows.getFirst());
        return rows.subList(1, rows.size());
    }

    @Override
    public String expected(Cell cell, int column) {
        boolean text = Cells.SCHEMA.columns().get(column).type() == ValueType.STRING;
        return switch (cell.kind()) {
            case NULL -> null;
            case TEXT, ESCAPED_TEXT -> text ? decoded(cell.token()) : cell.compact();
            case NUMBER, BOOLEAN, JSON, SPACED_JSON -> cell.compact();
        };
    }

    static String decoded(String token) {
        try {
            return JACKSON.readValue(token, String.class);
        } catch (JsonProcessingException wrongTest) {
            throw new IllegalArgumentException(token, wrongTest);
        }
    }

    /// The cell beside another one.
    private static String cell(ValueType type, Cell cell) {
        Schema schema = Encoded.columns(type, "a", "b");
        String row = Encoded.row(new CsvEncoder(schema), schema, List.of(cell, Cell.none()));
        assertEquals(",\r\n", row.substring(row.length() - 3));
        return row.substring(0, row.length() - 3);
    }

    private static String text(String token) {
        return cell(ValueType.STRING, Cell.text(token));
    }

    private static String header(Schema schema) {
        return new String(Router.preamble(Format.CSV, schema), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', ignoreLeadingAndTrailingWhitespace = false, value = {
            "\"plain\"|plain", "\"in the middle\"|in the middle", "\"a;b'c\"|a;b'c", "\"a\\/b\"|a/b",
            "\"Z\\u00fcrich\"|Zürich",
            "\"\\ud83d\\ude00!\"|😀!", "\"\\\\\"|\\", "\"in\\tside\"|in\tside"})
    void aCellThatNeedsNoQuotesHasNone(String token, String cell) {
        assertEquals(cell, text(token));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', ignoreLeadingAndTrailingWhitespace = false, value = {
            "\"a,b\"|\"a,b\"", "\" a\"|\" a\"", "\"a \"|\"a \"", "\"\\ta\"|\"\ta\"",
            "\"a\\\"b\"|\"a\"\"b\"", "\"\\\"\"|\"\"\"\"",
            "\"\\u0022\"|\"\"\"\"", "\"\\u002c\"|\",\"", "\"\"|\"\""})
    void aCellThatNeedsQuotesHasThem(String token, String cell) {
        assertEquals(cell, text(token));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"\"\\ud800\"|\\ud800", "\"a\\uDC00b\"|a\\uDC00b",
            "\"\\ud83d\\u0041\"|\\ud83dA", "\"\\ud83d\\ud83d\\ude00\"|\\ud83d😀"})
    void anEscapeOfHalfACharacterStaysAsItWasWritten(String token, String cell) {
        assertEquals(cell, text(token));
    }

    @Test
    void aCellWithLineEndsHasQuotes() {
        assertEquals("\"a\nb\"", text("\"a\\nb\""));
        assertEquals("\"a\rb\"", text("\"a\\rb\""));
        assertEquals("\"a\r\nb\"", text("\"a\\u000d\\u000Ab\""));
    }

    @Test
    void syntaxIsFoundWhereverItLies() {
        for (int before = 0; before < 20; before++) {
            for (int behind = 1; behind < 20; behind++) {
                String text = "x".repeat(before) + "," + "y".repeat(behind);
                assertEquals('"' + text + '"', text('"' + text + '"'));
                String plain = "x".repeat(before) + "-" + "y".repeat(behind);
                assertEquals(plain, text('"' + plain + '"'), "a comma behind the token is not part of it");
            }
        }
    }

    @Test
    void noValueIsNothingAndNoTextIsQuotes() {
        assertEquals("", cell(ValueType.STRING, Cell.none()));
        assertEquals("\"\"", text("\"\""));
    }

    @Test
    void numbersAndBooleansAreAsTheyWereWritten() {
        assertEquals("1e400", cell(ValueType.DECIMAL, Cell.of(Kind.NUMBER, "1e400")));
        assertEquals("0.10", cell(ValueType.DECIMAL, Cell.of(Kind.NUMBER, "0.10")));
        assertEquals("true", cell(ValueType.BOOLEAN, Cell.of(Kind.BOOLEAN, "true")));
    }

    @Test
    void aJsonColumnHoldsJsonTextWhateverTheValue() {
        assertEquals("\"[1,\"\"a\"\"]\"", cell(ValueType.JSON, Cell.of(Kind.JSON, "[1,\"a\"]")));
        assertEquals("\"{\"\"a b\"\":[1,2]}\"", cell(ValueType.JSON,
                Cell.of(Kind.SPACED_JSON, "{ \"a b\" :\n[ 1, 2 ] }")));
        assertEquals("\"\"\"a\"\"\"", cell(ValueType.JSON, Cell.text("\"a\"")));
        assertEquals("\"\"\"\\u00e9\\\"\"\"\"\"", cell(ValueType.JSON, Cell.text("\"\\u00e9\\\"\"")));
        assertEquals("5", cell(ValueType.JSON, Cell.of(Kind.NUMBER, "5")));
        assertEquals("", cell(ValueType.JSON, Cell.none()));
    }

    @Test
    void aRowOfOneCellIsNeverABlankLine() {
        Schema one = Encoded.column(ValueType.STRING);
        assertEquals("\"\"\r\n", Encoded.row(new CsvEncoder(one), one, List.of(Cell.none())));
        assertEquals("null\r\n",
                Encoded.row(new CsvEncoder(Schema.DOCUMENT), Schema.DOCUMENT, List.of(Cell.none())));
    }

    @Test
    void theHeaderHasTheNamesOfTheColumns() {
        assertEquals("id,\"na\"\"me, ü\",active,tags,note\r\n", header(Cells.SCHEMA));
        assertEquals("key,value\r\n", header(Schema.ENTRY));
        assertEquals("record\r\n", header(Schema.DOCUMENT));
        assertEquals("\" a\",\"\"\r\n", header(Encoded.columns(ValueType.STRING, " a", "")));
    }
}

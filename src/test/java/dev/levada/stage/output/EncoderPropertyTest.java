package dev.levada.stage.output;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.levada.model.Kind;
import dev.levada.model.Schema;
import dev.levada.model.ValueType;
import dev.levada.stage.output.Cells.Cell;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Against Jackson and a reader of RFC 4180.
final class EncoderPropertyTest {

    private static final ObjectMapper PLAIN = new ObjectMapper();
    private static final ObjectMapper ESCAPING = JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
    private static final Schema TWO = Encoded.columns(ValueType.STRING, "a", "b");

    private static final int TRIES = 1_500;
    private static final String TELLING = ",\"\r\n \\\t/\u0000";
    private static final String LETTERS = "abcde,\" ";

    private final Random random = new Random(20261123);

    /// Characters that matter to an encoder, plain letters, or anything in Unicode.
    private String text() {
        int length = random.nextInt(20);
        int kind = random.nextInt(3);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            switch (kind) {
                case 0 -> text.append(TELLING.charAt(random.nextInt(TELLING.length())));
                case 1 -> text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
                default -> text.appendCodePoint(codePoint());
            }
        }
        return text.toString();
    }

    private int codePoint() {
        int point = random.nextInt(0x110000 - 0x800);
        return point < 0xd800 ? point : point + 0x800; // no surrogates
    }

    @Test
    void aTextIsReadBackFromCsv() throws JsonProcessingException {
        for (int i = 0; i < TRIES; i++) {
            String first = text();
            String second = text();
            List<Cell> row = List.of(Cell.text(PLAIN.writeValueAsString(first)),
                    Cell.text(ESCAPING.writeValueAsString(second)));
            assertEquals(List.of(List.of(first, second)), CsvReader.read(Encoded.row(new CsvEncoder(TWO), TWO, row)));
        }
    }

    @Test
    void aTextIsReadBackFromNdjson() throws JsonProcessingException {
        for (int i = 0; i < TRIES; i++) {
            String first = text();
            String second = text();
            List<Cell> row = List.of(Cell.text(PLAIN.writeValueAsString(first)),
                    Cell.text(ESCAPING.writeValueAsString(second)));
            assertEquals(PLAIN.createObjectNode().put("a", first).put("b", second),
                    PLAIN.readTree(Encoded.row(new NdjsonEncoder(TWO), TWO, row)));
        }
    }

    @Test
    void jsonLosesItsWhiteSpaceAndNothingElse() {
        for (int i = 0; i < TRIES; i++) {
            Cell json = Cells.json(random);
            Schema two = Encoded.columns(ValueType.JSON, "a", "b");
            List<Cell> row = List.of(json, Cell.none());
            assertEquals("{\"a\":" + json.compact() + ",\"b\":null}\n", Encoded.row(new NdjsonEncoder(two), two, row));
            assertEquals(json.compact(),
                    CsvReader.read(Encoded.row(new CsvEncoder(two), two, row)).getFirst().getFirst());
        }
    }

    @Test
    void noTokenMakesAnEncoderFail() {
        for (int i = 0; i < TRIES; i++) {
            byte[] bytes = new byte[random.nextInt(40)];
            random.nextBytes(bytes);
            // Not JSON at all: the mapping lets none of it through, yet nothing may be read or written out of bounds.
            String token = '"' + new String(bytes, StandardCharsets.ISO_8859_1) + '"';
            for (Kind kind : List.of(Kind.ESCAPED_TEXT, Kind.JSON, Kind.SPACED_JSON)) {
                List<Cell> row = List.of(Cell.of(kind, token), Cell.of(kind, token));
                assertEquals('\n', last(Encoded.row(new NdjsonEncoder(TWO), TWO, row)));
                assertEquals('\n', last(Encoded.row(new CsvEncoder(TWO), TWO, row)));
            }
        }
    }

    private static char last(String text) {
        return text.charAt(text.length() - 1);
    }
}

package dev.levada.stage.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.levada.model.MappingPlan;
import dev.levada.model.RejectCode;
import dev.levada.model.ValueType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// On the same bytes, accepted and refused are the same as Jackson's (behind the strict UTF-8 decoder of the JDK:
/// Jackson's own lets overlong forms pass), and so are the values. `-Dlevada.rounds=100` makes it a long run.
class JacksonOracleTest {

    private static final int ROUNDS = Integer.getInteger("levada.rounds", 1);
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(2000).build()).build();
    private static final ObjectMapper MAPPER = JsonMapper.builder(FACTORY)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
    private static final String[] POINTERS = {"", "/a", "/a/b", "/a/b/c", "/0", "/a/0", "/a/1", "/b", "/c/a", "/é",
            "/é/0", "/", "/user_id",
            "/a_longer_name", "/a_longer_nome/a", "/quite_a_long_name_2", "/x~1y", "/x~0y", "/q\"t", "/😀", "/1/b/0",
            "/0/0"};

    @Test
    void aDamagedTextIsAcceptedWhereJacksonAcceptsIt() {
        RandomJson json = new RandomJson(1);
        Mapping identity = Mapping.of(new MappingPlan.Identity(), 0);
        Mapping fields = Mapping.of(planOf(ValueType.JSON), 0);
        int accepted = 0;
        int refused = 0;
        for (int i = 0; i < 60_000 * ROUNDS; i++) {
            byte[] text = Batch.bytes(json.text());
            byte[] record = i % 8 == 0 ? text : json.damage(text);
            boolean expected = isJson(record);
            assertEquals(expected, isAccepted(identity, record), () -> new String(record, StandardCharsets.UTF_8));
            assertEquals(expected, isAccepted(fields, record), () -> new String(record, StandardCharsets.UTF_8));
            accepted += expected ? 1 : 0;
            refused += expected ? 0 : 1;
        }
        assertTrue(accepted > 10_000 * ROUNDS && refused > 10_000 * ROUNDS, "both sorts are met");
    }

    /// Accepted as JSON, whatever the plan then says of it; where it is passed on, it is unchanged.
    private static boolean isAccepted(Mapping mapping, byte[] record) {
        Mapped mapped = Mapped.by(mapping, Batch.of(record));
        if (mapped.rows().isEmpty()) {
            RejectCode code = mapped.reject().code();
            return code != RejectCode.MALFORMED && code != RejectCode.INVALID_UTF8;
        }
        String whole = mapped.rows().getFirst().getFirst();
        assertEquals(stripped(record), whole == null ? "null" : whole);
        return true;
    }

    private static String stripped(byte[] record) {
        return new String(record, StandardCharsets.UTF_8).replaceAll("^[ \t\r\n]+|[ \t\r\n]+$", "");
    }

    /// Characters outside ASCII are all the same to the grammar, and are made so for Jackson: it takes some of them
    /// for hex digits.
    private static boolean isJson(byte[] record) {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(record)).toString();
            return isOneValue(FACTORY.createParser(text.replaceAll("[^\\x00-\\x7F]", "é")));
        } catch (CharacterCodingException | JsonProcessingException invalid) {
            return false;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static boolean isOneValue(JsonParser parser) throws IOException {
        if (parser.nextToken() == null) {
            return false;
        }
        int depth = 0;
        do {
            JsonToken token = parser.currentToken();
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            parser.getText();
        } while (parser.nextToken() != null && depth > 0);
        return depth == 0 && parser.currentToken() == null;
    }

    @Test
    void fieldsAreFoundWhereAWalkOfJacksonsTreeFindsThem() throws IOException {
        RandomJson json = new RandomJson(2);
        Mapping mapping = Mapping.of(planOf(ValueType.JSON), 0);
        int found = 0;
        for (int i = 0; i < 300 * ROUNDS; i++) {
            String[] records = new String[100];
            Arrays.setAll(records, r -> json.container());
            List<List<String>> rows = Mapped.by(mapping, Batch.of(records)).rows();
            for (int r = 0; r < records.length; r++) {
                String record = records[r];
                JsonNode tree = MAPPER.readTree(record);
                for (int c = 0; c < POINTERS.length; c++) {
                    String pointer = POINTERS[c];
                    JsonNode expected = tree.at(JsonPointer.compile(pointer));
                    String cell = rows.get(r).get(c);
                    found += cell == null || c == 0 ? 0 : 1;
                    assertEquals(expected.isMissingNode() || expected.isNull() ? null : expected,
                            cell == null ? null : MAPPER.readTree(cell), () -> pointer + " in " + record);
                }
            }
        }
        assertTrue(found > 10_000 * ROUNDS, "values are found");
    }

    @Test
    void typesAcceptWhatJacksonSaysIsOfThatType() throws IOException {
        RandomJson json = new RandomJson(3);
        for (ValueType type : List.of(ValueType.STRING, ValueType.INT, ValueType.LONG, ValueType.DOUBLE,
                ValueType.DECIMAL,
                ValueType.BOOLEAN)) {
            Mapping mapping = Mapping.of(Field.planOf(Field.of("x", "", type)), 0);
            for (int i = 0; i < 2_000 * ROUNDS; i++) {
                String record = json.text();
                boolean accepted = Mapped.by(mapping, Batch.of(record)).rejects().isEmpty();
                assertEquals(isOf(type, MAPPER.readTree(record), record.strip()), accepted, () -> type + ": " + record);
            }
        }
    }

    private static boolean isOf(ValueType type, JsonNode node, String token) {
        return node.isNull() || switch (type) {
            case STRING -> node.isTextual();
            case INT -> node.isIntegralNumber() && node.canConvertToInt();
            case LONG -> node.isIntegralNumber() && node.canConvertToLong();
            case DOUBLE -> node.isNumber() && Double.isFinite(Double.parseDouble(token));
            case DECIMAL -> node.isNumber();
            case BOOLEAN -> node.isBoolean();
            case DATE, TIMESTAMP, JSON -> throw new IllegalArgumentException("Jackson knows no " + type);
        };
    }

    private static MappingPlan planOf(ValueType type) {
        List<Field> fields = new ArrayList<>();
        for (String pointer : POINTERS) {
            fields.add(Field.of("at " + pointer, pointer, type));
        }
        return Field.planOf(fields.toArray(Field[]::new));
    }
}

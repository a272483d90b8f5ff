package dev.levada.stage.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.levada.model.Kind;
import dev.levada.model.MappingPlan;
import dev.levada.model.Reject;
import dev.levada.model.RejectCode;
import dev.levada.model.ValueType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GrammarTest {

    private static final MappingPlan IDENTITY = new MappingPlan.Identity();
    /// Follows the members into the record, so that the other walker meets the same bytes.
    private static final MappingPlan FIELDS = Field.planOf(Field.of("whole", "", ValueType.JSON),
            Field.of("deep", "/a/b/0", ValueType.JSON), Field.of("other", "/c", ValueType.JSON));

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "0", "-0", "1.5e+10", "1E-7", "\"\"", "true", "false", "null", " \t\r\n[ ] ",
            "{\"a\":{\"b\":[1,{}]},\"c\":[[],{}]}", "[0 , \"\\u00e9\\\\\\/\\b\\f\\n\\r\\t\\\"\" ]", "\"\u007f\"",
            "\"\\ud800\"",
            "{\"\":0}", "{ \"a\" : { \"b\" : [ 1 ] } , \"c\" : [ ] }", "[-1,-0.0,0e0,12345678901234567890]",
            "{\"a\":1,\"a\":2}", "\"é€😀\""})
    void whatRfc8259AllowsIsAccepted(String record) {
        assertEquals(List.of(), Mapped.by(IDENTITY, Batch.of(record)).rejects());
        assertEquals(record.strip(), Mapped.by(IDENTITY, Batch.of(record)).cell() == null
                ? "null"
                : Mapped.by(IDENTITY, Batch.of(record)).cell());
        assertEquals(List.of(), Mapped.by(FIELDS, Batch.of("{\"a\":{\"b\":[" + record + "]}}")).rejects());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "}", "[", "]", "[1", "[1,", "[1,]", "[,1]", "[1 2]", "{\"a\"}", "{\"a\":}",
            "{\"a\":1,}",
            "{,}", "{a:1}", "{'a':1}", "{\"a\":1 \"b\":2}", "{\"a\" 1}", "{\"a\":1]", "[1}", "{1:2}", "{\"a\":1}}",
            "[]]", "[][]",
            "1 2", "01", "-", "+1", ".5", "1.", "1.e3", "1e", "1e+", "0x1", "NaN", "Infinity", "-Infinity", "tru",
            "nul",
            "fals", "True", "truee", "nulll", "\"", "\"\\", "\"\\\"", "\"\\x\"", "\"\\u12\"", "\"\\u12g4\"",
            "\"\\U1234\"",
            "\"\t\"", "\"\n\"", "\"\u0000\"", "\"\u001f\"", "\u000b[]", "[\f]", "\u00a0[]", "\ufeff{}", "/**/1", "1//",
            "[1]x",
            "{\"a\":1,\"a\"", "é", "{\"a\u0001\":1}", "{\"a\\q\":1}", "-a", "1.5.5", "\u001e{}", "{\"a\"::1}"})
    void whatRfc8259DoesNotAllowIsMalformed(String record) {
        assertEquals(RejectCode.MALFORMED, Mapped.by(IDENTITY, Batch.of(record)).reject().code());
        assertEquals(RejectCode.MALFORMED, Mapped.by(FIELDS, Batch.of(record)).reject().code());
        String inside = "{\"z\":[" + record + "],\"a\":{\"b\":[" + record + "\"]}}";
        assertTrue(Mapped.by(FIELDS, Batch.of(inside)).codes().contains(RejectCode.MALFORMED));
    }

    @Test
    void aRecordThatEndsTooSoonIsMalformedThoughItsRestLiesBehindIt() {
        byte[] text = Batch
                .bytes("{\"a\":{\"b\":[12.5e3,\"x\\n\\u00e9\",true]},\"c\" : [ null , {} ] , \"long name\":\"é€😀\"}");
        for (int length = 0; length < text.length; length++) {
            for (MappingPlan plan : List.of(IDENTITY, FIELDS)) {
                Reject reject = Mapped.by(plan, Batch.cut(text, length)).reject();
                boolean insideSequence = length > 0 && text[length - 1] < 0;
                assertTrue(reject.code() == RejectCode.MALFORMED
                        || (insideSequence && reject.code() == RejectCode.INVALID_UTF8), "cut at " + length);
            }
        }
        assertEquals(1, Mapped.by(FIELDS, Batch.cut(text, text.length)).rows().size());
    }

    @ParameterizedTest
    @CsvSource({"1234, 2", "-12, 2", "0.55, 3", "1e55, 3", "1 , 1"})
    void aNumberEndsWithItsRecordThoughDigitsLieBehindIt(String text, int length) {
        assertEquals(text.substring(0, length), Mapped.by(IDENTITY, Batch.cut(Batch.bytes(text), length)).cell());
    }

    @Test
    void theBytesOfTheNextRecordAreNeverJudged() {
        Mapped mapped = Mapped.by(IDENTITY, Batch.of(Batch.bytes("\"a"), new byte[]{'"', (byte) 0xFF, '"'},
                Batch.bytes("[1"), Batch.bytes("{\"a\":1}")));
        assertEquals(List.of(RejectCode.MALFORMED, RejectCode.INVALID_UTF8, RejectCode.MALFORMED), mapped.codes());
        assertEquals(List.of(List.of("{\"a\":1}")), mapped.rows());
    }

    @ParameterizedTest
    @ValueSource(ints = {1023, 1024})
    void aRecordMayNestToTheLimit(int depth) {
        String record = "[".repeat(depth) + "]".repeat(depth);
        assertEquals(record, Mapped.by(IDENTITY, Batch.of(record)).cell());
    }

    @ParameterizedTest
    @ValueSource(ints = {1025, 200_000})
    void aRecordThatNestsDeeperIsTooDeep(int depth) {
        assertEquals(RejectCode.TOO_DEEP, Mapped.by(IDENTITY, Batch.of("[".repeat(depth))).reject().code());
        assertEquals(RejectCode.TOO_DEEP, Mapped.by(IDENTITY, Batch.of("{\"a\":".repeat(depth))).reject().code());
        assertEquals(RejectCode.TOO_DEEP, Mapped.by(FIELDS, Batch.of("{\"a\":".repeat(depth))).reject().code());
    }

    @Test
    void theLimitHoldsAlongAWantedPathToo() {
        Field deep = Field.of("deep", "/a".repeat(1100), ValueType.JSON);
        Field reachable = Field.of("deep", "/a".repeat(1024), ValueType.JSON);
        String atLimit = "{\"a\":".repeat(1024) + "1" + "}".repeat(1024);
        String behindLimit = "{\"a\":".repeat(1025) + "1" + "}".repeat(1025);
        assertEquals(null, deep.map(atLimit).cell());
        assertEquals("1", reachable.map(atLimit).cell());
        assertEquals(RejectCode.TOO_DEEP, deep.map(behindLimit).reject().code());
        assertEquals(RejectCode.TOO_DEEP, reachable.map(behindLimit).reject().code());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"{}; JSON", "[1,2]; JSON", "[1, 2]; SPACED_JSON", "{ }; SPACED_JSON",
            "{\"a b\":\" \"}; JSON", "{\"a\" :1}; SPACED_JSON", "{\"a\":{\"b\":[1\t]}}; SPACED_JSON", "  [1]  ; JSON",
            "\"a b\"; TEXT", "\"a\\n\"; ESCAPED_TEXT", "1; NUMBER", "true; BOOLEAN", "null; NULL",
            "[\"\\n\"]; JSON", "{\"a\":\"\\n\",\"b\":[1,2]}; JSON"})
    void kindsTellAnEncoderHowToWriteTheToken(String record, Kind kind) {
        assertEquals(kind, Mapped.by(IDENTITY, Batch.of(record)).kind());
        assertEquals(kind, Field.x(ValueType.JSON).map("{ \"\\u0079\" : [ ] , \"x\" :" + record + " }").kind());
    }

    @Test
    void spaceInsideOneValueDoesNotMakeItsNeighbourSpaced() {
        Mapped mapped = Mapped.by(Field.planOf(Field.of("all", "", ValueType.JSON), Field.of("a", "/a", ValueType.JSON),
                Field.of("b", "/b", ValueType.JSON), Field.of("ax", "/a/x", ValueType.JSON)),
                Batch.of("{\"a\":{\"x\":[1],\"y\":[ ]},\"b\":[2]}"));
        assertEquals(List.of(List.of(Kind.SPACED_JSON, Kind.SPACED_JSON, Kind.JSON, Kind.JSON)), mapped.kinds());
    }
}

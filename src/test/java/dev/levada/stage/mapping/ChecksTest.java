package dev.levada.stage.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.levada.model.Reject;
import dev.levada.model.RejectCode;
import dev.levada.model.Step;
import dev.levada.model.ValueType;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChecksTest {

    @ParameterizedTest
    @CsvSource({"0", "-0", "150", "75", "150.0", "1.5e2", "0.0", "1e-999999999999"})
    void numbersBetweenMinAndMaxPassBothIncluded(String token) {
        assertEquals(token, Field.x(ValueType.DECIMAL).min("0").max("150").mapX(token).cell());
    }

    @ParameterizedTest
    @CsvSource({"-1, 'expected at least 0, got a smaller number'", "151, 'expected at most 150, got a larger number'",
            "150.00000000000000000001, 'expected at most 150, got a larger number'",
            "-1e-999999999, 'expected at least 0, got a smaller number'",
            "1e999999999, 'expected at most 150, got a larger number'"})
    void numbersOutsideAreOutOfRange(String token, String reason) {
        Reject reject = Field.x(ValueType.DECIMAL).min("0").max("150").mapX(token).reject();
        assertEquals(RejectCode.OUT_OF_RANGE, reject.code());
        assertEquals(reason, reject.reason());
    }

    @ParameterizedTest
    @CsvSource({"INT", "LONG", "DOUBLE", "DECIMAL", "JSON"})
    void minAndMaxHoldForEveryTypeOfNumber(ValueType type) {
        assertEquals("7", Field.x(type).min("7").max("7").mapX("7").cell());
        assertEquals(RejectCode.OUT_OF_RANGE, Field.x(type).min("7.5").mapX("7").reject().code());
        assertEquals(RejectCode.OUT_OF_RANGE, Field.x(type).max("6.5").mapX("7").reject().code());
    }

    @Test
    void aSizeIsAskedOfNumbersOnly() {
        assertEquals(RejectCode.WRONG_TYPE, Field.x(ValueType.JSON).min("7").mapX("\"7\"").reject().code());
    }

    @Test
    void oneOfComparesDecodedTexts() {
        Field field = Field.x(ValueType.STRING).oneOf("premium", "free", "é\n");
        assertEquals("\"free\"", field.mapX("\"free\"").cell());
        assertEquals("\"fre\\u0065\"", field.mapX("\"fre\\u0065\"").cell());
        assertEquals("\"é\\n\"", field.mapX("\"é\\n\"").cell());
        assertEquals("\"\\u00E9\\u000a\"", field.mapX("\"\\u00E9\\u000a\"").cell());
        Reject reject = field.mapX("\"Free\"").reject();
        assertEquals(RejectCode.NOT_ONE_OF, reject.code());
        assertEquals("expected one of premium, free, é\n, got another value", reject.reason());
        assertEquals(RejectCode.NOT_APPLICABLE, field.mapX("\"\\ud800\"").reject().code());
    }

    @Test
    void oneOfFindsEveryValueOfALongList() {
        String[] values = IntStream.range(0, 5000).mapToObj(i -> "v" + i).toArray(String[]::new);
        Field field = Field.x(ValueType.STRING).oneOf(values);
        Mapping mapping = Mapping.of(Field.planOf(field), 0);
        for (int i = 0; i < 5000; i += 7) {
            assertEquals("\"v" + i + "\"", Mapped.by(mapping, Batch.of("{\"x\":\"v" + i + "\"}")).cell());
        }
        Reject reject = field.mapX("\"v5000\"").reject();
        assertEquals("expected one of v0, v1, v2, v3, v4, v5, v6, v7, v8, v9, ..., got another value", reject.reason());
    }

    @ParameterizedTest
    @CsvSource({"1, true", "1.0, true", "10e-1, true", "2.50, true", "2.5, true", "100, true", "3, false", "-1, false",
            "0, false"})
    void oneOfComparesNumbersByTheirSize(String token, boolean passes) {
        Mapped mapped = Field.x(ValueType.DECIMAL).oneOf("1", "2.5", "1e2", "none").mapX(token);
        assertEquals(passes ? 1 : 0, mapped.rows().size());
        assertEquals(passes ? 0 : 1, mapped.rejects().size());
    }

    @Test
    void oneOfComparesBooleansByTheirToken() {
        assertEquals("true", Field.x(ValueType.BOOLEAN).oneOf("true").mapX("true").cell());
        assertEquals(RejectCode.NOT_ONE_OF, Field.x(ValueType.BOOLEAN).oneOf("true").mapX("false").reject().code());
        assertEquals(RejectCode.NOT_APPLICABLE, Field.x(ValueType.JSON).oneOf("{}").mapX("{}").reject().code());
    }

    @Test
    void aPatternMustMatchTheWholeDecodedText() {
        Field field = Field.x(ValueType.STRING).pattern("[a-z]+é?");
        assertEquals("\"abc\\u00e9\"", field.mapX("\"abc\\u00e9\"").cell());
        assertEquals("\"abcé\"", field.mapX("\"abcé\"").cell());
        assertEquals(RejectCode.PATTERN_MISMATCH, field.mapX("\"abc1\"").reject().code());
        assertEquals(RejectCode.PATTERN_MISMATCH, field.mapX("\"\"").reject().code());
        assertEquals(RejectCode.NOT_APPLICABLE, field.mapX("\"\\udc00\"").reject().code());
        assertEquals("\"a\"", Field.x(ValueType.STRING).pattern("a|ab").mapX("\"a\"").cell());
        assertEquals("\"ab\"", Field.x(ValueType.STRING).pattern("a|ab").mapX("\"ab\"").cell());
    }

    @Test
    void maxLengthCountsCodePointsOfTheDecodedText() {
        Field field = Field.x(ValueType.STRING).maxLength(3);
        assertEquals("\"abc\"", field.mapX("\"abc\"").cell());
        assertEquals("\"é😀€\"", field.mapX("\"é😀€\"").cell());
        assertEquals("\"\\u00e9\\ud83d\\ude00\\n\"", field.mapX("\"\\u00e9\\ud83d\\ude00\\n\"").cell());
        Reject reject = field.mapX("\"é😀€x\"").reject();
        assertEquals(RejectCode.VALUE_TOO_LONG, reject.code());
        assertEquals("expected at most 3 code points, got more", reject.reason());
    }

    @Test
    void checksLookBehindTheLeadingStepsAndBeforeTheOthers() {
        Field field = Field.x(ValueType.STRING).apply(new Step.Trim(), new Step.Lower(), new Step.Sha256(),
                new Step.Upper());
        assertEquals(64 + 2, field.oneOf("free").mapX("\" FREE\"").cell().length());
        assertEquals(64 + 2, field.maxLength(4).mapX("\" FREE\"").cell().length());
        assertEquals(64 + 2, field.pattern("free").mapX("\" FREE\"").cell().length());
        Field hashedFirst = Field.x(ValueType.STRING).apply(new Step.Sha256(), new Step.Lower());
        assertEquals(RejectCode.NOT_ONE_OF, hashedFirst.oneOf("free").mapX("\"FREE\"").reject().code());
    }
}

package dev.levada.stage.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.levada.model.Reject;
import dev.levada.model.RejectCode;
import dev.levada.model.ValueType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypesTest {

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', value = {"STRING; \"\"", "STRING; \"\\ud800\"", "INT; 0",
            "INT; -0", "INT; 2147483647",
            "INT; -2147483648", "LONG; 9223372036854775807", "LONG; -9223372036854775808", "LONG; 123456789",
            "DOUBLE; 1", "DOUBLE; 0.10", "DOUBLE; 1e308", "DOUBLE; -1.7976931348623157e308",
            "DOUBLE; 1.7976931348623158e308",
            "DOUBLE; 0e999999999999", "DOUBLE; 1e-999999999999", "DOUBLE; 0.0000001e315", "DECIMAL; 1e400",
            "DECIMAL; 12345678901234567890.10", "BOOLEAN; true", "BOOLEAN; false", "DATE; \"2024-02-29\"",
            "DATE; \"2024\\u002d02-29\"",
            "TIMESTAMP; \"2024-02-22T08:30:00Z\"", "JSON; {}", "JSON; \"s\"", "JSON; 1", "JSON; true"})
    void aValueOfItsTypePassesAsItIsWritten(ValueType type, String token) {
        assertEquals(token, Field.x(type).mapX(token).cell());
        assertFalse(Field.x(type).mapX(token).computed().getFirst().getFirst());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', value = {"STRING; 1; number", "STRING; true; boolean",
            "STRING; {}; object", "STRING; []; array",
            "INT; \"1\"; string", "LONG; \"1\"; string", "LONG; false; boolean",
            "LONG; 1.0; a number with a fraction or exponent",
            "LONG; 1e3; a number with a fraction or exponent", "INT; 1E0; a number with a fraction or exponent",
            "DOUBLE; \"1\"; string", "DECIMAL; \"1\"; string", "DECIMAL; [1]; array", "BOOLEAN; \"true\"; string",
            "BOOLEAN; 1; number",
            "DATE; 20240229; number", "DATE; \"2024-2-29\"; text of another form",
            "DATE; \"2024-02-29T\"; text of another form",
            "DATE; \"\"; text of another form", "DATE; \"\\ud800\"; text of another form", "TIMESTAMP; 0; number",
            "TIMESTAMP; \"2024-02-22T08:30:00\"; text of another form",
            "TIMESTAMP; \"2024-02-22\"; text of another form"})
    void aValueOfAnotherTypeIsRefusedAndNeverConverted(ValueType type, String token, String got) {
        Reject reject = Field.x(type).mapX(token).reject();
        assertEquals(RejectCode.WRONG_TYPE, reject.code());
        assertEquals("expected " + type.word() + ", got " + got, reject.reason());
        assertEquals("x", reject.field());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', value = {"INT; 2147483648", "INT; -2147483649",
            "INT; 99999999999999999999999999",
            "LONG; 9223372036854775808", "LONG; -9223372036854775809", "LONG; 10000000000000000000", "DOUBLE; 1e400",
            "DOUBLE; -1e400",
            "DOUBLE; 1.7976931348623159e308", "DOUBLE; 1e999999999999999999999", "DATE; \"2023-02-29\"",
            "DATE; \"2024-04-31\"",
            "DATE; \"2024-13-01\"", "DATE; \"2024-00-01\"", "DATE; \"2024-01-00\"",
            "TIMESTAMP; \"2024-02-30T00:00:00Z\"",
            "TIMESTAMP; \"2024-02-22T24:00:00Z\""})
    void aValueThatItsTypeCannotHoldIsOutOfRange(ValueType type, String token) {
        assertEquals(RejectCode.OUT_OF_RANGE, Field.x(type).mapX(token).reject().code());
    }

    @ParameterizedTest
    @CsvSource({"STRING", "INT", "LONG", "DOUBLE", "DECIMAL", "BOOLEAN", "DATE", "TIMESTAMP", "JSON"})
    void missingAndNullGiveNullInEveryType(ValueType type) {
        assertEquals(null, Field.x(type).map("{}").cell());
        assertEquals(null, Field.x(type).mapX("null").cell());
    }

    @Test
    void requiredRefusesMissingAndNull() {
        assertEquals("expected a value, got nothing", Field.x(ValueType.INT).required().map("{}").reject().reason());
        Reject reject = Field.x(ValueType.INT).required().mapX("null").reject();
        assertEquals("expected a value, got null", reject.reason());
        assertEquals(RejectCode.REQUIRED, reject.code());
        assertEquals("0", Field.x(ValueType.INT).required().mapX("0").cell());
    }

    @Test
    void aDefaultStandsInForMissingAndNullAndIsHeldToTheSameRules() {
        Field field = Field.x(ValueType.STRING).fallback(" \"n/a\" ");
        assertEquals("\"n/a\"", field.map("{}").cell());
        assertEquals("\"n/a\"", field.mapX("null").cell());
        assertEquals(List.of(true), field.map("{}").computed().getFirst());
        assertEquals("\"\"", field.mapX("\"\"").cell());
        assertEquals("\"N/A\"", field.apply(new dev.levada.model.Step.Upper()).map("{}").cell());
        assertEquals("[1,{}]", Field.x(ValueType.JSON).fallback("[1,{}]").map("{}").cell());
        assertEquals(null, Field.x(ValueType.JSON).fallback("null").map("{}").cell());
        assertEquals(RejectCode.WRONG_TYPE, Field.x(ValueType.INT).fallback("\"1\"").map("{}").reject().code());
        assertEquals(RejectCode.REQUIRED, field.required().map("{}").reject().code());
    }
}

package dev.levada.stage.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.levada.model.Condition;
import dev.levada.model.RejectCode;
import dev.levada.model.Step;
import dev.levada.model.ValueType;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilterTest {

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', value = {"\"a\"; true", "\"\\u0061\"; true", "\"b\"; false",
            "null; false", "7; true", "7.0; false",
            "true; true", "false; false", "[1]; true", "\"7\"; true", "\"\\ud800\"; false", "\"é\"; true"})
    void inAndNotInLookAtTextsAndAtOtherTokensAsWritten(String token, boolean isIn) {
        Set<String> values = Set.of("a", "7", "true", "[1]", "é");
        assertEquals(isIn, passes(new Condition.In("x", values), token));
        assertEquals(!isIn, passes(new Condition.NotIn("x", values), token));
    }

    @ParameterizedTest
    @CsvSource({"null, true", "0, false", "'\"\"', false"})
    void isNullLooksAtPresence(String token, boolean isNull) {
        assertEquals(isNull, passes(new Condition.IsNull("x", true), token));
        assertEquals(!isNull, passes(new Condition.IsNull("x", false), token));
    }

    private static boolean passes(Condition condition, String token) {
        Mapped mapped = Mapped.by(Field.planOf(List.of(condition), Field.x(ValueType.JSON)),
                Batch.of("{\"x\":" + token + "}"));
        assertEquals(1, mapped.rows().size() + mapped.filtered());
        return mapped.filtered() == 0;
    }

    @Test
    void allConditionsMustHoldOnColumnsAfterTheirSteps() {
        Mapped mapped = Mapped.by(
                Field.planOf(List.of(new Condition.In("t", Set.of("PREMIUM")), new Condition.IsNull("n", false)),
                        Field.of("n", "/n", ValueType.INT),
                        Field.of("t", "/t", ValueType.STRING).apply(new Step.Upper())),
                Batch.of("{\"t\":\"premium\",\"n\":1}", "{\"t\":\"premium\"}", "{\"t\":\"free\",\"n\":2}",
                        "{\"t\":\"Premium\",\"n\":3}"));
        assertEquals(List.of(List.of("1", "\"PREMIUM\""), List.of("3", "\"PREMIUM\"")), mapped.rows());
        assertEquals(2, mapped.filtered());
    }

    @Test
    void aRecordThatFailsIsARejectEvenIfTheFilterWouldDropIt() {
        Mapped mapped = Mapped.by(Field.planOf(List.of(new Condition.IsNull("x", true)), Field.x(ValueType.INT)),
                Batch.of("{\"x\":\"s\"}", "{\"x\":1}"));
        assertEquals(List.of(RejectCode.WRONG_TYPE), mapped.codes());
        assertEquals(1, mapped.filtered());
    }
}

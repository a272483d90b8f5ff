package dev.levada.definition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RegularExpressionTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "[A-Z]{2}", "(?i)[a-z0-9._%+-]+@[a-z0-9.-]+", "\\p{L}{1,1000}", "\\x{1F600}\\x{9999}+",
            "[]{5000}]+", "\\Q{9999}\\E", "[[:alpha:]{9999}]*", "(?P<year>[0-9]{4})-(a|b){0,9}", "a{,5}", "\\{9999}"})
    void whatRe2TakesIsTaken(String pattern) {
        assertNull(RegularExpression.mistake(pattern));
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "[a", "a**", "(?=a)", "\\1", "a{1001}", "\\p{Nothing}", "*"})
    void whatRe2DoesNotTakeIsSaid(String pattern) {
        assertEquals("expected an RE2 regular expression, got ",
                RegularExpression.mistake(pattern).substring(0, "expected an RE2 regular expression, got ".length()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"((a{100}){100}){100}", "(a{1000}){1000}", "(((a{1000}){1000}){1000}){1000}",
            "((((((((a{9}){9}){9}){9}){9}){9}){9}){9}){9}", "([ab]{200}c){200}", "(?:(x|y{500}){500}",
            "(a{1000}){11,}"})
    void repeatsThatMultiplyAreRefusedBeforeTheyAreWrittenOut(String pattern) {
        assertEquals("expected repeats of at most 10000 characters in all, got more",
                RegularExpression.mistake(pattern));
    }

    @Test
    void nestingIsBoundedByLength() {
        assertNull(RegularExpression.mistake("(".repeat(490) + "a" + ")".repeat(490)));
        assertNotNull(RegularExpression.mistake("(".repeat(20_000) + "a" + ")".repeat(20_000)));
    }
}

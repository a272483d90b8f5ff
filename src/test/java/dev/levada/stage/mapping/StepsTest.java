package dev.levada.stage.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.levada.model.Kind;
import dev.levada.model.RejectCode;
import dev.levada.model.Step;
import dev.levada.model.ValueType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StepsTest {

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', value = {"\" a b \"; \"a b\"", "\"a\"; \"a\"", "\"   \"; \"\"",
            "\"\"; \"\"",
            "\"\\t\\n a \\u2003\"; \"a\"", "\"\u3000é\u2028\"; \"é\"", "\"\u00a0a\u00a0\"; \"\u00a0a\u00a0\"",
            "\" \\\"q\\\" \"; \"\\\"q\\\"\"",
            "\"\\u0000a \"; \"\\u0000a\"", "\"\u1680😀\u205f\"; \"😀\""})
    void trimTakesUnicodeWhiteSpaceOffBothEnds(String token, String expected) {
        assertEquals(expected, Field.x(ValueType.STRING).apply(new Step.Trim()).mapX(token).cell());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', value = {"\"AbZz@[`{09\"; \"abzz@[`{09\"; \"ABZZ@[`{09\"",
            "\"ÀÉ\"; \"àé\"; \"ÀÉ\"",
            "\"ß\"; \"ß\"; \"SS\"", "\"İ\"; \"i\u0307\"; \"İ\"", "\"ΑΣ\"; \"ας\"; \"ΑΣ\"",
            "\"\\u0041\\n\"; \"a\\n\"; \"\\u0041\\n\"",
            "\"A😀\\ud83d\\ude00\"; \"a😀😀\"; \"A😀\\ud83d\\ude00\"", "\"I\"; \"i\"; \"I\""})
    void lowerAndUpperGoByUnicodeAndLeaveWhatTheyDoNotChange(String token, String lower, String upper) {
        assertEquals(lower, Field.x(ValueType.STRING).apply(new Step.Lower()).mapX(token).cell());
        assertEquals(upper, Field.x(ValueType.STRING).apply(new Step.Upper()).mapX(token).cell());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', value = {"\"é😀x\"; 1; \"é\"", "\"é😀x\"; 2; \"é😀\"",
            "\"é😀x\"; 3; \"é😀x\"", "\"abc\"; 2; \"ab\"",
            "\"\\n\\u00e9\\\\\"; 2; \"\\né\"", "\"\"; 1; \"\"", "\"a\\u0062\"; 5; \"a\\u0062\""})
    void truncateKeepsTheFirstCodePoints(String token, int codePoints, String expected) {
        assertEquals(expected, Field.x(ValueType.STRING).apply(new Step.Truncate(codePoints)).mapX(token).cell());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', value = {"STRING; \"john.doe@example.com\"; john.doe@example.com",
            "STRING; \"\"; ``", "STRING; \"\\u00e9\\n\"; `é\n`",
            "STRING; \"é😀\"; é😀", "LONG; 12; 12", "DOUBLE; 1e3; 1e3", "BOOLEAN; true; true", "JSON; \"s\"; s",
            "JSON; 0.10; 0.10"})
    void sha256HashesTheTextInUtf8OrTheTokenOfOtherScalars(ValueType type, String token, String text) {
        assertEquals("\"" + sha256(text) + "\"", Field.x(type).apply(new Step.Sha256()).mapX(token).cell());
    }

    @Test
    void theMailOfTheUsersPipelineIsHashedTrimmedAndInLowerCase() {
        Field mail = Field.x(ValueType.STRING).apply(new Step.Trim(), new Step.Lower(), new Step.Sha256());
        assertEquals("\"" + sha256("a@b.example") + "\"", mail.mapX("\" A@B.example \"").cell());
        assertEquals("\"" + sha256("à@b.example") + "\"", mail.mapX("\"\\u00c0@B.example\\n\"").cell());
        assertEquals(Kind.TEXT, mail.mapX("\" A@B.example \"").kind());
        assertEquals(null, mail.mapX("null").cell());
    }

    @Test
    void textsOfAnyLengthAreHashedInLowerCaseAsTheJdkDoes() {
        Field mail = Field.x(ValueType.STRING).apply(new Step.Trim(), new Step.Lower(), new Step.Sha256());
        Mapping mapping = Mapping.of(Field.planOf(mail), 0);
        Random random = new Random(3);
        for (int i = 0; i < 3000; i++) {
            int length = i < 200 ? i : random.nextInt(9000);
            String text = random.ints(length, ' ', i % 2 == 0 ? 0x7F : 0x250)
                    .filter(c -> c != '"' && c != '\\' && (c < 0x7F || c > 0x9F))
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
            String expected = sha256(text.strip().toLowerCase(Locale.ROOT));
            assertEquals("\"" + expected + "\"", Mapped.by(mapping, Batch.of("{\"x\":\"" + text + "\"}")).cell());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"secret\"", "\"\\ud800\"", "1", "true", "{\"a\":1}", "[ 1 ]"})
    void redactHidesAnyValueOfAnyType(String token) {
        Mapped mapped = Field.x(ValueType.JSON).apply(new Step.Redact()).mapX(token);
        assertEquals("\"[redacted]\"", mapped.cell());
        assertEquals(Kind.TEXT, mapped.kind());
        assertEquals(null, Field.x(ValueType.JSON).apply(new Step.Redact()).mapX("null").cell());
        assertEquals("\"[REDAC\"",
                Field.x(ValueType.JSON).apply(new Step.Redact(), new Step.Upper(), new Step.Truncate(6)).mapX(token)
                        .cell());
    }

    @Test
    void stepsFollowEachOtherInTheirOrder() {
        Field field = Field.x(ValueType.STRING).apply(new Step.Sha256(), new Step.Truncate(8), new Step.Upper());
        assertEquals("\"" + sha256("abc").substring(0, 8).toUpperCase(Locale.ROOT) + "\"",
                field.mapX("\"abc\"").cell());
        assertEquals("\"" + sha256(sha256("7")) + "\"",
                Field.x(ValueType.LONG).apply(new Step.Sha256(), new Step.Sha256()).mapX("7").cell());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\\ud800\"", "\"\\udc00\"", "\"a\\ud800b\"", "\"\\ud800\\ud800\"", "\"\\udc00\\ud800\"",
            "\"\\ud800\\n\""})
    void maskingFailsClosedWhereTheTextHasNoUtf8Form(String token) {
        for (Step step : new Step[]{new Step.Sha256(), new Step.Lower(), new Step.Upper(), new Step.Trim(),
                new Step.Truncate(1)}) {
            assertEquals(RejectCode.NOT_APPLICABLE, Field.x(ValueType.STRING).apply(step).mapX(token).reject().code());
        }
        assertEquals(token, Field.x(ValueType.STRING).mapX(token).cell());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[\"a\"]"})
    void objectsAndArraysHaveNoText(String token) {
        assertEquals(RejectCode.NOT_APPLICABLE,
                Field.x(ValueType.JSON).apply(new Step.Sha256()).mapX(token).reject().code());
        assertEquals("expected string, got " + (token.equals("{}") ? "object" : "array"),
                Field.x(ValueType.JSON).apply(new Step.Lower()).mapX(token).reject().reason());
    }

    @Test
    void numbersHaveNoCase() {
        assertEquals(RejectCode.NOT_APPLICABLE,
                Field.x(ValueType.DOUBLE).apply(new Step.Lower()).mapX("1E5").reject().code());
    }

    @Test
    void changedTextsAreWrittenWithNoMoreEscapesThanNeeded() {
        Mapped mapped = Field.x(ValueType.STRING).apply(new Step.Trim())
                .mapX("\" \\u00e9\\/\\\"\\\\\\b\\f\\n\\r\\t\\u0001\\u001f\\u007f\\ud83d\\ude00 \"");
        assertEquals("\"é/\\\"\\\\\\b\\f\\n\\r\\t\\u0001\\u001f\u007f😀\"", mapped.cell());
        assertEquals(Kind.ESCAPED_TEXT, mapped.kind());
    }

    @Test
    void aStepThatChangesNothingLeavesTheTokenAsItWasWritten() {
        Mapped mapped = Field.x(ValueType.STRING).apply(new Step.Trim(), new Step.Lower(), new Step.Truncate(99))
                .mapX("\"caf\\u00e9\"");
        assertEquals("\"caf\\u00e9\"", mapped.cell());
        assertEquals(false, mapped.computed().getFirst().getFirst());
    }

    @Test
    void computedTokensOfManyRowsLieBesideEachOther() {
        String[] records = new String[1000];
        for (int i = 0; i < records.length; i++) {
            records[i] = "{\"x\":\"" + "v".repeat(i) + "\"}";
        }
        Mapped mapped = Mapped.by(Field.planOf(Field.x(ValueType.STRING).apply(new Step.Upper())), Batch.of(records));
        for (int i = 0; i < records.length; i++) {
            assertEquals("\"" + "V".repeat(i) + "\"", mapped.rows().get(i).getFirst());
        }
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

package dev.levada.definition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WordsTest {

    private static final List<String> KNOWN = FieldSection.WORDS;

    @ParameterizedTest
    @CsvSource({"requierd, required", "Required, required", "require, required", "one_of, one-of", "oneof, one-of",
            "maxLength, max-length", "max-lenght, max-length", "mni, min", "defualt, default", "tpye, type",
            "form, from", "aply, apply"})
    void theNearestWordIsTheOneThatWasMeant(String typed, String meant) {
        assertEquals(meant, Words.nearest(typed, KNOWN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "format", "colour", "regular-expression"})
    void whatIsFarIsNothing(String typed) {
        assertNull(Words.nearest(typed, KNOWN));
    }

    @Test
    void whatIsLongIsNotCompared() {
        assertNull(Words.nearest("x".repeat(1 << 20), List.of("x".repeat(1 << 20))));
    }

    @Test
    void aChoiceReadsLikeASentence() {
        assertEquals("", Words.choice(List.of()));
        assertEquals("a", Words.choice(List.of("a")));
        assertEquals("a or b", Words.choice(List.of("a", "b")));
        assertEquals("a, b or c", Words.choice(List.of("a", "b", "c")));
    }

    @Test
    void aLongChoiceIsCut() {
        assertEquals("0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, ...",
                Words.choice(IntStream.range(0, 16).mapToObj(String::valueOf).toList()));
    }

    @Test
    void aMarkedWordIsOneLine() {
        assertEquals("`a\\nb`", Words.mark("a\nb"));
    }
}

package dev.levada.stage.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.levada.contract.Framed;
import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import dev.levada.model.Shape;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The shape is found by looking at the bytes, and refused when unsure.
final class ShapeFinderTest {

    private static Framed framed(String text) {
        return Framed.inPieces(new Shape.Auto(), text.replace("⏎", "\n").getBytes(StandardCharsets.UTF_8), 1 << 20,
                60_000);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "[] | array | 0",
            " [1,2] ⏎ | array | 2",
            "[{\"a\":1},⏎{\"a\":2}⏎] | array | 2",
            "[⏎{\"a\":1},⏎{\"a\":2},⏎{\"a\":3}⏎]⏎ | array | 3",
            "{\"a\":1}⏎{\"a\":2} | lines | 2",
            "{\"a\":1}⏎{\"a\":2}⏎ | lines | 2",
            "[1]⏎[2]⏎[3] | lines | 3",
            "{\"a\":1⏎{\"a\":2}⏎{\"a\":3}⏎ | lines | 3",
            "{\"a\":1}⏎{\"a\":tru⏎{\"a\":3}⏎ | lines | 3",
            "1⏎2⏎3 | lines | 3",
            "\"a\"⏎\"b\" | lines | 2",
            "{\"a\":1}{\"a\":2} | documents | 2",
            "{⏎\"a\":1⏎}⏎{⏎\"a\":2⏎} | documents | 2",
            "{\"a\":1} {\"a\":2}⏎{\"a\":3} {\"a\":4} | documents | 4",
            "{\"id\":1,\"tags\":[\"a\"]} | documents | 1",
            "{\"id\":1,\"nested\":{\"x\":1}} | documents | 1",
            "7 | documents | 1",
            "{\"users\":[{\"id\":1},{\"id\":2}]} | /users | 2",
            "{\"n\":{\"m\":{\"people\":[{\"id\":1}]}},\"count\":1} | /n/m/people | 1",
            "{\"tags\":[\"a\"],\"users\":[{\"groups\":[{}]}]} | /users | 1",
            "{\"a/b~\":[{}]} | /a~1b~0 | 1",
            "{\"us\\u0065rs\":[{}]} | /users | 1",
            "[{\"a\":1}]⏎null | lines | 2",
            "{\"id\":1,\"orders\":[{\"n\":1}]}⏎{\"id\":2,\"orders\":[]} | lines | 2",
            "{\"orders\":[{\"n\":1}]}⏎{\"orders\":[{\"n\":2}],\"name\":\"a\"}⏎ | lines | 2",
            "{\"tags\":[\"a\"]}⏎{\"tags\":[]} | lines | 2",
            "[]⏎[] | lines | 2",
            "{\"tags\":[]}⏎{\"tags\":[]} | lines | 2",
            "{\"v\":1,\"n\":{\"a\":{\"x\":1},\"b\":{\"x\":2}}} | documents | 1",
            "{\"n\":{\"a\":{\"x\":1},\"b\":{\"x\":2}},\"v\":1} | documents | 1",
            "{\"meta\":{\"v\":1},\"data\":{\"users\":[{\"id\":1},{\"id\":2},{\"id\":3},{\"id\":4}]}}"
                    + " | /data/users | 4"})
    void isFound(String text, String shape, int records) {
        Framed framed = framed(text);
        assertNull(framed.failure());
        assertEquals(shape, framed.found().toString());
        assertEquals(records, framed.records().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"[{\"a\":1},{\"a\":2}]\n[{\"a\":3}]", "[{\"a\":1}] [{\"a\":2}]", "[{\"a\":1}][\n]\n",
            "{\"users\":[{\"a\":1},{\"a\":2}]}\n{\"users\":[{\"a\":3}]}\n", "{\"users\":[{\"a\":1}]}{\"users\":[]}",
            "{\"data\":{\"users\":[{\"a\":1}]}}\n{\"data\":{\"users\":[{\"a\":2}]}}\n"})
    void pagesOfRecordsAreNotTakenForRecords(String text) {
        Failure failure = framed(text).failure();
        assertEquals(FailureCode.AMBIGUOUS_SHAPE, failure.code());
        assertTrue(failure.getMessage().contains("by lines or documents"), failure.getMessage());
    }

    @Test
    void aMapOfManyObjectsIsFoundAndWhatIsInItsEntriesIsNotLookedAt() {
        StringBuilder entries = new StringBuilder("{\"0\":{\"orders\":[{}]}");
        for (int i = 1; i < 40; i++) {
            entries.append(",\"").append(i).append("\":{\"orders\":[{}]}");
        }
        assertEquals("map:", framed(entries + "}").found().toString());
        assertEquals(40, framed(entries + "}").records().size());
        assertEquals("map:/users", framed("{\"v\":1,\"users\":" + entries + "}}").found().toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "{\"a\":1,\"b\":2,\"c\":3,\"d\":4,\"e\":5,\"f\":6,\"g\":7,\"h\":8,\"i\":9,\"orders\":[{}]}"
                    + " | AMBIGUOUS_SHAPE | records at /orders or documents?",
            "{\"users\":[{}],\"groups\":[{}]} | AMBIGUOUS_SHAPE | records at /users or /groups?",
            "{\"users\":[]} | AMBIGUOUS_SHAPE | records at /users or documents?",
            "{\"a\":{\"x\":1},\"b\":{\"x\":2}} | AMBIGUOUS_SHAPE"
                    + " | records at map: or documents?",
            "{\"users\":{\"a\":{\"x\":1},\"b\":{\"x\":2}}} | AMBIGUOUS_SHAPE"
                    + " | records at map:/users or documents?",
            "{\"v\":1,\"n\":{\"a\":{},\"b\":{},\"c\":{},\"d\":{},\"e\":{},\"f\":{},\"g\":{},\"h\":{}}}"
                    + " | AMBIGUOUS_SHAPE | records at map:/n or documents?",
            "{\"a\":{},\"b\":{},\"c\":{},\"d\":{},\"e\":{},\"f\":{},\"g\":{},\"h\":{\"orders\":[{\"n\":1}]}}"
                    + " | AMBIGUOUS_SHAPE | records at /h/orders or map: or documents?",
            "`` | UNKNOWN_SHAPE | expected JSON, got an empty export",
            "⏎ ⏎ | UNKNOWN_SHAPE | expected JSON, got an empty export",
            "<users/> | UNKNOWN_SHAPE | expected JSON, got something else",
            "} | UNKNOWN_SHAPE | expected JSON, got }"})
    void isRefusedNamingTheCandidates(String text, FailureCode code, String message) {
        Framed framed = framed(text);
        assertNotNull(framed.failure());
        assertEquals(code, framed.failure().code());
        assertEquals(message, framed.failure().getMessage());
        assertEquals(0, framed.leaked());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "[] x | expected the end of the export, got something else",
            "[{\"a\":1}]⏎done | expected the end of the export, got something else",
            "{\"users\":[{\"a\":1}]}⏎done⏎done⏎ | expected the end of the export, got something else",
            "{\"users\":[{\"a\":1},{\"a\":[}]} | expected ], got }",
            "[{\"a\":1} {\"a\":2}] | expected , or ], got {",
            "[{\"a\":1}, | expected the end of the document, got the end of the export",
            "[{\"a\":[1}] | expected ], got }",
            "[{\"a\":1},] | expected a value, got ]",
            "[,{\"a\":1}] | expected a value, got ,",
            "{\"users\":[{\"a\":1}]}} | expected the end of the export, got }",
            "{\"users\":[{\"a\":1}],} | expected a name, got }",
            "{\"users\":[{\"a\":1}] \"b\":2} | expected , or }, got a string",
            "{\"a\":1}⏎{\"a\": | expected the end of a value, got the end of the export"})
    void damageIsDamageWhateverTheShape(String text, String message) {
        Framed framed = framed(text);
        assertNotNull(framed.failure());
        assertEquals(FailureCode.DAMAGED, framed.failure().code(), framed.failure().getMessage());
        assertEquals(message, framed.failure().getMessage());
    }

    @Test
    void aSecondCandidateBehindTheWindowFailsTheRun() {
        String filler = "{\"id\":1,\"text\":\"" + "x".repeat(100) + "\"},";
        String users = "{\"users\":[" + filler.repeat(12_000) + "{\"id\":2}]";
        assertTrue(users.length() > ShapeFinder.WINDOW);
        assertNull(framed(users + ",\"tags\":[\"a\",{}],\"n\":{\"m\":[[]]}}").failure());
        Framed second = framed(users + ",\"more\":{\"groups\":[ {\"id\":1}]}}");
        assertEquals(FailureCode.AMBIGUOUS_SHAPE, second.failure().code());
        assertTrue(second.failure().getMessage().startsWith("records at /users or in another array of objects?"));
    }

    @Test
    void anEntryThatIsNoObjectBehindTheWindowFailsAFoundMap() {
        StringBuilder map = new StringBuilder("{");
        for (int i = 0; map.length() < ShapeFinder.WINDOW; i++) {
            map.append("\"key").append(i).append("\":{\"id\":").append(i).append("},");
        }
        assertNull(framed(map + "\"last\":{}}").failure());
        assertEquals(FailureCode.AMBIGUOUS_SHAPE, framed(map + "\"version\":1}").failure().code());
    }

    @Test
    void anObjectWithoutRecordsInSightIsUnknown() {
        Framed framed = framed("{\"text\":\"" + "x".repeat(ShapeFinder.WINDOW) + "\",\"users\":[{}]}");
        assertEquals(FailureCode.UNKNOWN_SHAPE, framed.failure().code());
    }

    @Test
    void unsoundBracketsBesideTheRecordsDoNotHideTheRecordsBefore() {
        Framed framed = framed("{\"users\":[{\"a\":1},{\"a\":2}],\"more\":[}");
        assertEquals(FailureCode.DAMAGED, framed.failure().code());
        assertEquals(2, framed.records().size());
    }

    @Test
    void aCandidateWithALongNameIsNamedShortly() {
        Framed framed = framed("{\"" + "n".repeat(5_000) + "\":[{}],\"users\":[{}]}");
        assertEquals(FailureCode.AMBIGUOUS_SHAPE, framed.failure().code());
        assertTrue(framed.failure().getMessage().length() < 500);
    }

    @Test
    void membersAsideMayNestDeeplyWhileASecondCandidateIsLookedFor() {
        String deep = "{\"\":".repeat(300_000);
        String closed = "}".repeat(300_000);
        Framed framed = framed("{\"users\":[{\"a\":1}],\"deep\":" + deep + 1 + closed + "}");
        assertNull(framed.failure());
        assertEquals("/users", framed.found().toString());
        Framed second = framed("{\"users\":[{\"a\":1}],\"deep\":" + deep + "[{}]" + closed + "}");
        assertEquals(FailureCode.AMBIGUOUS_SHAPE, second.failure().code());
    }

    @Test
    void manyPlacesAtGreatDepthCostNoMemory() {
        String export = "{\"\":".repeat(90_000) + "{" + "\"\":[{}],".repeat(40_000) + "\"\":1";
        assertEquals(FailureCode.DAMAGED, framed(export).failure().code());
        String users = "{\"\":[],\"users\":[" + "{},".repeat(10) + "{}]," + "\"\":[],".repeat(100_000) + "\"\":1}";
        assertEquals("/users", framed(users).found().toString());
    }

    @Test
    void surroundingsMayNestDeeplyWithoutRecursion() {
        String deep = "[".repeat(500_000) + "]".repeat(500_000);
        byte[] text = ("{\"deep\":" + deep + ",\"users\":[{\"id\":1}]}").getBytes(StandardCharsets.UTF_8);
        Framed framed = Framed.inPieces(Shape.parse("/users"), text, 1 << 20, 50_000);
        assertNull(framed.failure());
        assertEquals(1, framed.records().size());
    }

    @Test
    void aRecordThatNestsTooDeeplyIsRejectedBesideItsNeighbours() {
        String deep = "[".repeat(2_000) + "]".repeat(2_000);
        byte[] text = ("[1," + deep + ",2]").getBytes(StandardCharsets.UTF_8);
        Framed framed = Framed.inPieces(new Shape.Array(), text, 1 << 20, 100);
        assertEquals(2, framed.records().size());
        assertEquals("TOO_DEEP", framed.rejects().get(0).code().name());
    }
}

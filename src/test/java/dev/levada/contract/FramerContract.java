package dev.levada.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.levada.model.FailureCode;
import dev.levada.model.RejectCode;
import dev.levada.model.Shape;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What every framer promises, whatever the shape.
public abstract class FramerContract {

    private static final int MAX = 1 << 20;
    /// Values that are hard to find the end of.
    private static final List<String> VALUES = List.of("{\"a\":\"]}\\\"\",\"b\":[{},[]]}", "[1,[2,\"[\"]]", "\"x\\\\\"",
            "{\"\\u0022\":\"\\\\\\\"\"}", "-1.5e3", "null", "{}", "{\"é\":\"日本\"}");

    /// The shape that is tried.
    protected abstract Shape shape();

    /// A text that holds these values as records, with structure around them.
    protected abstract String text(List<String> values);

    private Framed whole(String text) {
        return Framed.of(shape(), bytes(text), MAX);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void sound(Framed framed, byte[] text) {
        assertNull(framed.failure());
        assertEquals(text.length, framed.accounted(), "every byte is in a record or in structure");
        assertEquals(0, framed.leaked(), "every slab is given back");
    }

    @Test
    void recordsAreFoundWithTheirPlaces() {
        byte[] text = bytes(text(VALUES));
        Framed framed = whole(text(VALUES));
        sound(framed, text);
        assertEquals(VALUES, framed.values());
        for (int i = 0; i < VALUES.size(); i++) {
            Framed.Found record = framed.records().get(i);
            assertEquals(i, record.index());
            String there = new String(text, (int) record.offset(), (int) record.length(), StandardCharsets.UTF_8);
            assertTrue(there.endsWith(VALUES.get(i)), there);
            assertEquals(record.key() == null, there.equals(VALUES.get(i)));
        }
    }

    @Test
    void aCutAnywhereChangesNothing() {
        byte[] text = bytes(text(VALUES));
        Framed uncut = whole(text(VALUES));
        for (int cut = 0; cut <= text.length; cut++) {
            Framed framed = Framed.of(shape(), text, MAX, cut);
            sound(framed, text);
            assertEquals(uncut.records(), framed.records(), "cut at " + cut);
        }
    }

    @Test
    void twoCutsAnywhereChangeNothing() {
        byte[] text = bytes(text(VALUES.subList(0, 3)));
        Framed uncut = Framed.of(shape(), text, MAX);
        for (int first = 0; first <= text.length; first++) {
            for (int second = first; second <= text.length; second++) {
                assertEquals(uncut.records(), Framed.of(shape(), text, MAX, first, second).records());
            }
        }
    }

    @Test
    void oneByteAtATimeChangesNothing() {
        byte[] text = bytes(text(VALUES));
        Framed framed = Framed.inPieces(shape(), text, MAX, 1);
        sound(framed, text);
        assertEquals(whole(text(VALUES)).records(), framed.records());
    }

    @Test
    void manyRecordsFillManyBatches() {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            values.add("{\"id\":" + i + "}");
        }
        byte[] text = bytes(text(values));
        Framed framed = Framed.inPieces(shape(), text, MAX, 60_000);
        sound(framed, text);
        assertEquals(values, framed.values());
        assertEquals(4_999, framed.records().get(4_999).index());
    }

    @Test
    void noRecordsAreNoRecords() {
        byte[] text = bytes(text(List.of()));
        Framed framed = Framed.of(shape(), text, MAX);
        sound(framed, text);
        assertEquals(List.of(), framed.records());
    }

    @Test
    void aRecordThatIsTooLongIsPassedOverWhereverItIsCut() {
        List<String> values = List.of("{\"id\":1}", "{\"long\":\"" + "x".repeat(60) + "\"}", "{\"id\":2}");
        byte[] text = bytes(text(values));
        for (int cut = 0; cut <= text.length; cut++) {
            Framed framed = Framed.of(shape(), text, 40, cut);
            sound(framed, text);
            assertEquals(List.of("{\"id\":1}", "{\"id\":2}"), framed.values());
            assertEquals(2, framed.records().get(1).index());
            assertEquals(RejectCode.RECORD_TOO_LONG, framed.rejects().get(0).code());
            assertEquals(1, framed.rejects().get(0).index());
        }
        assertEquals(1, Framed.inPieces(shape(), text, 40, 1).rejects().size());
    }

    @Test
    void aMalformedRecordInSoundStructureIsPassedOnBesideItsNeighbours() {
        List<String> values = List.of("1", "{\"a\":}", "tru", "{\"a\" 01 x}", "2");
        assertEquals(values, whole(text(values)).values());
    }

    @Test
    void anEndInTheMiddleIsDamageOrAShorterSoundText() {
        byte[] text = bytes(text(VALUES));
        List<Framed.Found> uncut = whole(text(VALUES)).records();
        for (int end = 0; end < text.length; end++) {
            Framed framed = Framed.of(shape(), Arrays.copyOf(text, end), MAX);
            int whole = framed.records().size();
            if (framed.failure() == null) {
                assertEquals(end, framed.accounted());
                whole = Math.max(0, whole - 1); // a number or word may have been cut
            } else {
                assertNotNull(framed.failure().getMessage());
            }
            assertEquals(uncut.subList(0, whole), framed.records().subList(0, whole), "what was whole stands: " + end);
            assertEquals(0, framed.leaked());
        }
    }

    @Test
    void whateverTheTextItEndsInRecordsOrAFailure() {
        byte[] sound = bytes(text(VALUES));
        Random random = new Random(7);
        for (int round = 0; round < 3_000; round++) {
            byte[] text = sound.clone();
            for (int i = 0; i <= random.nextInt(3); i++) {
                text[random.nextInt(text.length)] = (byte) "\"\\{}[],:\n 1tx\u001e".charAt(random.nextInt(14));
            }
            Framed framed = Framed.of(shape(), text, 64, random.nextInt(text.length));
            assertEquals(0, framed.leaked());
            if (framed.failure() == null) {
                assertEquals(text.length, framed.accounted());
            } else {
                FailureCode code = framed.failure().code();
                assertTrue(code == FailureCode.DAMAGED || code == FailureCode.WRONG_SHAPE, code.name());
            }
        }
    }
}

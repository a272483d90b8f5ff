package dev.levada.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.levada.model.Chunk;
import dev.levada.model.FailureCode;
import dev.levada.model.Frames;
import dev.levada.model.RejectCode;
import dev.levada.model.Shape;
import dev.levada.model.Slab;
import dev.levada.model.Slabs;
import dev.levada.stage.frame.Framer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
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
            assertTrue(framed.records().size() >= begunBefore(end, uncut) - 1, "all that was whole is there: " + end);
            assertEquals(0, framed.leaked());
        }
    }

    private static long begunBefore(int end, List<Framed.Found> records) {
        return records.stream().filter(record -> record.offset() < end).count();
    }

    @Test
    void damageLeavesTheRecordsBeforeItWhereverTheTextIsCut() {
        List<String> values = List.of("{\"id\":1}", "[2]", "{\"id\":[}", "{\"id\":3}");
        byte[] text = bytes(text(values));
        for (int cut = 0; cut <= text.length; cut++) {
            Framed framed = Framed.of(shape(), text, MAX, cut);
            assertEquals(0, framed.leaked());
            if (framed.failure() == null) {
                sound(framed, text); // a line or an RS ends even such a record
                assertEquals(values, framed.values());
            } else {
                assertEquals(FailureCode.DAMAGED, framed.failure().code());
                assertEquals(values.subList(0, 2), framed.values(), "cut at " + cut);
            }
        }
    }

    @Test
    void whiteSpaceBehindARecordDoesNotMakeItTooLong() {
        List<String> values = List.of("{\"id\":1}" + " ".repeat(120), "{\"id\":2}");
        byte[] text = bytes(text(values));
        for (int cut = 0; cut <= text.length; cut++) {
            Framed framed = Framed.of(shape(), text, 40, cut);
            sound(framed, text);
            assertEquals(List.of("{\"id\":1}", "{\"id\":2}"), framed.values(), "cut at " + cut);
        }
        assertEquals(2, Framed.inPieces(shape(), text, 40, 1).records().size());
    }

    @Test
    void anEndInsideARecordThatIsTooLongIsDamageToo() {
        String text = text(List.of("{\"id\":1}", "{\"long\":\"" + "x".repeat(90) + "\"}"));
        byte[] cutOff = bytes(text.substring(0, text.indexOf("xxx") + 70));
        for (int size = 1; size <= cutOff.length; size++) {
            Framed framed = Framed.inPieces(shape(), cutOff, 40, size);
            assertNotNull(framed.failure(), "in pieces of " + size);
            assertEquals(FailureCode.DAMAGED, framed.failure().code());
            assertEquals(List.of("{\"id\":1}"), framed.values());
        }
    }

    @Test
    void aRunThatIsCancelledAnywhereGivesItsSlabsBack() {
        byte[] text = bytes(text(Collections.nCopies(3_000, "{\"id\":1}")));
        for (int drawn = 0; drawn < 4; drawn++) {
            Slabs slabs = new Slabs(text.length, 8);
            Slab slab = slabs.take();
            System.arraycopy(text, 0, slab.bytes(), 0, text.length);
            Framer framer = new Framer(shape(), MAX, slabs);
            Iterator<Frames> batches = framer.feed(new Chunk(slab, 0, text.length, 0)).iterator();
            int batch = 0;
            while (batch < drawn && batches.hasNext()) {
                batches.next().release();
                batch++;
            }
            assertEquals(drawn, batch, "3,000 records are three batches at least");
            framer.close();
            long idle = Stream.generate(slabs::take).limit(8).filter(taken -> taken == slab).count();
            assertEquals(1, idle, "given back, and once");
        }
    }

    @Test
    void nothingIsWalkedBeforeItIsAskedFor() {
        byte[] text = bytes(text(Collections.nCopies(3_000, "{\"id\":1}")));
        Slabs slabs = new Slabs(text.length, 8);
        Slab slab = slabs.take();
        System.arraycopy(text, 0, slab.bytes(), 0, text.length);
        Framer framer = new Framer(shape(), MAX, slabs);
        Iterator<Frames> batches = framer.feed(new Chunk(slab, 0, text.length, 0)).iterator();
        Frames first = batches.next();
        assertEquals(Frames.CAPACITY, first.count);
        int behind = first.end[Frames.CAPACITY - 1];
        Arrays.fill(slab.bytes(), behind, text.length, (byte) ' '); // what was not walked yet cannot be found any more
        long later = 0;
        while (batches.hasNext()) {
            Frames batch = batches.next();
            later += batch.count;
            batch.release();
        }
        assertEquals(0, later);
        first.release();
        framer.close();
    }

    @Test
    void whateverTheTextItEndsInRecordsOrAFailure() {
        byte[] sound = bytes(text(VALUES));
        Random random = new Random(7);
        for (int round = 0; round < 3_000; round++) {
            byte[] text = sound;
            for (int i = random.nextInt(3); i >= 0; i--) {
                text = corrupted(text, random);
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

    /// With one byte exchanged, or a few cut out, or a few doubled.
    private static byte[] corrupted(byte[] text, Random random) {
        int from = random.nextInt(text.length);
        int to = Math.min(text.length, from + 1 + random.nextInt(8));
        ByteArrayOutputStream corrupted = new ByteArrayOutputStream();
        corrupted.write(text, 0, from);
        switch (random.nextInt(3)) {
            case 0 -> {
                corrupted.write("\"\\{}[],:\n 1tx\u001e".charAt(random.nextInt(14)));
                corrupted.write(text, from + 1, text.length - from - 1);
            }
            case 1 -> corrupted.write(text, to, text.length - to);
            default -> {
                corrupted.write(text, from, to - from);
                corrupted.write(text, from, text.length - from);
            }
        }
        return corrupted.toByteArray();
    }
}

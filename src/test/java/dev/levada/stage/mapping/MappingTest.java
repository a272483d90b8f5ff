package dev.levada.stage.mapping;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.levada.model.Condition;
import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import dev.levada.model.FieldPlan;
import dev.levada.model.Frames;
import dev.levada.model.Kind;
import dev.levada.model.MappingPlan;
import dev.levada.model.Mark;
import dev.levada.model.Pool;
import dev.levada.model.Reject;
import dev.levada.model.RejectCode;
import dev.levada.model.Rows;
import dev.levada.model.Schema;
import dev.levada.model.SeekPoint;
import dev.levada.model.Slab;
import dev.levada.model.Slabs;
import dev.levada.model.Step;
import dev.levada.model.ValueType;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What passes the door: batches, their slabs, their rejects and their accounts.
class MappingTest {

    private static final MappingPlan IDENTITY = new MappingPlan.Identity();
    private static final Field NUMBER = Field.of("n", "/n", ValueType.INT).required();

    @Test
    void identityPassesOnAnyValueAsItIs() {
        Mapped mapped = Mapped.by(IDENTITY, Batch.of(" {\"a\": 1e400} ", "[0.10]", "\"\\u00e9\"", "null"));
        assertEquals(List.of(List.of("{\"a\": 1e400}"), List.of("[0.10]"), List.of("\"\\u00e9\"")),
                mapped.rows().subList(0, 3));
        assertEquals(List.of(Kind.NULL), mapped.kinds().get(3));
        assertEquals(List.of(List.of(false), List.of(false), List.of(false), List.of(false)), mapped.computed());
    }

    @Test
    void identityPassesOnEntriesOfAKeyedMapWithTheirKeys() {
        Frames frames = Batch.keyed("\"a\"", "{}", "\"b\\n\"", "1");
        Rows rows = Mapped.draw(Mapping.of(IDENTITY, 0), frames);
        assertSame(Schema.ENTRY, rows.schema);
        assertEquals("\"a\"", Mapped.token(rows, 0));
        assertEquals(List.of(Kind.TEXT, Kind.JSON, Kind.ESCAPED_TEXT, Kind.NUMBER),
                List.of(rows.cells.kind(0), rows.cells.kind(1), rows.cells.kind(2), rows.cells.kind(3)));
        assertSame(Schema.DOCUMENT, Mapped.draw(Mapping.of(IDENTITY, 0), Batch.of("1")).schema);
    }

    @Test
    void aKeyCanBeAColumnWithStepsLikeAnyOther() {
        Mapped mapped = Mapped
                .by(Field.planOf(Field.of("id", new FieldPlan.From.Key(), ValueType.STRING).apply(new Step.Upper()),
                        Field.of("x", "/x", ValueType.INT)), Batch.keyed("\"a\\u0062\"", "{\"x\":1}", "\"C\"", "{}"));
        assertEquals(List.of("\"AB\"", "1"), mapped.rows().get(0));
        assertEquals(Arrays.asList("\"C\"", null), mapped.rows().get(1));
    }

    @Test
    void aKeyThatIsNoValidStringMakesItsRecordAReject() {
        Mapped mapped = Mapped.by(Field.planOf(Field.of("x", "", ValueType.JSON)),
                Batch.keyed("\"\\q\"", "1", "\"a\"b\"", "1", "\"\t\"", "1", "\"ok\"", "1"));
        assertEquals(List.of(RejectCode.MALFORMED, RejectCode.MALFORMED, RejectCode.MALFORMED), mapped.codes());
        assertEquals(1, mapped.rows().size());
    }

    @Test
    void aPlanWithKeysRefusesRecordsWithoutThem() {
        Mapping mapping = Mapping.of(Field.planOf(Field.of("id", new FieldPlan.From.Key(), ValueType.STRING)), 0);
        Iterator<Rows> drawn = mapping.feed(Batch.of("{}")).iterator();
        Failure failure = assertThrows(Failure.class, drawn::next);
        assertEquals(FailureCode.WRONG_SHAPE, failure.code());
        assertEquals("expected a keyed map for $key, got records without keys", failure.getMessage());
    }

    @Test
    void recordsThatAreNoContainersAreOfAWrongTypeUnlessTheyAreWantedWhole() {
        Mapped mapped = Mapped.by(Field.planOf(Field.of("a", "/a", ValueType.JSON)),
                Batch.of("1", "\"s\"", "null", "true", "[]", "{}"));
        assertEquals(List.of("expected an object, got number", "expected an object, got string",
                "expected an object, got null", "expected an object, got boolean", "expected an object, got array"),
                mapped.rejects().stream().map(Reject::reason).toList());
        assertEquals(1, mapped.rows().size());
        assertNull(mapped.rejects().getFirst().field());
        assertEquals("1", Field.of("a", "", ValueType.INT).map("1").cell());
    }

    @Test
    void aRejectSaysWhereItsRecordLies() {
        Frames frames = Batch.of("{\"n\":1}", "{\"n\":\"2\"}", "{\"n\":3}", "{");
        frames.position = 1000;
        frames.firstIndex = 70;
        int start = frames.start[1];
        Mapped mapped = Mapped.by(Mapping.of(Field.planOf(NUMBER), 4), frames);
        Reject wrong = mapped.rejects().getFirst();
        assertEquals(71, wrong.index());
        assertEquals(1000 + start, wrong.offset());
        assertEquals(9, wrong.length());
        assertEquals("n", wrong.field());
        assertEquals(RejectCode.WRONG_TYPE, wrong.code());
        assertEquals("expected int, got string", wrong.reason());
        assertArrayEquals(Batch.bytes("{\"n\""), wrong.raw());
        assertArrayEquals(Batch.bytes("{"), mapped.rejects().get(1).raw());
        assertNull(mapped.rejects().get(1).field());
        assertEquals(List.of(List.of("1"), List.of("3")), mapped.rows());
    }

    @Test
    void aRejectOfAKeyedMapBeginsAtItsKey() {
        Frames frames = Batch.keyed("\"k\"", "{\"n\":null}");
        int key = frames.keyStart[0];
        Reject reject = Mapped.by(Mapping.of(Field.planOf(NUMBER), 6), frames).reject();
        assertEquals(key, reject.offset());
        assertEquals("\"k\": {\"n\":null}".length(), reject.length());
        assertArrayEquals(Batch.bytes("\"k\": {"), reject.raw());
        Reject malformed = Mapped.by(Mapping.of(Field.planOf(NUMBER), 0), Batch.keyed("\"k\"", "{]")).reject();
        assertEquals("expected a member name at byte 6, got ]", malformed.reason());
    }

    @Test
    void rawBytesAreKeptOnlyWhereAskedFor() {
        assertNull(Mapped.by(Mapping.of(IDENTITY, 0), Batch.of("{")).reject().raw());
    }

    @Test
    void theFramersRejectsPassThroughInTheOrderOfTheExport() {
        Frames frames = Batch.of("{}", "{\"n\":1}", "{");
        frames.firstIndex = 5;
        frames.rejects.add(new Reject(4, 0, 2, null, RejectCode.RECORD_TOO_LONG, "too long", null));
        frames.rejects.add(new Reject(8, 500, 100, null, RejectCode.RECORD_TOO_LONG, "too long", null));
        Mapped mapped = Mapped.by(Field.planOf(NUMBER), frames);
        assertEquals(List.of(4L, 5L, 7L, 8L), mapped.rejects().stream().map(Reject::index).toList());
    }

    @Test
    void theMarkOfTheFramesGoesOnWithTheirRows() {
        Mapping mapping = Mapping.of(IDENTITY, 0);
        Frames frames = Batch.of("[1]", "[22]");
        Mark mark = new Mark(9, 2, 7, SeekPoint.START, "");
        frames.mark = mark;
        Rows rows = Mapped.draw(mapping, frames);
        assertSame(mark, rows.mark);
        rows.release();
        assertNull(Mapped.draw(mapping, Batch.of("[3]")).mark);
    }

    @Test
    void theSlabGoesOnInsideTheRowsAndItsBytesAreNeverTouched() {
        Frames frames = Batch.of("{\"n\":1,\"s\":\" ÀB \"}", "{\"n\":7}");
        Slab slab = frames.slab;
        byte[] before = slab.bytes().clone();
        Mapping mapping = Mapping.of(Field.planOf(NUMBER,
                Field.of("s", "/s", ValueType.STRING).apply(new Step.Trim(), new Step.Lower(), new Step.Sha256())), 0);
        Rows rows = Mapped.draw(mapping, frames);
        assertSame(slab, rows.slab);
        assertArrayEquals(before, slab.bytes());
        assertNull(frames.slab);
        rows.release();
    }

    @Test
    void aBatchWithoutRowsLetsItsSlabGoAtOnce() {
        Slabs slabs = new Slabs(256, 1);
        Frames frames = Batch.of("{", "{}");
        byte[] content = frames.slab.bytes();
        Slab slab = slabs.take();
        System.arraycopy(content, 0, slab.bytes(), 0, content.length);
        frames.slab = slab;
        Rows rows = Mapped.draw(Mapping.of(Field.planOf(NUMBER), 0), frames);
        assertNull(rows.slab);
        assertEquals(2, rows.records());
        assertSame(slab, slabs.take());
    }

    @Test
    void framesAndRowsGoBackToTheirPools() {
        Pool<Frames> pool = new Pool<>(1, () -> new Frames(null));
        Frames frames = new Frames(pool);
        Frames made = Batch.of("1");
        frames.slab = made.slab;
        frames.count = 1;
        frames.start[0] = made.start[0];
        frames.end[0] = made.end[0];
        Mapping mapping = Mapping.of(IDENTITY, 0);
        Rows rows = Mapped.draw(mapping, frames);
        assertSame(frames, pool.take());
        rows.release();
        assertSame(rows, Mapped.draw(mapping, Batch.of("2")));
        assertNotSame(rows, Mapped.draw(mapping, Batch.of("3")));
    }

    @Test
    void rowsThatAreReusedShowNothingOfTheirLastUse() {
        Mapping mapping = Mapping.of(Field.planOf(Field.x(ValueType.STRING).apply(new Step.Upper())), 0);
        assertEquals(List.of(true), Mapped.by(mapping, Batch.of("{\"x\":\"a\"}")).computed().getFirst());
        Mapped second = Mapped.by(mapping, Batch.of("{}"));
        assertEquals(List.of(Kind.NULL), second.kinds().getFirst());
        assertEquals(List.of(false), second.computed().getFirst());
    }

    @Test
    void rejectedAndFilteredRecordsLeaveNothingInTheSideBytes() {
        Field name = Field.of("s", "/s", ValueType.STRING).apply(new Step.Upper());
        Mapping mapping = Mapping.of(Field.planOf(List.of(new Condition.In("s", Set.of("B"))), name,
                NUMBER), 0);
        Rows rows = Mapped.draw(mapping, Batch.of("{\"s\":\"aaaa\",\"n\":\"x\"}", "{\"s\":\"cccc\",\"n\":1}",
                "{\"s\":\"b\",\"n\":2}"));
        assertEquals(1, rows.count);
        assertEquals(1, rows.filtered);
        assertEquals(3, rows.records());
        assertEquals("\"B\"".length(), rows.sideLength);
    }

    @Test
    void nothingIsMappedBeforeItIsDrawn() {
        Mapping mapping = Mapping.of(IDENTITY, 0);
        Frames frames = Batch.of("1");
        Iterable<Rows> rows = mapping.feed(frames);
        assertEquals(1, frames.count);
        Iterator<Rows> drawn = rows.iterator();
        assertEquals(1, drawn.next().count);
        assertFalse(drawn.hasNext());
        assertEquals(0, frames.count);
    }

    @Test
    void whatWasFedAndNeverDrawnIsReleasedOnClose() {
        Slabs slabs = new Slabs(64, 1);
        Frames frames = new Frames(null);
        frames.slab = slabs.take();
        Slab slab = frames.slab;
        Mapping mapping = Mapping.of(IDENTITY, 0);
        mapping.feed(frames);
        mapping.close();
        assertSame(slab, slabs.take());
    }

    @Test
    void theFirstFaultInTheOrderOfTheColumnsDecides() {
        Mapped mapped = Mapped.by(Field.planOf(Field.of("a", "/a", ValueType.INT), Field.of("b", "/b", ValueType.INT)),
                Batch.of("{\"b\":\"x\",\"a\":1.5}", "{\"b\":\"x\",\"a\":1}", "{\"b\":\"x\",\"a\":1"));
        assertEquals(Arrays.asList("a", "b", null), mapped.rejects().stream().map(Reject::field).toList());
        assertEquals(RejectCode.MALFORMED, mapped.codes().get(2));
    }

    @Test
    void aFullBatchIsMappedWhole() {
        String[] records = new String[Frames.CAPACITY];
        for (int i = 0; i < records.length; i++) {
            records[i] = "{\"n\":" + i + "}";
        }
        Mapped mapped = Mapped.by(Field.planOf(NUMBER), Batch.of(records));
        assertEquals(Frames.CAPACITY, mapped.rows().size());
        assertEquals(List.of("1023"), mapped.rows().getLast());
    }

    @Test
    void aPlanThatWasNeverCheckedIsRefused() {
        assertBad(Field.planOf(Field.x(ValueType.STRING).fallback("nope")));
        assertBad(Field.planOf(Field.x(ValueType.STRING).fallback("1 2")));
        assertBad(Field.planOf(Field.x(ValueType.STRING).pattern("(")));
        assertBad(Field.planOf(List.of(new Condition.IsNull("y", true)), Field.x(ValueType.STRING)));
    }

    private static void assertBad(MappingPlan plan) {
        assertEquals(FailureCode.BAD_DEFINITION, assertThrows(Failure.class, () -> Mapping.of(plan, 0)).code());
    }
}

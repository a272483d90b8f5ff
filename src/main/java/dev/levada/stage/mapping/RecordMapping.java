package dev.levada.stage.mapping;

import dev.levada.model.Captures;
import dev.levada.model.FieldPlan;
import dev.levada.model.FieldPlan.From;
import dev.levada.model.Frames;
import dev.levada.model.MappingPlan;
import dev.levada.model.Pointer;
import dev.levada.model.Pool;
import dev.levada.model.RejectCode;
import dev.levada.model.RecordWalk;
import dev.levada.model.Rows;
import dev.levada.model.Schema;
import dev.levada.model.ValueType;
import java.util.List;

/// A [MappingPlan] compiled for one schema: makes one row of one record.
final class RecordMapping {

    /// Idle batches that are kept: of one thread there is hardly more than one, of two there are as many as wait between them, and one in hand
    /// on each side.
    private static final int KEPT_ROWS = 10;

    private static final From RECORD = new From.Member(Pointer.ROOT);

    private final Schema schema;
    /// Wanted places, one for each slot.
    private final List<Pointer> pointers;
    /// Most containers that lie around one.
    private final int height;
    private final Pool<Rows> pool;
    private final boolean needsKey;
    private final boolean needsContainer;
    /// Whether some member may be an element of an array that is the record.
    private final boolean takesArrays;
    private final int keySlot;
    private final Tokens tokens = new Tokens();
    private final Walker walker;
    /// Of a record that the framer has not walked.
    private final Captures captures;
    private final Column[] columns;
    private final Filter filter;
    private final Value value = new Value();

    private RecordMapping(Schema schema, MappingPlan.Fields plan) {
        this.pointers = plan.fields().stream().map(FieldPlan::from).filter(From.Member.class::isInstance)
                .map(from -> ((From.Member) from).pointer()).distinct().sorted(Place::inOrder).toList();
        this.schema = schema;
        this.pool = new Pool<>(KEPT_ROWS, this::makeRows);
        this.needsKey = plan.fields().stream().anyMatch(field -> field.from() instanceof From.Key);
        this.needsContainer = pointers.stream().anyMatch(pointer -> !pointer.tokens().isEmpty());
        this.takesArrays = pointers.stream()
                .anyMatch(pointer -> pointer.tokens().isEmpty() || pointer.tokens().getFirst().matches("\\d+"));
        this.keySlot = pointers.size();
        this.captures = new Captures(1, keySlot + 1);
        this.height = pointers.stream().mapToInt(pointer -> pointer.tokens().size()).max().orElse(0);
        this.walker = new Walker(tokens, Place.tree(pointers), height);
        this.columns = plan.fields().stream().map(field -> new Column(field, slotOf(field.from(), pointers)))
                .toArray(Column[]::new);
        this.filter = new Filter(plan.where(), schema);
    }

    /// Columns by name.
    static RecordMapping of(MappingPlan.Fields plan) {
        return new RecordMapping(plan.schema(), plan);
    }

    /// The record as it is.
    static RecordMapping ofDocuments() {
        return new RecordMapping(Schema.DOCUMENT, new MappingPlan.Fields(
                List.of(asItIs("", RECORD, ValueType.JSON)), List.of()));
    }

    /// Key and value as they are.
    static RecordMapping ofEntries() {
        return new RecordMapping(Schema.ENTRY, new MappingPlan.Fields(
                List.of(asItIs("key", new From.Key(), ValueType.STRING), asItIs("value", RECORD, ValueType.JSON)),
                List.of()));
    }

    private static FieldPlan asItIs(String name, From from, ValueType type) {
        return new FieldPlan(name, from, type, false, null, null, null, null, null, null, List.of());
    }

    private int slotOf(From from, List<Pointer> pointers) {
        return switch (from) {
            case From.Member member -> pointers.indexOf(member.pointer());
            case From.Key key -> keySlot;
        };
    }

    private Rows makeRows() {
        return new Rows(schema, pool);
    }

    /// An empty batch.
    Rows takeRows() {
        return pool.take();
    }

    /// Whether it can only be used where records have keys.
    boolean needsKey() {
        return needsKey;
    }

    /// Writes record i behind the last row of `rows`, whose slab is that of the frames; tells whether the filter lets
    /// it pass. Counting it is left to the caller.
    ///
    /// @throws Refusal if the record is to be rejected
    boolean map(Frames frames, int i, Rows rows) {
        boolean walked = frames.isWalked(i);
        Captures found = walked ? frames.captures : captures;
        int base = walked ? i * found.slots : 0;
        byte[] bytes = rows.slab.bytes();
        if (!walked) {
            walker.begin(captures, 0);
        }
        if (frames.keyed) {
            key(frames, i, found, base);
        }
        int first = walked ? frames.start[i] : walk(frames, i);
        if (needsContainer && bytes[first] != '{' && !(takesArrays && bytes[first] == '[')) {
            throw new Refusal(RejectCode.WRONG_TYPE, "expected an object, got " + Value.word(bytes[first]));
        }
        int cell = rows.count * columns.length;
        for (int c = 0; c < columns.length; c++) {
            columns[c].fill(found.spans, base, value, rows, cell + c);
        }
        return filter.passes(rows, cell);
    }

    private void key(Frames frames, int i, Captures found, int base) {
        int start = frames.keyStart[i];
        tokens.open(frames.slab.bytes(), start, frames.keyEnd[i]);
        int end = tokens.string(start, "a key");
        if (end < tokens.end()) {
            throw tokens.expected("the end of the key", end);
        }
        found.spans.put(base + keySlot, start, end, tokens.kind(start));
    }

    /// Walks a record from its first byte to its last and gives the index of its value.
    private int walk(Frames frames, int i) {
        tokens.open(frames.slab.bytes(), frames.keyed ? frames.keyStart[i] : frames.start[i], frames.end[i]);
        int first = tokens.space(frames.start[i]);
        int end = tokens.space(walker.value(first));
        if (end < tokens.end()) {
            throw tokens.expected("the end of the record", end); // ex {"a":1} {"a":2}
        }
        return first;
    }

    /// For the framer: a walk of its own over records of this mapping.
    RecordWalk walk() {
        return new WalkAhead(keySlot + 1, Place.tree(pointers), height);
    }
}

package dev.levada.stage.mapping;

import dev.levada.model.FieldPlan;
import dev.levada.model.FieldPlan.From;
import dev.levada.model.Frames;
import dev.levada.model.Kind;
import dev.levada.model.MappingPlan;
import dev.levada.model.Pointer;
import dev.levada.model.Pool;
import dev.levada.model.RejectCode;
import dev.levada.model.Rows;
import dev.levada.model.Schema;
import dev.levada.model.ValueType;
import java.util.List;

/// A [MappingPlan] compiled for one schema: makes one row of one record.
final class RecordMapping {

    /// Idle batches that are kept.
    private static final int KEPT_ROWS = 4;

    private static final From RECORD = new From.Member(Pointer.ROOT);

    private final Schema schema;
    private final Pool<Rows> pool;
    private final boolean needsKey;
    private final boolean needsContainer;
    /// Whether some member may be an element of an array that is the record.
    private final boolean takesArrays;
    private final int keySlot;
    private final Tokens tokens = new Tokens();
    private final Captures captures;
    private final Walker walker;
    private final Column[] columns;
    private final Filter filter;
    private final Value value = new Value();

    private RecordMapping(Schema schema, MappingPlan.Fields plan) {
        List<Pointer> pointers = plan.fields().stream().map(FieldPlan::from).filter(From.Member.class::isInstance)
                .map(from -> ((From.Member) from).pointer()).distinct().sorted(Place::inOrder).toList();
        this.schema = schema;
        this.pool = new Pool<>(KEPT_ROWS, this::makeRows);
        this.needsKey = plan.fields().stream().anyMatch(field -> field.from() instanceof From.Key);
        this.needsContainer = pointers.stream().anyMatch(pointer -> !pointer.tokens().isEmpty());
        this.takesArrays = pointers.stream()
                .anyMatch(pointer -> pointer.tokens().isEmpty() || pointer.tokens().getFirst().matches("\\d+"));
        this.keySlot = pointers.size();
        this.captures = new Captures(keySlot + 1);
        int height = pointers.stream().mapToInt(pointer -> pointer.tokens().size()).max().orElse(0);
        this.walker = new Walker(tokens, captures, Place.tree(pointers), height);
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
        byte[] bytes = rows.slab.bytes();
        captures.forget(0, keySlot + 1);
        int origin = frames.start[i];
        if (frames.keyed) {
            origin = frames.keyStart[i];
            tokens.open(bytes, origin, frames.keyEnd[i]);
            walker.key(keySlot, origin);
        }
        tokens.open(bytes, origin, frames.end[i]);
        int first = walker.walk(frames.start[i]);
        if (needsContainer && bytes[first] != '{' && !(takesArrays && bytes[first] == '[')) {
            Kind kind = tokens.kind(first);
            throw new Refusal(RejectCode.WRONG_TYPE, "expected an object, got " + Value.word(kind, bytes[first]));
        }
        int cell = rows.count * columns.length;
        for (int c = 0; c < columns.length; c++) {
            columns[c].fill(captures, value, rows, cell + c);
        }
        return filter.passes(rows, cell);
    }
}

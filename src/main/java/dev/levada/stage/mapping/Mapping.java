package dev.levada.stage.mapping;

import dev.levada.model.Drawn;
import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import dev.levada.model.Frames;
import dev.levada.model.MappingPlan;
import dev.levada.model.RecordWalk;
import dev.levada.model.Reject;
import dev.levada.model.Rows;
import dev.levada.model.Stage;
import java.util.Arrays;
import java.util.Comparator;

/// Maps and checks records: `Frames` in, one `Rows` out for each, possibly without rows.
///
/// Every record is walked once and all of it is checked against RFC 8259 and UTF-8, wanted or not. Values that no step
/// changes are passed on as the bytes that they are. The slab of the frames goes on inside the rows; nothing is ever
/// written to it. A record that does not pass becomes a [Reject] beside the rows, with the first fault in the order of
/// the columns, and its neighbours are untouched. The framer's rejects pass through, in the order of the export.
///
/// A record may nest 1,024 levels. Throws [Failure] WRONG_SHAPE where the plan wants keys and the records have none.
public final class Mapping implements Stage<Frames, Rows> {

    private static final Comparator<Reject> BY_INDEX = Comparator.comparingLong(Reject::index);

    private final RecordMapping records;
    private final RecordMapping entries;
    private final int keepRaw;
    private Frames pending;

    private Mapping(RecordMapping records, RecordMapping entries, int keepRaw) {
        this.records = records;
        this.entries = entries;
        this.keepRaw = keepRaw;
    }

    /// The mapping of a plan.
    ///
    /// @param keepRaw first bytes of a rejected record that its reject keeps, 0 for none
    public static Mapping of(MappingPlan plan, int keepRaw) {
        return switch (plan) {
            case MappingPlan.Identity identity ->
                new Mapping(RecordMapping.ofDocuments(), RecordMapping.ofEntries(), keepRaw);
            case MappingPlan.Fields fields -> {
                RecordMapping mapping = RecordMapping.of(fields);
                yield new Mapping(mapping, mapping, keepRaw);
            }
        };
    }

    /// A walk for the framer, so that records are walked once.
    public RecordWalk walk() {
        return records.walk();
    }

    @Override
    public Iterable<Rows> feed(Frames frames) {
        pending = frames;
        return Drawn.until(this::draw);
    }

    private Rows draw() {
        Frames frames = pending;
        pending = null;
        return frames == null ? null : map(frames);
    }

    @Override
    public void close() {
        if (pending != null) {
            pending.release();
            pending = null;
        }
    }

    private Rows map(Frames frames) {
        RecordMapping mapping = frames.keyed ? entries : records;
        if (frames.count > 0 && !frames.keyed && mapping.needsKey()) {
            long offset = frames.offset(0);
            frames.release();
            throw new Failure(FailureCode.WRONG_SHAPE, offset,
                    "expected a keyed map for $key, got records without keys");
        }
        Rows rows = mapping.takeRows();
        rows.slab = frames.slab;
        for (int i = 0; i < frames.count; i++) {
            map(mapping, frames, i, rows);
        }
        if (rows.count == 0 && rows.slab != null) {
            rows.slab.release();
            rows.slab = null;
        }
        if (!frames.rejects.isEmpty()) {
            rows.rejects.addAll(frames.rejects);
            rows.rejects.sort(BY_INDEX);
        }
        rows.mark = frames.mark;
        frames.recycle();
        return rows;
    }

    private void map(RecordMapping mapping, Frames frames, int i, Rows rows) {
        int side = rows.sideLength;
        try {
            if (mapping.map(frames, i, rows)) {
                rows.count++;
                return;
            }
            rows.filtered++;
        } catch (Refusal refusal) {
            rows.rejects.add(new Reject(frames.firstIndex + i, frames.offset(i), frames.length(i), refusal.field(),
                    refusal.code(), refusal.getMessage(), raw(frames, i)));
        }
        rows.sideLength = side;
    }

    private byte[] raw(Frames frames, int i) {
        if (keepRaw == 0) {
            return null;
        }
        int from = frames.keyed ? frames.keyStart[i] : frames.start[i];
        int length = Math.min(keepRaw, frames.end[i] - from);
        return Arrays.copyOfRange(frames.slab.bytes(), from, from + length);
    }
}

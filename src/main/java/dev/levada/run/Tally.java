package dev.levada.run;

import dev.levada.model.Block;
import dev.levada.model.Chunk;
import dev.levada.model.Destination;
import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import dev.levada.model.Frames;
import dev.levada.model.Mark;
import dev.levada.model.Part;
import dev.levada.model.Reject;
import dev.levada.model.RejectCode;
import dev.levada.model.Rows;
import dev.levada.run.state.Checkpoint;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/// Counts at every door, each door apart from the others, so that they can disagree: that is what [#reconcile] is for.
///
/// The doors may be passed on two threads; no count belongs to two doors. Whoever asks while the run goes on sees what the doors up
/// to the one where it stands have counted, and of rejects what it can get.
public final class Tally implements Tap {

    private long plainBytes;
    private long records;
    private long recordBytes;
    private long structureBytes;
    private long filtered;
    private final Map<RejectCode, Long> rejectedBy = new EnumMap<>(RejectCode.class);
    private final AtomicLong rejectedSoFar = new AtomicLong();
    private long rows;
    private long rejected;
    private final List<Part> parts = new ArrayList<>();

    /// What passed the doors before a checkpoint.
    ///
    /// @param skipped plain text before the first offset that counts: a byte order mark
    /// @param staged all parts of earlier processes, in order
    void restore(Checkpoint checkpoint, long skipped, List<Part> staged) {
        Mark mark = checkpoint.mark().mark();
        plainBytes = Math.max(0, mark.seek().plain() - skipped);
        records = mark.records();
        recordBytes = mark.recordBytes();
        structureBytes = mark.offset() - skipped - recordBytes;
        filtered = checkpoint.counts().filtered();
        rows = checkpoint.counts().rows();
        rejected = checkpoint.counts().rejected();
        rejectedBy.putAll(checkpoint.counts().rejectedBy());
        rejectedSoFar.set(rejectedByCode());
        parts.addAll(staged);
    }

    /// What has left the router and the mapping, for a checkpoint.
    Checkpoint.Counts counts() {
        return new Checkpoint.Counts(filtered, rows, rejected, new EnumMap<>(rejectedBy));
    }

    @Override
    public void codec(Chunk chunk) {
        plainBytes += chunk.length();
    }

    @Override
    public void frame(Frames frames) {
        records += frames.records();
        structureBytes += frames.structure;
        for (int i = 0; i < frames.count; i++) {
            recordBytes += frames.length(i);
        }
        for (Reject reject : frames.rejects) {
            recordBytes += reject.length();
        }
    }

    @Override
    public void mapping(Rows batch) {
        filtered += batch.filtered;
        for (Reject reject : batch.rejects) {
            rejectedBy.merge(reject.code(), 1L, Long::sum);
        }
        rejectedSoFar.addAndGet(batch.rejects.size());
    }

    @Override
    public void output(Block block) {
        switch (block.destination()) {
            case DATA -> rows += block.rows();
            case REJECTS -> rejected += block.rows();
        }
    }

    @Override
    public void sink(Part part) {
        parts.add(part);
    }

    /// Holds the doors against each other: every record became a row, was filtered or was rejected; every row and reject lies
    /// in a part; every byte of plain text is part of a record or of structure.
    ///
    /// @param whole whether the export was read to its sound end; otherwise bytes may be left over: the damage
    /// @throws Failure ACCOUNTING
    void reconcile(boolean whole) {
        agree("records", records, "rows + filtered + rejected", rows + filtered + rejected);
        agree("rejects by code", rejectedByCode(), "rejects", rejected);
        agree("rows", rows, "rows in parts", rowsIn(Destination.DATA));
        agree("rejects", rejected, "rejects in parts", rowsIn(Destination.REJECTS));
        if (whole) {
            agree("bytes of plain text", plainBytes, "bytes of records and structure", recordBytes + structureBytes);
        }
    }

    private static void agree(String what, long count, String other, long otherCount) {
        if (count != otherCount) {
            throw new Failure(FailureCode.ACCOUNTING, "expected as many " + what + " (" + count + ") as " + other
                    + ", got " + otherCount);
        }
    }

    private long rowsIn(Destination destination) {
        return parts.stream().filter(part -> part.destination() == destination).mapToLong(Part::rows).sum();
    }

    public long plainBytes() {
        return plainBytes;
    }

    public long records() {
        return records;
    }

    public long recordBytes() {
        return recordBytes;
    }

    public long structureBytes() {
        return structureBytes;
    }

    public long rows() {
        return rows;
    }

    public long filtered() {
        return filtered;
    }

    public long rejected() {
        return rejected;
    }

    /// Rejects so far, where the mapping judged them but no block holds them yet.
    public long rejectedSoFar() {
        return rejectedSoFar.get();
    }

    private long rejectedByCode() {
        return rejectedBy.values().stream().mapToLong(Long::longValue).sum();
    }

    public Map<RejectCode, Long> rejectedBy() {
        return rejectedBy;
    }

    public List<Part> parts() {
        return parts;
    }
}

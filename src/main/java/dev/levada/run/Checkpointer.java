package dev.levada.run;

import dev.levada.model.Destination;
import dev.levada.model.Failure;
import dev.levada.model.Mark;
import dev.levada.model.Part;
import dev.levada.model.PendingBlock;
import dev.levada.model.PendingPart;
import dev.levada.model.Rows;
import dev.levada.run.state.Checkpoint;
import dev.levada.run.state.Claim;
import dev.levada.run.state.RunFiles;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Writes down where a run is, now and then and when its time is nearly over.
///
/// Between two batches of rows everything that came before the second lies in open blocks or in parts. What is buffered there
/// goes to the tail, staged parts to a segment, and then the ledger entry advances: whoever reads it finds all that it names.
final class Checkpointer implements Pause {

    /// Ends the stream at a checkpoint: the time is over.
    static final class Parked extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Parked() {
            super("parked at a checkpoint", null, false, false);
        }
    }

    private final Claim claim;
    private final RunFiles files;
    private final Lease lease;
    private final Budget budget;
    private final HopGuard hops;
    private final CheckpointPolicy policy;
    private final Execution execution;

    /// Behind the batch before, or null where something was open there.
    private Mark here;
    /// Of the last checkpoint of this process, or null.
    private Mark last;
    private int taken;
    private int partsWritten;
    private long bytesAtLast;
    private long nanosAtLast = System.nanoTime();

    Checkpointer(Claim claim, RunFiles files, Lease lease, Budget budget, HopGuard hops,
            CheckpointPolicy policy, Execution execution) {
        this.claim = claim;
        this.files = files;
        this.lease = lease;
        this.budget = budget;
        this.hops = hops;
        this.policy = policy;
        this.execution = execution;
        this.partsWritten = execution.parts().size();
        this.bytesAtLast = execution.trail().bytes();
    }

    /// A batch of rows has come; all before it has gone through.
    ///
    /// @throws Parked if the time is over
    /// @throws dev.levada.model.Failure NO_PROGRESS if it is, and the run has not got on
    @Override
    public void before(Rows batch) {
        Mark mark = here;
        here = batch.mark;
        if (mark != null) {
            execution.index().add(mark);
            if (budget.isNearlyOver() || isDue()) {
                take(mark);
                parkIfNearlyOver(mark);
            }
        }
        lease.keep(claim);
    }

    /// Also behind a checkpoint that was taken for another reason: what it took may be what there was to spare.
    private void parkIfNearlyOver(Mark mark) {
        if (budget.isNearlyOver()) {
            hops.requireFurther(mark);
            claim.advance(claim.attempt().parked());
            throw new Parked();
        }
    }

    /// What was read since the last checkpoint is not lost with the source. Where there is no time left to wait for it either, the
    /// run stops here, as long as it has got any further: else it would have itself continued for nothing.
    @Override
    public Throwable brokenOff(Throwable trouble) {
        if (!(trouble instanceof Failure failure) || !failure.code().isPassing()) {
            return trouble;
        }
        try {
            if (here != null && !here.equals(last)) {
                execution.index().add(here);
                take(here);
            }
            if (taken > 0 && (budget.isTooShortToWait() || budget.isNearlyOver())) {
                claim.advance(claim.attempt().parked());
                return new Parked();
            }
        } catch (Failure alsoFails) {
            failure.addSuppressed(alsoFails); // the checkpoint before counts
        }
        return failure;
    }

    private boolean isDue() {
        Duration since = Duration.ofNanos(System.nanoTime() - nanosAtLast);
        return execution.trail().bytes() - bytesAtLast >= policy.bytes() || since.compareTo(policy.time()) >= 0
                || budget.wantsAMeasurement();
    }

    private void take(Mark mark) {
        long began = System.nanoTime();
        taken++;
        long epoch = claim.attempt().epoch();
        Checkpoint before = claim.attempt().checkpoint();
        List<PendingBlock> blocks = execution.pipeline().router().pending();
        List<PendingPart> parts = execution.sink().pending();
        String segment = segment(epoch, before == null ? null : before.segment());
        byte[] index = execution.indexed();
        String tail = files.writeTail(epoch, taken, pieces(blocks, parts, index));
        Trail.Start start = execution.trail().to(mark.seek());
        Checkpoint checkpoint = new Checkpoint(new Checkpoint.Source(start.position(), start.crc32c()),
                Checkpoint.Place.of(mark), execution.pipeline().found(), execution.tally().counts(),
                blocks.stream().map(Checkpoint.OpenBlock::of).toList(),
                parts.stream().map(Checkpoint.OpenPart::of).toList(), begun(), index.length, tail, segment,
                execution.spent(budget.slowest()));
        claim.advance(claim.attempt().at(checkpoint, lease.renewed()));
        last = mark;
        if (before != null) {
            files.remove(before.tail());
        }
        budget.measured(Duration.ofNanos(System.nanoTime() - began));
        bytesAtLast = execution.trail().bytes();
        nanosAtLast = System.nanoTime();
    }

    private String segment(long epoch, String previous) {
        List<Part> fresh = execution.parts().subList(partsWritten, execution.parts().size());
        if (fresh.isEmpty()) {
            return previous;
        }
        partsWritten = execution.parts().size();
        return files.writeSegment(epoch, taken, previous, fresh);
    }

    private static List<ByteBuffer> pieces(List<PendingBlock> blocks, List<PendingPart> parts, byte[] index) {
        List<ByteBuffer> pieces = new ArrayList<>();
        blocks.forEach(block -> pieces.add(block.bytes()));
        parts.forEach(part -> pieces.add(part.buffered()));
        pieces.add(ByteBuffer.wrap(index));
        return pieces;
    }

    private Map<Destination, Integer> begun() {
        Map<Destination, Integer> begun = new EnumMap<>(Destination.class);
        for (Destination destination : Destination.values()) {
            begun.put(destination, execution.sink().begun(destination));
        }
        return begun;
    }
}

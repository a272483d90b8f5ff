package dev.levada.run;

import dev.levada.model.ByteSize;
import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import dev.levada.model.PipelinePlan;
import dev.levada.model.Slabs;

/// The one place where memory is divided. Everything that a run holds is a constant of this plan and of
/// `max-record-bytes`, never of the export.
///
/// @param heapBytes most that the heap may grow to
/// @param chunkBytes a chunk of source or plain text
/// @param blockBytes room of an output block: 1 MiB and the row that makes it full
/// @param rangeBytes one ranged GET
/// @param windowLog binary logarithm of the largest zstd window that is accepted
public record MemoryPlan(long heapBytes, int chunkBytes, int blockBytes, int rangeBytes, int windowLog) {

    private static final long KIB = 1 << 10;
    private static final long MIB = 1 << 20;

    /// What the rooms hold at once besides records: chunks, batches, blocks, an upload buffer, our own documents.
    private static final long FIXED_BYTES = 20L << 20;

    /// Copies of one longest record that can be alive at once: gathered (twice while the gathering grows), encoded, packed.
    private static final int COPIES = 5;

    /// The plan for a heap of so many bytes.
    public static MemoryPlan of(long heapBytes) {
        int windowLog = heapBytes >= 512L << 20 ? 27 : 23;
        return new MemoryPlan(heapBytes, 256 << 10, (1 << 20) + (64 << 10), 8 << 20, windowLog);
    }

    /// The plan for this process.
    public static MemoryPlan ofThisProcess() {
        return of(Runtime.getRuntime().maxMemory());
    }

    /// Refuses a pipeline that does not fit, before anything is read.
    ///
    /// @throws Failure MEMORY_TOO_SMALL
    public void admit(PipelinePlan pipeline) {
        if (!holds(pipeline)) {
            throw new Failure(FailureCode.MEMORY_TOO_SMALL,
                    "needs a heap of " + (needed(pipeline) + MIB - 1) / MIB + " MiB or " + fitting() + ", got "
                            + ByteSize.format(heapBytes) + " and " + ByteSize.format(pipeline.maxRecordBytes()));
        }
    }

    /// Whether a run of the pipeline fits.
    boolean holds(PipelinePlan pipeline) {
        return needed(pipeline) <= heapBytes;
    }

    private static long needed(PipelinePlan pipeline) {
        return FIXED_BYTES + (long) COPIES * pipeline.maxRecordBytes();
    }

    /// The longest record that there is room for, in bytes: 0 where there is room for none.
    public long longestRecord() {
        return Math.max(0, (heapBytes - FIXED_BYTES) / COPIES);
    }

    /// The longest records that fit, as a definition says it.
    String fitting() {
        long fits = longestRecord();
        return "max-record-bytes <= " + (fits >= MIB ? fits / MIB + "MiB" : fits / KIB + "KiB");
    }

    /// Slabs for chunks: a few are kept between uses.
    public Slabs chunkSlabs() {
        return new Slabs(chunkBytes, 4);
    }

    /// Slabs for blocks.
    public Slabs blockSlabs() {
        return new Slabs(blockBytes, 4);
    }
}

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
/// @param rangesAtOnce ranged GETs that are open at once: 1 where nothing is read ahead
/// @param chunksAhead chunks of each that may wait for their taker
/// @param threads that the rooms share: 1 or 2
public record MemoryPlan(long heapBytes, int chunkBytes, int blockBytes, int rangeBytes, int windowLog,
        int rangesAtOnce, int chunksAhead, int threads) {

    private static final long KIB = 1 << 10;
    private static final long MIB = 1 << 20;

    private static final String THREADS = "LEVADA_THREADS";

    /// What the rooms hold at once besides records: chunks, batches, blocks, an upload buffer, our own documents.
    private static final long FIXED_BYTES = 20L << 20;

    /// Idle slabs that are kept for their next use.
    private static final int KEPT_SLABS = 4;

    /// More connections bring no more: four give about what one core takes in.
    private static final int MOST_RANGES = 4;

    /// So much of the heap that no record may ever need is for reading ahead: one part of so many.
    private static final int AHEAD_SHARE = 4;

    /// Copies of one longest record that can be alive at once: gathered (twice while the gathering grows), encoded, packed.
    private static final int COPIES = 5;

    /// A plan that reads nothing ahead and has one thread.
    public MemoryPlan(long heapBytes, int chunkBytes, int blockBytes, int rangeBytes, int windowLog) {
        this(heapBytes, chunkBytes, blockBytes, rangeBytes, windowLog, 1, 0, 1);
    }

    /// The plan for a heap of so many bytes.
    public static MemoryPlan of(long heapBytes) {
        int windowLog = heapBytes >= 512L << 20 ? 27 : 23;
        return new MemoryPlan(heapBytes, 256 << 10, (1 << 20) + (64 << 10), 8 << 20, windowLog);
    }

    /// The plan for this process: its heap, and as many threads as `LEVADA_THREADS` says.
    ///
    /// @throws IllegalArgumentException if that is neither 1 nor 2
    public static MemoryPlan ofThisProcess() {
        return of(Runtime.getRuntime().maxMemory(), System.getenv(THREADS));
    }

    static MemoryPlan of(long heapBytes, String threads) {
        try {
            return threads == null ? of(heapBytes) : of(heapBytes).withThreads(threads(threads));
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException("[" + THREADS + "] " + wrong.getMessage(), wrong);
        }
    }

    /// How many threads a text says.
    ///
    /// @throws IllegalArgumentException with a message for the user, if rooms cannot share so many
    public static int threads(String text) {
        return switch (text) {
            case "1" -> 1;
            case "2" -> 2;
            default -> throw new IllegalArgumentException("expected 1 or 2 threads, got " + text);
        };
    }

    /// The same for rooms that share so many threads.
    public MemoryPlan withThreads(int number) {
        return new MemoryPlan(heapBytes, chunkBytes, blockBytes, rangeBytes, windowLog, rangesAtOnce, chunksAhead,
                number);
    }

    /// The same for one pass over a whole export: what is read ahead has a share of what the longest record leaves. Where
    /// that is too little for two ranges at once, nothing is read ahead.
    MemoryPlan readingAhead(PipelinePlan pipeline) {
        long share = Math.max(0, heapBytes - needed(pipeline)) / AHEAD_SHARE;
        int ranges = Math.clamp(share / rangeBytes, 2, MOST_RANGES);
        int whole = (rangeBytes + chunkBytes - 1) / chunkBytes;
        int ahead = (int) Math.min(whole, share / (ranges + 1) / chunkBytes - 1); // one range waits, and a chunk of each is in hand
        return ahead < 1
                ? this
                : new MemoryPlan(heapBytes, chunkBytes, blockBytes, rangeBytes, windowLog, ranges, ahead, threads);
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
        return new Slabs(chunkBytes, keptSlabs());
    }

    /// As many more as may wait between two threads.
    private int keptSlabs() {
        return KEPT_SLABS + (threads - 1) * Relay.ROOM;
    }

    /// Slabs for chunks of the source, those that are read ahead included.
    Slabs sourceSlabs() {
        return new Slabs(chunkBytes, keptSlabs() + (rangesAtOnce + 1) * chunksAhead);
    }

    /// Slabs for blocks.
    public Slabs blockSlabs() {
        return new Slabs(blockBytes, KEPT_SLABS);
    }
}

package dev.levada.run;

import dev.levada.model.Chunk;
import dev.levada.model.Compression;
import dev.levada.model.Damage;
import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import dev.levada.model.ObjectRef;
import dev.levada.model.PipelinePlan;
import dev.levada.model.Shape;
import dev.levada.run.report.Footprint;
import dev.levada.run.report.Progress;
import dev.levada.run.sizing.Workload;
import dev.levada.stage.bytes.ByteSource;
import dev.levada.stage.pack.Packing;
import java.util.ArrayList;
import java.util.List;

/// Sends the beginning of an export through all rooms of a pipeline again and again, and measures. What comes out is let go:
/// nothing is staged, claimed or written.
///
/// The first pass pays for compiling, the later ones show the rate that a long run comes to.
public final class Sampling {

    /// Warm passes read so many times the sample, ...
    private static final int WARM = 3;

    /// ... but there are at most so many, for exports that are much smaller than the sample.
    private static final int MOST_PASSES = 40;

    private final Stores stores;
    private final MemoryPlan memory;
    private final long bytes;

    /// @param stores where exports lie
    /// @param bytes of the export as stored, from its beginning
    public Sampling(Stores stores, MemoryPlan memory, long bytes) {
        this.stores = stores;
        this.memory = memory;
        this.bytes = bytes;
    }

    /// What one pass was seen to take.
    private record Pass(Counts counts, Pipeline pipeline, double cpuSeconds, double seconds) {
    }

    /// What passes the doors.
    private static final class Counts implements Tap {

        private final Tally tally = new Tally();
        private long read;
        private boolean entered;

        @Override
        public void bytes(Chunk chunk) {
            read += chunk.length();
        }

        @Override
        public void codec(Chunk chunk) {
            entered |= chunk.seek().source() > 0;
        }
    }

    /// Measures on the sample.
    ///
    /// @return the workload, or why a run would fail
    public Sampled measure(ObjectRef export, PipelinePlan pipeline, Progress.Watcher watcher) {
        try {
            memory.admit(pipeline);
            ByteSource source = stores.open(export, memory);
            if (source.object().size() <= 0) {
                throw new Failure(FailureCode.UNREADABLE, source.object().size() == 0
                        ? "expected an export with something in it, got an empty one"
                        : "expected an export whose size is known, got a stream");
            }
            return new Sampled.Measured(measured(source, pipeline, watcher));
        } catch (RuntimeException | LinkageError | OutOfMemoryError trouble) {
            return new Sampled.Failed(RunFailure.of(export.uri(), RunFailure.asFailure(trouble)));
        }
    }

    private Workload measured(ByteSource source, PipelinePlan plan, Progress.Watcher watcher) {
        Excerpt sample = new Excerpt(source, Math.min(bytes, source.object().size()));
        List<Pass> passes = new ArrayList<>();
        int windowLog = windowLog(sample, plan, passes, watcher);
        long warm = 0;
        while (passes.size() < MOST_PASSES && warm < WARM * bytes) {
            Pass pass = pass(sample, plan, windowLog, passes.size(), watcher);
            passes.add(pass);
            warm += pass.counts.read;
        }
        return workload(source.object(), plan, passes, windowLog);
    }

    /// Takes the first pass, with the smallest window that some function has and this export needs.
    private int windowLog(Excerpt sample, PipelinePlan plan, List<Pass> passes, Progress.Watcher watcher) {
        List<Integer> logs = FunctionMemory.table(FunctionMemory.LambdaRuntime.JAVA21).stream()
                .map(size -> size.plan().windowLog()).distinct().sorted().toList();
        for (int log : logs) {
            try {
                passes.add(pass(sample, plan, log, 0, watcher));
                return log;
            } catch (Failure failure) {
                if (failure.code() != FailureCode.WINDOW_TOO_LARGE || log == logs.getLast()) {
                    throw failure;
                }
            }
        }
        throw new IllegalStateException("a function has some window");
    }

    private Pass pass(Excerpt sample, PipelinePlan plan, int windowLog, int before, Progress.Watcher watcher) {
        Counts counts = new Counts();
        MemoryPlan divided = new MemoryPlan(memory.heapBytes(), memory.chunkBytes(), memory.blockBytes(),
                memory.rangeBytes(), windowLog);
        Tap progress = new Tap() {
            @Override
            public void bytes(Chunk chunk) {
                watcher.advanced(new Progress(before * sample.bytes() + counts.read, (WARM + 1) * bytes,
                        counts.tally.records(), counts.tally.rejectedSoFar()));
            }
        };
        // where the sample is cut off is no damage of the export
        Pipeline pipeline = new Pipeline(plan.withDamage(Damage.KEEP), sample.object().uri(),
                Packing.fastest(plan.output().compression()), divided, List.of(counts, counts.tally, progress),
                new Start.Beginning());
        Footprint footprint = new Footprint();
        pipeline.parts(sample, 0, pipeline.sink(new NoStaging(), "0".repeat(16)), Pause.NONE).collect().last().await()
                .indefinitely();
        Double cpu = footprint.cpuSeconds();
        boolean cut = counts.read >= sample.bytes() && sample.bytes() < sample.object().size();
        if (plan.damage() == Damage.FAIL && !cut) {
            pipeline.damage().ifPresent(damage -> {
                throw damage;
            });
        }
        return new Pass(counts, pipeline, cpu == null ? footprint.seconds() : cpu, footprint.seconds());
    }

    private static Workload workload(ObjectRef export, PipelinePlan plan, List<Pass> passes, int windowLog) {
        // what is still compiled in the first warm passes belongs to the warm-up
        List<Pass> warm = passes.subList((passes.size() + 1) / 2, passes.size());
        long warmBytes = warm.stream().mapToLong(pass -> pass.counts.read).sum();
        double perByte = warm.stream().mapToDouble(Pass::cpuSeconds).sum() / warmBytes;
        double beyond = passes.stream().mapToDouble(pass -> pass.cpuSeconds - perByte * pass.counts.read).sum();
        double share = perByte * warmBytes / warm.stream().mapToDouble(Pass::seconds).sum();
        double decoding = warm.stream().mapToLong(pass -> pass.pipeline.decodingNanos()).sum() / 1e9 / warmBytes;
        Pass one = warm.getLast();
        Tally tally = one.counts.tally;
        boolean nearby = one.pipeline.compression() == Compression.NONE || one.counts.entered;
        return new Workload(export.size(), one.counts.read, tally.plainBytes(), tally.records(), tally.rejected(),
                tally.parts().stream().mapToLong(part -> part.bytes()).sum(), String.valueOf(one.pipeline.shape()),
                !(plan.shape() instanceof Shape.Auto), passes.size(), Math.max(0, beyond), perByte, share, decoding,
                export.isLocal() ? Workload.Source.FILE : Workload.Source.OBJECT,
                nearby ? Workload.Entry.NEARBY : Workload.Entry.BEGINNING, windowLog);
    }
}

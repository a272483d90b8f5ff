package dev.levada.run;

import dev.levada.model.Chunk;
import dev.levada.model.Destination;
import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import dev.levada.model.Part;
import dev.levada.model.PipelinePlan;
import dev.levada.model.RejectCode;
import dev.levada.model.Shape;
import dev.levada.run.report.Footprint;
import dev.levada.run.report.Manifest;
import dev.levada.run.report.Progress;
import dev.levada.run.report.SeekIndex;
import dev.levada.run.state.Checkpoint;
import dev.levada.run.state.RunFiles;
import dev.levada.stage.bytes.ByteSource;
import dev.levada.stage.pack.Packing;
import dev.levada.stage.sink.Sink;
import dev.levada.stage.sink.Staging;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// One pass over an export, from its beginning or from a checkpoint to its end: afterwards every part is staged, and the counts
/// at all doors agree.
final class Execution {

    private final RunPlan plan;
    private final ByteSource source;
    private final String run;
    private final Checkpoint first;
    private final Footprint footprint;
    private final Tally tally = new Tally();
    private SeekIndex index = new SeekIndex();
    private final Trail trail;
    private final Pipeline pipeline;
    private final Sink sink;

    /// @param packing how blocks are compressed
    /// @param first where it goes on, or null
    Execution(RunPlan plan, ByteSource source, String run, Packing packing, Checkpoint first, Staging staging,
            MemoryPlan memory,
            Footprint footprint, Progress.Watcher watcher) {
        this.plan = plan;
        this.source = source;
        this.run = run;
        this.first = first;
        this.footprint = footprint;
        this.trail = first == null
                ? new Trail()
                : new Trail(new Trail.Start(first.source().from(), first.source().crc32c()));
        this.pipeline = new Pipeline(plan.pipeline(), source.object().uri(), packing, memory,
                List.of(tally, trail, progress(watcher)), Start.at(first));
        this.sink = pipeline.sink(staging, run);
    }

    private Tap progress(Progress.Watcher watcher) {
        return new Tap() {
            @Override
            public void bytes(Chunk chunk) {
                footprint.look();
                watcher.advanced(new Progress(trail.bytes(), source.object().size(), tally.records(),
                        tally.rejectedSoFar()));
            }
        };
    }

    /// Puts back what the checkpoint holds of open blocks and parts.
    void restore(RunFiles files) {
        tally.restore(first, pipeline.skipped(), files.readSegments(first.segment()));
        for (Destination destination : Destination.values()) {
            sink.begun(destination, first.begun().getOrDefault(destination, 0));
        }
        try (InputStream tail = files.readTail(first.tail())) {
            for (Checkpoint.OpenBlock block : first.blocks()) {
                pipeline.router().restore(block.destination(), block.rows(), tail, block.length());
            }
            for (Checkpoint.OpenPart part : first.parts()) {
                sink.restore(part.part(), tail, part.buffered());
            }
            index = SeekIndex.read(tail.readNBytes(first.indexBytes()), "the end of the tail");
        } catch (IOException cut) {
            throw new Failure(FailureCode.STAGING_LOST, "expected the tail of the run, got less", cut);
        }
    }

    /// Runs to the end of the export.
    ///
    /// @param budget how long a source that gives nothing may be waited for
    void run(Pause pause, Budget budget) {
        try {
            pipeline.parts(source.within(budget::allows), first == null ? 0 : first.source().from(), sink, pause)
                    .collect().last().await().indefinitely();
        } catch (Failure failure) {
            throw pipeline.damage().filter(damage -> isOfShape(failure)).orElse(failure);
        }
        tally.reconcile(pipeline.damage().isEmpty());
        admitRejects(plan.pipeline());
    }

    /// Where damage has left nothing to look at, the damage is the trouble.
    private static boolean isOfShape(Failure failure) {
        return failure.code() == FailureCode.UNKNOWN_SHAPE || failure.code() == FailureCode.AMBIGUOUS_SHAPE
                || failure.code() == FailureCode.WRONG_SHAPE;
    }

    private void admitRejects(PipelinePlan limits) {
        if (limits.rejects().exceededBy(tally.rejected(), tally.records())) {
            throw new Failure(FailureCode.TOO_MANY_REJECTS, "expected at most "
                    + percent(limits.rejects().failAbove()) + " of the records rejected, got " + tally.rejected()
                    + " of "
                    + tally.records() + ": " + codes(tally.rejectedBy()));
        }
    }

    private static String percent(double share) {
        return (share == Math.rint(share) ? String.valueOf((long) share) : String.valueOf(share)) + "%";
    }

    private static String codes(Map<RejectCode, Long> rejectedBy) {
        return rejectedBy.entrySet().stream().map(code -> code.getValue() + " " + code.getKey())
                .collect(Collectors.joining(", "));
    }

    /// The manifest of what is staged.
    ///
    /// @param supersedes run whose place it takes, or null
    /// @param started when the first process of the run began
    Manifest manifest(int generation, String supersedes, String started) {
        Checkpoint.Spent spent = spent(Duration.ZERO);
        Manifest.Timings timings = new Manifest.Timings(started, ManifestWriter.utc(Instant.now()), spent.seconds(),
                spent.cpuSeconds());
        return new ManifestWriter(plan, source.object(), run, generation).write(pipeline, tally, trail, supersedes,
                timings);
    }

    /// Where the export can be entered, as far as it has been passed.
    SeekIndex index() {
        return index;
    }

    /// The index as a document; null where the export ended before it was known what it is.
    byte[] indexed() {
        if (pipeline.encoding() == null || pipeline.shape() == null) {
            return null;
        }
        Checkpoint.Found found = pipeline.found();
        index.found(new SeekIndex.Found(found.compression(), found.encoding(), found.byteOrderMark(),
                pipeline.shape(), !(plan.pipeline().shape() instanceof Shape.Auto)));
        return index.toJson();
    }

    /// What the run has cost so far, earlier processes included.
    Checkpoint.Spent spent(Duration slowestCheckpoint) {
        double before = first == null ? 0 : first.spent().seconds();
        Double cpuBefore = first == null ? Double.valueOf(0) : first.spent().cpuSeconds();
        Double cpu = footprint.cpuSeconds();
        return new Checkpoint.Spent(before + footprint.seconds(),
                cpu == null || cpuBefore == null ? null : cpuBefore + cpu, slowestCheckpoint.toMillis());
    }

    List<Part> parts() {
        return tally.parts();
    }

    Tally tally() {
        return tally;
    }

    Trail trail() {
        return trail;
    }

    Pipeline pipeline() {
        return pipeline;
    }

    Sink sink() {
        return sink;
    }
}

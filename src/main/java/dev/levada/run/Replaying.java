package dev.levada.run;

import dev.levada.definition.Definitions;
import dev.levada.model.Block;
import dev.levada.model.Chunk;
import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import dev.levada.model.Frames;
import dev.levada.model.Part;
import dev.levada.model.PipelinePlan;
import dev.levada.model.Reject;
import dev.levada.model.Rows;
import dev.levada.run.report.Footprint;
import dev.levada.run.report.Manifest;
import dev.levada.run.report.Progress;
import dev.levada.run.report.SeekIndex;
import dev.levada.run.state.Attempt;
import dev.levada.run.state.Documents;
import dev.levada.stage.bytes.ByteSource;
import dev.levada.stage.mapping.Mapping;
import dev.levada.stage.pack.Compressor;
import dev.levada.stage.pack.Packing;
import dev.levada.stage.sink.Staging;
import io.smallrye.mutiny.Multi;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// One pass over the rejects of a run: each rejected record is read again where it lies and goes through the rooms behind the
/// framer. Afterwards every part is staged, and the counts at all doors agree.
final class Replaying {

    private final PipelinePlan plan;
    private final Manifest original;
    private final Manifest root;
    private final ByteSource source;
    private final Packing packing;
    private final MemoryPlan memory;
    private final Footprint footprint;
    private final Progress.Watcher watcher;
    private final Tally tally = new Tally();
    private final Trail trail = new Trail();

    /// @param original the run that rejected the records
    /// @param root the run that found them: the same, or one before where these were replayed before
    Replaying(PipelinePlan plan, Manifest original, Manifest root, ByteSource source, Packing packing,
            MemoryPlan memory,
            Footprint footprint, Progress.Watcher watcher) {
        this.plan = plan;
        this.original = original;
        this.root = root;
        this.source = source;
        this.packing = packing;
        this.memory = memory;
        this.footprint = footprint;
        this.watcher = watcher;
    }

    Tally tally() {
        return tally;
    }

    Trail trail() {
        return trail;
    }

    List<Part> parts() {
        return tally.parts();
    }

    /// Runs to the last reject.
    ///
    /// @param run id of the replay
    /// @param documents where the rejects lie
    /// @param pause is called with each batch
    void run(String run, Documents documents, Staging staging, Runnable pause) {
        Pipeline rooms = new Pipeline(plan, source.object().uri(), packing, memory, List.of(), new Start.Beginning());
        Multi<Rows> rows = Pipeline.through(Mapping.of(plan.mapping(), plan.rejects().keepRaw()),
                records(documents).onItem().invoke(tally::frame).onItem().invoke(pause)).onItem()
                .invoke(tally::mapping);
        Multi<Block> blocks = Pipeline.through(rooms.router(), rows).onItem().invoke(tally::output);
        Multi<Block> packed = Pipeline.through(Compressor.of(packing, memory.blockSlabs()), blocks);
        Pipeline.through(rooms.sink(staging, run), packed).onItem().invoke(tally::sink).collect().last().await()
                .indefinitely();
        reconcile();
    }

    private Multi<Frames> records(Documents documents) {
        SeekIndex.Found export = SeekIndex.Found.of(root.source());
        PlainText text = new PlainText(source, export,
                new Archive(documents).index(root.pipeline().name(), root.run()), read(), memory);
        return Pipeline.through(new Recovered(text, export.shape(), plan.maxRecordBytes(), memory.chunkSlabs()),
                new RejectsReader(documents, memory).of(original));
    }

    private Tap read() {
        return new Tap() {
            @Override
            public void bytes(Chunk chunk) {
                trail.bytes(chunk);
                footprint.look();
                watcher.advanced(new Progress(trail.bytes(), -1, tally.records(), tally.rejectedSoFar()));
            }
        };
    }

    private void reconcile() {
        tally.reconcile(false);
        if (tally.records() != original.counts().rejected()) {
            throw new Failure(FailureCode.ACCOUNTING,
                    "expected as many records as " + original.run() + " has rejected ("
                            + original.counts().rejected() + "), got " + tally.records());
        }
        if (plan.rejects().exceededBy(tally.rejected(), root.counts().records())) {
            throw new Failure(FailureCode.TOO_MANY_REJECTS,
                    "expected at most " + plan.rejects().failAbove() + "% of all records rejected, got "
                            + tally.rejected() + " of " + root.counts().records() + " still");
        }
    }

    /// The manifest of what is staged: counts and bytes are those of the records that were read again.
    ///
    /// @param supersedes the replay whose place it takes, or null
    Manifest manifest(Attempt attempt, String supersedes) {
        Manifest.Source of = original.source();
        Map<String, Long> rejectedBy = new TreeMap<>();
        tally.rejectedBy().forEach((code, count) -> rejectedBy.put(code.name(), count));
        return new Manifest(Version.current(), attempt.run(), attempt.generation(), supersedes, null, original.run(),
                List.of(), new Manifest.Pipeline(plan.name(), Definitions.digest(plan)),
                new Manifest.Source(of.uri(), of.bucket(), of.key(), of.version(), of.size(), trail.bytes(),
                        Manifest.hex(trail.crc32c()), of.compression(), of.encoding(), of.byteOrderMark(), of.shape(),
                        of.shapePinned()),
                true, null,
                new Manifest.Counts(tally.records(), tally.rows(), tally.filtered(), tally.rejected()), rejectedBy,
                new Manifest.Bytes(tally.recordBytes(), tally.recordBytes(), 0, 0),
                parts().stream().map(Replaying::entry).toList(),
                new Manifest.Timings(attempt.started(), ManifestWriter.utc(Instant.now()), footprint.seconds(),
                        footprint.cpuSeconds()));
    }

    private static Manifest.PartEntry entry(Part part) {
        return new Manifest.PartEntry(part.destination().folder(), part.key(), part.bytes(), part.rows(),
                Manifest.hex(part.crc32c()));
    }
}

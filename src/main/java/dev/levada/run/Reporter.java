package dev.levada.run;

import dev.levada.definition.Definitions;
import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import dev.levada.model.ObjectRef;
import dev.levada.model.Shape;
import dev.levada.run.report.Footprint;
import dev.levada.run.report.Manifest;
import dev.levada.run.report.RunReport;
import dev.levada.run.state.Documents;
import dev.levada.stage.bytes.ByteSource;
import java.time.Instant;

/// Follows a run and writes its report, whatever is known by the time it ends.
final class Reporter {

    private final RunPlan plan;
    private final Footprint footprint;
    private String place;
    private String run;
    private Tally tally;
    private Trail trail;
    private Shape shape;
    /// Null until it is opened.
    private ByteSource source;

    Reporter(RunPlan plan, Footprint footprint) {
        this.plan = plan;
        this.footprint = footprint;
        this.place = plan.export().uri();
    }

    Footprint footprint() {
        return footprint;
    }

    void opened(ByteSource export) {
        place = export.object().uri();
        source = export;
    }

    void claimed(String id) {
        run = id;
    }

    void started(Tally counts, Trail read) {
        tally = counts;
        trail = read;
    }

    void found(Shape records) {
        shape = records;
    }

    /// Published by this run.
    RunReport published(Manifest manifest, Documents documents) {
        return of(manifest, documents, false);
    }

    /// Published before.
    RunReport repeated(Manifest manifest, Documents documents) {
        return of(manifest, documents, true);
    }

    private RunReport of(Manifest manifest, Documents documents, boolean repeated) {
        boolean changed = !manifest.pipeline().definition().equals(Definitions.digest(plan.pipeline()));
        Manifest.Counts counts = manifest.counts();
        return new RunReport(plan.input(), manifest.run(), RunReport.State.PUBLISHED, manifest.complete(), repeated,
                changed, manifest.source().shape(), counts.records(), counts.rows(), counts.filtered(),
                counts.rejected(), manifest.source().bytesRead(), manifest.bytesOut(), manifest.parts().size(),
                footprint.seconds(), footprint.cpuSeconds(), footprint.peakHeapBytes(), Footprint.peakRssBytes(),
                documents.uri(Manifest.key(manifest.pipeline().name(), manifest.run())), null, null, opened(),
                reopened(), manifest);
    }

    /// Nothing is published.
    RunReport failed(Failure failure) {
        return unpublished(RunReport.State.FAILED, RunFailure.of(place, failure), null);
    }

    /// It stopped at a checkpoint.
    RunReport continuing() {
        return unpublished(RunReport.State.CONTINUING, null, null);
    }

    /// Another process is at it.
    ///
    /// @param until when to look again
    RunReport busy(Instant until) {
        Failure alone = new Failure(FailureCode.BUSY,
                "expected to be alone with the export, got another process that is at it");
        return unpublished(RunReport.State.BUSY, RunFailure.of(place, alone), until);
    }

    private RunReport unpublished(RunReport.State state, RunFailure failure, Instant busyUntil) {
        boolean read = tally != null;
        return new RunReport(plan.input(), run, state, false, false, false,
                shape == null ? null : shape.toString(), read ? tally.records() : null, read ? tally.rows() : null,
                read ? tally.filtered() : null, read ? tally.rejectedSoFar() : null,
                read ? trail.bytes() : null, null, null, footprint.seconds(), footprint.cpuSeconds(),
                footprint.peakHeapBytes(), Footprint.peakRssBytes(), null, failure, busyUntil, opened(), reopened(),
                null);
    }

    private ObjectRef opened() {
        return source == null ? null : source.object();
    }

    private long reopened() {
        return source == null ? 0 : source.reopened();
    }
}

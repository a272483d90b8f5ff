package dev.levada.run;

import dev.levada.definition.Definitions;
import dev.levada.model.Failure;
import dev.levada.model.ObjectRef;
import dev.levada.model.Part;
import dev.levada.model.Shape;
import dev.levada.run.report.Manifest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;

/// Folds what passed the doors into the manifest of a run.
///
/// @param export as it was opened: its version is pinned
record ManifestWriter(RunPlan plan, ObjectRef export, String run, int generation) {

    Manifest write(Pipeline pipeline, Tally tally, Trail trail, String supersedes, Manifest.Timings timings) {
        long accounted = tally.recordBytes() + tally.structureBytes();
        return new Manifest(Version.current(), run, generation, supersedes, null,
                new Manifest.Pipeline(plan.pipeline().name(), Definitions.digest(plan.pipeline())),
                source(pipeline, trail), pipeline.damage().isEmpty(),
                pipeline.damage().map(failure -> damage(failure, pipeline, tally)).orElse(null),
                new Manifest.Counts(tally.records(), tally.rows(), tally.filtered(), tally.rejected()),
                rejectedBy(tally),
                new Manifest.Bytes(tally.plainBytes(), tally.recordBytes(), tally.structureBytes(),
                        tally.plainBytes() - accounted),
                tally.parts().stream().map(ManifestWriter::entry).toList(),
                timings);
    }

    private Manifest.Source source(Pipeline pipeline, Trail trail) {
        boolean pinned = !(plan.pipeline().shape() instanceof Shape.Auto);
        return new Manifest.Source(export.uri(), export.bucket(), export.key(), export.version(),
                export.size() < 0 ? null : export.size(), trail.bytes(), Manifest.hex(trail.crc32c()),
                pipeline.compression() == null ? null : pipeline.compression().word(),
                pipeline.encoding() == null ? null : pipeline.encoding().word(), pipeline.byteOrderMark(),
                pipeline.shape() == null ? null : pipeline.shape().toString(), pinned);
    }

    private static Manifest.Damage damage(Failure failure, Pipeline pipeline, Tally tally) {
        long accounted = tally.recordBytes() + tally.structureBytes();
        return new Manifest.Damage(failure.code().name(),
                failure.offset() == Failure.NOWHERE ? null : failure.offset(), pipeline.skipped() + accounted,
                tally.plainBytes() - accounted, failure.getMessage());
    }

    private static Map<String, Long> rejectedBy(Tally tally) {
        Map<String, Long> byCode = new TreeMap<>();
        tally.rejectedBy().forEach((code, count) -> byCode.put(code.name(), count));
        return byCode;
    }

    private static Manifest.PartEntry entry(Part part) {
        return new Manifest.PartEntry(part.destination().folder(), part.key(), part.bytes(), part.rows(),
                Manifest.hex(part.crc32c()));
    }

    static String utc(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS).toString();
    }
}

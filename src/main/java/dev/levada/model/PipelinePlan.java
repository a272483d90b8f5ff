package dev.levada.model;

/// A pipeline definition, resolved and checked: defaults filled in, places parsed, nothing left to doubt.
///
/// @param name also the first folder of the output
/// @param match glob over object keys that the pipeline takes (`*` within a folder, `**` across), or null for none
/// @param shape pinned, or [Shape.Auto]
/// @param maxRecordBytes longest record that is held
public record PipelinePlan(String name, String match, Shape shape, int maxRecordBytes, MappingPlan mapping,
        Output output, Rejects rejects, Damage damage) {

    /// Default of `max-record-bytes`.
    public static final int MAX_RECORD_BYTES = 8 << 20;

    /// @param partBytes a part ends at the first block edge at or behind this many bytes
    public record Output(Format format, Compression compression, long partBytes) {
        /// Default of `part-bytes`.
        public static final long PART_BYTES = 128L << 20;
    }

    /// A run fails where `rejected >= atLeast` and `rejected > failAbove` percent of the records.
    ///
    /// @param failAbove percent, 0 to 100; 100 never fails
    /// @param keepRaw first bytes of a rejected record that are kept in the rejects, 0 for none
    public record Rejects(double failAbove, long atLeast, int keepRaw) {
        /// Nothing fails a run, positions only.
        public static final Rejects DEFAULT = new Rejects(100, 1, 0);

        /// Whether so many rejects are more than allowed.
        public boolean exceededBy(long rejected, long records) {
            return rejected >= atLeast && rejected > 0 && rejected * 100.0 > failAbove * records;
        }
    }

    public PipelinePlan withShape(Shape pinned) {
        return new PipelinePlan(name, match, pinned, maxRecordBytes, mapping, output, rejects, damage);
    }

    public PipelinePlan withMaxRecordBytes(int bytes) {
        return new PipelinePlan(name, match, shape, bytes, mapping, output, rejects, damage);
    }

    public PipelinePlan withOutput(Output other) {
        return new PipelinePlan(name, match, shape, maxRecordBytes, mapping, other, rejects, damage);
    }

    public PipelinePlan withRejects(Rejects other) {
        return new PipelinePlan(name, match, shape, maxRecordBytes, mapping, output, other, damage);
    }

    public PipelinePlan withDamage(Damage other) {
        return new PipelinePlan(name, match, shape, maxRecordBytes, mapping, output, rejects, other);
    }
}

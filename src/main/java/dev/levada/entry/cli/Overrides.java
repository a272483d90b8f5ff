package dev.levada.entry.cli;

import dev.levada.model.ByteSize;
import dev.levada.model.Compression;
import dev.levada.model.Damage;
import dev.levada.model.Format;
import dev.levada.model.MappingPlan;
import dev.levada.model.PipelinePlan;
import dev.levada.model.Shape;
import dev.levada.model.Worded;
import java.util.List;
import java.util.StringJoiner;

/// What the command line says instead of the definition; null where it says nothing.
record Overrides(Shape records, Format format, Compression compression, Double failAbove, Damage damage,
        Integer maxRecordBytes) {

    private static final long LARGEST_RECORD = 256L << 20;

    private static final Argument<Shape> RECORDS = Argument.option("--records", "SHAPE",
            "How records lie: auto, array, lines, documents, sequence, a JSON Pointer such as /users or"
                    + " /realm/*/users, map:/users for the members of an object, map: for those of the whole document.")
            .as(Shape::parse);
    private static final Argument<Format> FORMAT = Argument.option("--format", "FORMAT", "ndjson or csv.")
            .as(text -> oneOf(Format.values(), text));
    private static final Argument<Compression> COMPRESSION = Argument
            .option("--compression", "COMPRESSION", "none, gzip or zstd.")
            .as(text -> oneOf(Compression.values(), text));
    private static final Argument<Double> FAIL_ABOVE = Argument
            .option("--fail-above", "PERCENT", "Fail where more of the records are rejected, as 5 or 5%.")
            .as(Overrides::percent);
    private static final Argument<Damage> DAMAGE = Argument
            .option("--damage", "fail|keep", "What to do with a damaged export: fail, or keep what is whole.")
            .as(text -> oneOf(Damage.values(), text));
    private static final Argument<Integer> MAX_RECORD_BYTES = Argument
            .option("--max-record-bytes", "SIZE", "Longest record that is held, as 1048576 or 8MiB.")
            .as(Overrides::recordBytes);

    /// Of every command that runs a pipeline.
    static final List<Argument<?>> ARGUMENTS = List.of(RECORDS, FORMAT, COMPRESSION, FAIL_ABOVE, DAMAGE,
            MAX_RECORD_BYTES);

    static Overrides of(Arguments typed) {
        return new Overrides(typed.of(RECORDS), typed.of(FORMAT), typed.of(COMPRESSION), typed.of(FAIL_ABOVE),
                typed.of(DAMAGE), typed.of(MAX_RECORD_BYTES));
    }

    /// The plan with what was said instead.
    ///
    /// @throws UsageError if the two do not go together
    PipelinePlan applyTo(PipelinePlan plan) {
        PipelinePlan.Output output = plan.output();
        PipelinePlan.Output chosen = new PipelinePlan.Output(format == null ? output.format() : format,
                compression == null ? output.compression() : compression, output.partBytes());
        if (chosen.format() == Format.CSV && plan.mapping() instanceof MappingPlan.Identity) {
            throw new UsageError("expected a pipeline with fields for --format csv, for its columns, got identity");
        }
        PipelinePlan result = plan.withOutput(chosen);
        result = records == null ? result : result.withShape(records);
        result = maxRecordBytes == null ? result : result.withMaxRecordBytes(maxRecordBytes);
        result = damage == null ? result : result.withDamage(damage);
        return failAbove == null
                ? result
                : result.withRejects(new PipelinePlan.Rejects(failAbove, 1, plan.rejects().keepRaw()));
    }

    private static <E extends Worded> E oneOf(E[] values, String text) {
        StringJoiner words = new StringJoiner(" or ");
        for (E value : values) {
            if (value.word().equals(text)) {
                return value;
            }
            words.add(value.word());
        }
        throw new IllegalArgumentException("expected " + words + ", got " + text);
    }

    /// A share of 0 to 100, with or without `%`.
    private static double percent(String text) {
        if (text.matches("[0-9]{1,9}(\\.[0-9]{1,9})?%?")) {
            double percent = Double.parseDouble(text.replace("%", ""));
            if (percent <= 100) {
                return percent;
            }
        }
        throw new IllegalArgumentException("expected 0 to 100, with or without %, got " + text);
    }

    /// At most what a definition may say.
    private static int recordBytes(String text) {
        long bytes = ByteSize.parse(text);
        if (bytes < 1 || bytes > LARGEST_RECORD) {
            throw new IllegalArgumentException("expected 1 byte to 256MiB, got " + text);
        }
        return (int) bytes;
    }
}

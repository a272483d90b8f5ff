package dev.levada.entry.cli;

import dev.levada.model.ByteSize;
import dev.levada.model.Compression;
import dev.levada.model.Damage;
import dev.levada.model.Format;
import dev.levada.model.MappingPlan;
import dev.levada.model.PipelinePlan;
import dev.levada.model.Shape;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// What the command line says instead of the definition.
final class Overrides {

    @Option(names = "--records", paramLabel = "SHAPE", converter = ShapeWord.class, description = "How records lie: auto, array, lines, documents, sequence, a JSON Pointer such as /users or"
            + " /realm/*/users, map:/users for the members of an object, map: for those of the whole document.")
    private Shape records;

    @Option(names = "--format", paramLabel = "FORMAT", converter = FormatWord.class, description = "ndjson or csv.")
    private Format format;

    @Option(names = "--compression", paramLabel = "COMPRESSION", converter = CompressionWord.class, description = "none, gzip or zstd.")
    private Compression compression;

    @Option(names = "--fail-above", paramLabel = "PERCENT", converter = Percent.class, description = "Fail where more of the records are rejected, as 5 or 5%%.")
    private Double failAbove;

    @Option(names = "--damage", paramLabel = "fail|keep", converter = DamageWord.class, description = "What to do with a damaged export: fail, or keep what is whole.")
    private Damage damage;

    @Option(names = "--max-record-bytes", paramLabel = "SIZE", converter = RecordBytes.class, description = "Longest record that is held, as 1048576 or 8MiB.")
    private Integer maxRecordBytes;

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

    private static <E> E oneOf(E[] values, Function<E, String> word, String text) {
        return Stream.of(values).filter(value -> word.apply(value).equals(text)).findFirst()
                .orElseThrow(() -> new TypeConversionException("expected "
                        + Stream.of(values).map(word).collect(Collectors.joining(" or ")) + ", got " + text));
    }

    static final class ShapeWord implements ITypeConverter<Shape> {
        @Override
        public Shape convert(String text) {
            try {
                return Shape.parse(text);
            } catch (IllegalArgumentException wrong) {
                throw new TypeConversionException(wrong.getMessage());
            }
        }
    }

    static final class FormatWord implements ITypeConverter<Format> {
        @Override
        public Format convert(String text) {
            return oneOf(Format.values(), Format::word, text);
        }
    }

    static final class CompressionWord implements ITypeConverter<Compression> {
        @Override
        public Compression convert(String text) {
            return oneOf(Compression.values(), Compression::word, text);
        }
    }

    static final class DamageWord implements ITypeConverter<Damage> {
        @Override
        public Damage convert(String text) {
            return oneOf(Damage.values(), Damage::word, text);
        }
    }

    /// A share of 0 to 100, with or without `%`.
    static final class Percent implements ITypeConverter<Double> {
        @Override
        public Double convert(String text) {
            if (text.matches("[0-9]{1,9}(\\.[0-9]{1,9})?%?")) {
                double percent = Double.parseDouble(text.replace("%", ""));
                if (percent <= 100) {
                    return percent;
                }
            }
            throw new TypeConversionException("expected 0 to 100, with or without %, got " + text);
        }
    }

    /// At most what a definition may say.
    static final class RecordBytes implements ITypeConverter<Integer> {

        private static final long LARGEST = 256L << 20;

        @Override
        public Integer convert(String text) {
            try {
                long bytes = ByteSize.parse(text);
                if (bytes >= 1 && bytes <= LARGEST) {
                    return (int) bytes;
                }
            } catch (IllegalArgumentException wrong) {
                throw new TypeConversionException(wrong.getMessage());
            }
            throw new TypeConversionException("expected 1 byte to 256MiB, got " + text);
        }
    }
}

package dev.levada.definition;

import dev.levada.model.Compression;
import dev.levada.model.Format;
import dev.levada.model.PipelinePlan;
import java.util.List;

/// `output` as written: what rows become.
record OutputSection(Located format, Located compression, Located partBytes) {

    static final List<String> WORDS = List.of("format", "compression", "part-bytes");

    /// S3 takes no smaller part of an upload but the last.
    private static final long LEAST = 5L << 20;
    /// S3 copies no larger object in one request.
    private static final long MOST = 5L << 30;

    static OutputSection read(Located written, Problems problems) {
        Section section = Section.of(written, WORDS, problems);
        return new OutputSection(section.get("format"), section.get("compression"), section.get("part-bytes"));
    }

    PipelinePlan.Output check(Values values) {
        return new PipelinePlan.Output(
                values.word(format, List.of(Format.values()), Format::word, Format.NDJSON),
                values.word(compression, List.of(Compression.values()), Compression::word, Compression.NONE),
                values.size(partBytes, LEAST, MOST, PipelinePlan.Output.PART_BYTES));
    }
}

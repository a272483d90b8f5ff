package dev.levada.definition;

import dev.levada.model.PipelinePlan;
import dev.levada.model.Pointer;
import dev.levada.model.Shape;
import java.util.List;

/// `source` as written: which exports, and where their records lie.
record SourceSection(Located match, Located records, Located maxRecordBytes) {

    static final List<String> WORDS = List.of("match", "records", "max-record-bytes");
    static final List<String> RECORDS_WORDS = List.of("map");

    private static final long LEAST = 1 << 10;
    private static final long MOST = 256 << 20;

    static SourceSection read(Located written, Problems problems) {
        Section section = Section.of(written, WORDS, problems);
        return new SourceSection(section.get("match"), section.get("records"), section.get("max-record-bytes"));
    }

    /// The glob, or null for none.
    String match(Values values) {
        String glob = values.text(match, "a glob such as \"exports/users/**\"", null);
        String mistake = glob == null ? null : Glob.mistake(glob);
        if (mistake != null) {
            values.problem(match, mistake);
        }
        return glob;
    }

    Shape shape(Values values) {
        return switch (records) {
            case null -> new Shape.Auto();
            case Located.Text text -> parsed(text.text(), text, values);
            case Located.Members map -> keyedMap(Section.of(map, RECORDS_WORDS, values.problems()), values);
            case Located.Numeral other -> unknown(values);
            case Located.Flag other -> unknown(values);
            case Located.Nothing other -> unknown(values);
            case Located.Items other -> unknown(values);
            case Located.Refused other -> new Shape.Auto();
        };
    }

    private static Shape keyedMap(Section section, Values values) {
        Located place = section.require("map");
        String pointer = values.text(place, "a JSON Pointer such as /users, or \"\" for the whole document", null);
        return pointer == null ? new Shape.MapAt(Pointer.ROOT) : parsed("map:" + pointer, place, values);
    }

    private static Shape parsed(String text, Located at, Values values) {
        try {
            return Shape.parse(text);
        } catch (IllegalArgumentException noShape) {
            values.problem(at, noShape.getMessage());
            return new Shape.Auto();
        }
    }

    private Shape unknown(Values values) {
        values.expected("auto, array, lines, documents, sequence, a JSON Pointer such as /users, or {map: /users}",
                records);
        return new Shape.Auto();
    }

    int maxRecordBytes(Values values) {
        return (int) values.size(maxRecordBytes, LEAST, MOST, PipelinePlan.MAX_RECORD_BYTES);
    }
}

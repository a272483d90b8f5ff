package dev.levada.definition;

import dev.levada.model.PipelinePlan.Rejects;
import java.util.List;

/// `rejects` as written: how many are too many, and what is kept of them.
record RejectsSection(Located failAbove, Located atLeast, Located keepRaw) {

    static final List<String> WORDS = List.of("fail-above", "at-least", "keep-raw");

    private static final long MOST_RAW = 64 << 10;

    static RejectsSection read(Located written, Problems problems) {
        Section section = Section.of(written, WORDS, problems);
        return new RejectsSection(section.get("fail-above"), section.get("at-least"), section.get("keep-raw"));
    }

    Rejects check(Values values) {
        return new Rejects(values.percent(failAbove, Rejects.DEFAULT.failAbove()),
                values.whole(atLeast, 1, Long.MAX_VALUE, Rejects.DEFAULT.atLeast()),
                (int) values.size(keepRaw, 0, MOST_RAW, Rejects.DEFAULT.keepRaw()));
    }
}

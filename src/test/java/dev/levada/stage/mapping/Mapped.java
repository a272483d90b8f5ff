package dev.levada.stage.mapping;

import dev.levada.model.Frames;
import dev.levada.model.Kind;
import dev.levada.model.MappingPlan;
import dev.levada.model.Reject;
import dev.levada.model.RejectCode;
import dev.levada.model.Rows;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/// What a mapping made of a batch, copied out of it for assertions.
///
/// @param rows the tokens of each row, null for no value
/// @param kinds of the same cells
/// @param computed whether the same cells lie in the side bytes
record Mapped(List<List<String>> rows, List<List<Kind>> kinds, List<List<Boolean>> computed, List<Reject> rejects,
        long filtered) {

    static Mapped by(MappingPlan plan, Frames frames) {
        return by(Mapping.of(plan, 0), frames);
    }

    static Mapped by(Mapping mapping, Frames frames) {
        Rows rows = draw(mapping, frames);
        Mapped mapped = of(rows);
        rows.release();
        return mapped;
    }

    /// The one batch of rows that a batch of frames becomes.
    static Rows draw(Mapping mapping, Frames frames) {
        Iterator<Rows> drawn = mapping.feed(frames).iterator();
        Rows rows = drawn.next();
        if (drawn.hasNext()) {
            throw new AssertionError("expected one batch of rows, got more");
        }
        return rows;
    }

    private static Mapped of(Rows rows) {
        List<List<String>> tokens = new ArrayList<>();
        List<List<Kind>> kinds = new ArrayList<>();
        List<List<Boolean>> computed = new ArrayList<>();
        for (int row = 0; row < rows.count; row++) {
            List<String> cells = new ArrayList<>();
            List<Kind> kindsOfRow = new ArrayList<>();
            List<Boolean> computedOfRow = new ArrayList<>();
            for (int cell = row * rows.columns; cell < (row + 1) * rows.columns; cell++) {
                cells.add(token(rows, cell));
                kindsOfRow.add(rows.cells.kind(cell));
                computedOfRow.add(rows.cells.isComputed(cell));
            }
            tokens.add(cells);
            kinds.add(kindsOfRow);
            computed.add(computedOfRow);
        }
        return new Mapped(tokens, kinds, computed, List.copyOf(rows.rejects), rows.filtered);
    }

    static String token(Rows rows, int cell) {
        return rows.cells.kind(cell) == Kind.NULL
                ? null
                : new String(rows.bytes(cell), rows.cells.start(cell), rows.cells.length(cell),
                        StandardCharsets.UTF_8);
    }

    /// The only cell of the only row.
    String cell() {
        return only(only(rows));
    }

    /// The kind of the only cell of the only row.
    Kind kind() {
        return only(only(kinds));
    }

    /// The only reject of a batch without rows.
    Reject reject() {
        if (!rows.isEmpty()) {
            throw new AssertionError("expected a reject, got the row " + rows);
        }
        return only(rejects);
    }

    /// The codes of all rejects.
    List<RejectCode> codes() {
        return rejects.stream().map(Reject::code).toList();
    }

    private <T> T only(List<T> list) {
        if (list.size() != 1) {
            throw new AssertionError("expected one element, got " + list + ", rejects " + rejects);
        }
        return list.getFirst();
    }
}

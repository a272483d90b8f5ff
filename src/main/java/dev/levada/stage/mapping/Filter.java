package dev.levada.stage.mapping;

import dev.levada.model.Condition;
import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import dev.levada.model.Kind;
import dev.levada.model.Rows;
import dev.levada.model.Schema;
import java.util.List;

/// The conditions of `where`, compiled: they look at the finished cells of a row.
final class Filter {

    /// One condition on one cell.
    @FunctionalInterface
    private interface Test {
        boolean holds(Rows rows, int cell);
    }

    private final int[] columns;
    private final Test[] tests;
    private final Text text = new Text();

    Filter(List<Condition> conditions, Schema schema) {
        this.columns = conditions.stream().mapToInt(condition -> columnOf(condition, schema)).toArray();
        this.tests = conditions.stream().map(this::compile).toArray(Test[]::new);
    }

    private static int columnOf(Condition condition, Schema schema) {
        for (int i = 0; i < schema.size(); i++) {
            if (schema.columns().get(i).name().equals(condition.field())) {
                return i;
            }
        }
        throw new Failure(FailureCode.BAD_DEFINITION,
                "expected a field of the pipeline in where, got " + condition.field());
    }

    private Test compile(Condition condition) {
        return switch (condition) {
            case Condition.In in -> {
                TextSet texts = new TextSet(in.values());
                yield (rows, cell) -> isIn(texts, rows, cell);
            }
            case Condition.NotIn notIn -> {
                TextSet texts = new TextSet(notIn.values());
                yield (rows, cell) -> !isIn(texts, rows, cell);
            }
            case Condition.IsNull isNull -> (rows, cell) -> (rows.cells.kind(cell) == Kind.NULL) == isNull.expected();
        };
    }

    /// Whether the row whose first cell is given passes all conditions.
    boolean passes(Rows rows, int firstCell) {
        for (int i = 0; i < tests.length; i++) {
            if (!tests[i].holds(rows, firstCell + columns[i])) {
                return false;
            }
        }
        return true;
    }

    private boolean isIn(TextSet texts, Rows rows, int cell) {
        byte[] bytes = rows.bytes(cell);
        int start = rows.cells.start(cell);
        int end = rows.cells.end(cell);
        return switch (rows.cells.kind(cell)) {
            case NULL -> false;
            case TEXT -> texts.contains(bytes, start + 1, end - 1);
            case ESCAPED_TEXT -> text.decode(bytes, start + 1, end - 1)
                    && texts.contains(text.bytes(), text.from(), text.to());
            case NUMBER, BOOLEAN, JSON, SPACED_JSON -> texts.contains(bytes, start, end);
        };
    }
}

package dev.levada.stage.mapping;

import dev.levada.model.FieldPlan;
import dev.levada.model.Kind;
import dev.levada.model.RejectCode;
import dev.levada.model.Rows;
import dev.levada.model.Spans;
import dev.levada.model.Step;
import dev.levada.model.ValueType;
import java.util.ArrayList;
import java.util.List;

/// One output column, compiled: where its value is captured, what stands in for a missing one, the kinds of tokens that its
/// type takes, and the rules that it passes through. A token without rules goes into its cell as it is.
final class Column {

    private final String name;
    private final int slot;
    private final boolean required;
    private final Fallback fallback;
    private final ValueType type;
    private final int kinds;
    /// Kinds that go into the cell as they are.
    private final int taken;
    private final Rule[] rules;

    Column(FieldPlan field, int slot) {
        this.name = field.name();
        this.slot = slot;
        this.required = field.required();
        this.fallback = field.fallback() == null ? Fallback.NULL : Fallback.of(field);
        this.type = field.type();
        this.kinds = Types.kinds(type);
        this.rules = rules(field).toArray(Rule[]::new);
        this.taken = rules.length == 0 ? kinds : 0;
    }

    /// In the order of [FieldPlan]: type, leading steps, checks, remaining steps.
    private static List<Rule> rules(FieldPlan field) {
        List<Step> steps = field.apply();
        int leading = 0;
        while (leading < steps.size() && Steps.comesBeforeChecks(steps.get(leading))) {
            leading++;
        }
        List<Rule> rules = new ArrayList<>(Types.rules(field.type()));
        steps.subList(0, leading).forEach(step -> rules.add(Steps.of(step)));
        rules.addAll(Checks.of(field));
        steps.subList(leading, steps.size()).forEach(step -> rules.add(Steps.of(step)));
        return rules;
    }

    /// Fills one cell from what was captured in the batch's slab.
    ///
    /// @param base slot 0 of the record
    /// @throws Refusal with the name of the column
    void fill(Spans captured, int base, Value value, Rows rows, int cell) {
        int token = base + slot;
        if (captured.isOneOf(taken, token)) {
            rows.cells.copy(captured, token, cell);
        } else {
            check(captured, token, value, rows, cell);
        }
    }

    private void check(Spans captured, int token, Value value, Rows rows, int cell) {
        Kind kind = captured.kind(token);
        try {
            if (kind == null || kind == Kind.NULL) {
                fillMissing(kind, value, rows, cell);
            } else {
                require(kind, rows.slab.bytes(), captured.start(token));
                value.take(rows.slab.bytes(), captured.start(token), captured.end(token), kind);
                apply(value, rows, cell);
            }
        } catch (Refusal refusal) {
            throw refusal.at(name);
        }
    }

    private void require(Kind kind, byte[] bytes, int start) {
        if ((kinds & kind.bit()) == 0) {
            throw Types.refusal(type, bytes[start]);
        }
    }

    private void apply(Value value, Rows rows, int cell) {
        for (Rule rule : rules) {
            rule.apply(value);
        }
        value.store(rows, cell);
    }

    private void fillMissing(Kind kind, Value value, Rows rows, int cell) {
        if (required) {
            throw new Refusal(RejectCode.REQUIRED, "expected a value, got " + (kind == null ? "nothing" : "null"));
        }
        if (!fallback.standIn(value)) {
            rows.cells.put(cell, 0, 0, Kind.NULL);
        } else {
            require(fallback.kind(), fallback.bytes(), 0);
            apply(value, rows, cell);
        }
    }
}

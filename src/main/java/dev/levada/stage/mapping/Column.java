package dev.levada.stage.mapping;

import dev.levada.model.Captures;
import dev.levada.model.FieldPlan;
import dev.levada.model.Kind;
import dev.levada.model.RejectCode;
import dev.levada.model.Rows;
import dev.levada.model.Step;
import java.util.ArrayList;
import java.util.List;

/// One output column, compiled: where its value is captured, what stands in for a missing one, and the rules that it
/// passes through.
final class Column {

    private final String name;
    private final int slot;
    private final boolean required;
    private final Fallback fallback;
    private final Rule[] rules;

    Column(FieldPlan field, int slot) {
        this.name = field.name();
        this.slot = slot;
        this.required = field.required();
        this.fallback = field.fallback() == null ? Fallback.NULL : Fallback.of(field);
        this.rules = rules(field).toArray(Rule[]::new);
    }

    /// In the order of [FieldPlan]: type, leading steps, checks, remaining steps.
    private static List<Rule> rules(FieldPlan field) {
        List<Step> steps = field.apply();
        int leading = 0;
        while (leading < steps.size() && Steps.comesBeforeChecks(steps.get(leading))) {
            leading++;
        }
        List<Rule> rules = new ArrayList<>();
        rules.add(Types.of(field.type()));
        steps.subList(0, leading).forEach(step -> rules.add(Steps.of(step)));
        rules.addAll(Checks.of(field));
        steps.subList(leading, steps.size()).forEach(step -> rules.add(Steps.of(step)));
        return rules;
    }

    /// Fills one cell from what was captured in the batch's slab.
    ///
    /// @param base cell of slot 0 of the record
    /// @throws Refusal with the name of the column
    void fill(Captures captures, int base, Value value, Rows rows, int cell) {
        try {
            if (isPresent(captures, base + slot, value, rows)) {
                for (Rule rule : rules) {
                    rule.apply(value);
                }
                value.store(rows, cell);
            } else {
                rows.kind[cell] = Kind.NULL;
                rows.start[cell] = 0;
                rows.end[cell] = 0;
                rows.computed[cell] = false;
            }
        } catch (Refusal refusal) {
            throw refusal.at(name);
        }
    }

    private boolean isPresent(Captures captures, int captured, Value value, Rows rows) {
        Kind kind = captures.kind[captured];
        if (kind != null && kind != Kind.NULL) {
            value.take(rows.slab.bytes(), captures.start[captured], captures.end[captured], kind);
            return true;
        }
        if (required) {
            throw new Refusal(RejectCode.REQUIRED, "expected a value, got " + (kind == null ? "nothing" : "null"));
        }
        return fallback.standIn(value);
    }
}

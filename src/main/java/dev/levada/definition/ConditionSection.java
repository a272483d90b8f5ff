package dev.levada.definition;

import dev.levada.model.Condition;
import dev.levada.model.FieldPlan;
import dev.levada.model.ValueType;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A condition of `where` as written.
record ConditionSection(Located field, Located in, Located notIn, Located isNull) {

    static final List<String> WORDS = List.of("field", "in", "not-in", "is-null");

    private static final List<String> TESTS = List.of("in", "not-in", "is-null");

    /// One condition, or a list of them, or none.
    static List<ConditionSection> readAll(Located written, Problems problems) {
        return switch (written) {
            case null -> List.of();
            case Located.Items items -> new Values(problems).items(items, "at least one condition").stream()
                    .map(item -> read(item, problems)).toList();
            case Located other -> List.of(read(other, problems));
        };
    }

    private static ConditionSection read(Located written, Problems problems) {
        Section section = Section.of(written, WORDS, problems);
        Located field = section.require("field");
        section.requireOne(TESTS);
        return new ConditionSection(field, section.get("in"), section.get("not-in"), section.get("is-null"));
    }

    /// Of use only if no problem was found.
    Condition check(Map<String, FieldPlan> fields, Values values) {
        String name = values.text(field, "the name of a field", "");
        FieldPlan plan = fields.get(name);
        if (plan == null && field instanceof Located.Text) {
            values.problem(field, "expected a field of this pipeline, got " + field.shown()
                    + Words.didYouMean(name, fields.keySet()));
        }
        ValueType type = plan == null ? null : plan.columnType();
        if (in != null) {
            return new Condition.In(name, constants(in, type, values));
        }
        if (notIn != null) {
            return new Condition.NotIn(name, constants(notIn, type, values));
        }
        return new Condition.IsNull(name, values.flag(isNull, true));
    }

    private static Set<String> constants(Located written, ValueType type, Values values) {
        Set<String> constants = new HashSet<>();
        for (Located value : values.items(written, "a list of values")) {
            String expected = type == null ? null : TypedValue.expected(type, value);
            if (expected != null) {
                values.expected(expected, value);
                continue;
            }
            switch (value) {
                case Located.Text text -> constants.add(text.text());
                case Located.Numeral numeral -> constants.add(numeral.text());
                case Located.Flag flag -> constants.add(String.valueOf(flag.value()));
                case Located.Nothing other -> values.expected("a value, or `is-null`", value);
                case Located.Items other -> values.expected("text, a number, true or false", value);
                case Located.Members other -> values.expected("text, a number, true or false", value);
                case Located.Refused other -> {
                }
            }
        }
        return constants;
    }
}

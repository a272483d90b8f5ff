package dev.levada.definition;

import dev.levada.model.FieldPlan;
import dev.levada.model.FieldPlan.From;
import dev.levada.model.Pointer;
import dev.levada.model.Step;
import dev.levada.model.ValueType;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// A field as written: one column of the output.
///
/// @param place of its name
record FieldSection(Place place, String name, Located from, Located type, Located required, Located fallback,
        CheckSection checks, ApplySection apply) {

    /// A default is written once a row: what is longer would make memory grow with the rows of a batch.
    private static final int LONGEST_DEFAULT = 1_000;

    static final List<String> WORDS = List.of("from", "type", "required", "default", "min", "max", "one-of", "pattern",
            "max-length", "apply");

    private static final String KEY = "$key";
    private static final Set<ValueType> TYPES_OF_A_KEY = EnumSet.of(ValueType.STRING, ValueType.DATE,
            ValueType.TIMESTAMP, ValueType.JSON);

    static FieldSection read(Located.Member field, Problems problems) {
        if (field.name().isEmpty()) {
            problems.add(field.place(), "expected the name of a field, got \"\"");
        }
        Section section = Section.of(field.value(), WORDS, problems);
        return new FieldSection(field.place(), field.name(), section.get("from"), section.require("type"),
                section.get("required"), section.get("default"), CheckSection.of(section),
                new ApplySection(section.get("apply")));
    }

    /// Whether it takes the key of a keyed map.
    boolean isKey() {
        return from instanceof Located.Text text && text.text().equals(KEY);
    }

    /// Its plan, with the type null where that is wrong: what depends on it is not checked then.
    FieldPlan check(Values values) {
        ValueType known = values.word(type, List.of(ValueType.values()), ValueType::word, null);
        if (isKey() && known != null && !TYPES_OF_A_KEY.contains(known)) {
            values.problem(type,
                    "expected string, date, timestamp or json from $key, which is text, got " + known.word());
        }
        boolean must = values.flag(required, false);
        List<Step> steps = apply.check(known, values);
        Checks checked = checks.check(known, steps, values);
        return new FieldPlan(name, from(values), known, must, fallback(known, must, checked, values), checked.min(),
                checked.max(), checked.oneOf(), checked.pattern(), checked.maxLength(), steps);
    }

    private From from(Values values) {
        if (isKey()) {
            return new From.Key();
        }
        String text = values.text(from, "a JSON Pointer such as /user_id, or $key", null);
        Pointer pointer = text == null ? new Pointer(List.of(name)) : pointer(text, values);
        if (pointer.hasWildcard() && text != null) {
            values.problem(from, "expected one place in the record, without *, got " + from.shown());
        } else if (pointer.hasWildcard() && from == null) {
            values.problems().add(place, "expected `from`, got a field named * without it");
        }
        return new From.Member(pointer);
    }

    private Pointer pointer(String text, Values values) {
        try {
            return Pointer.parse(text);
        } catch (IllegalArgumentException noPointer) {
            String hint = text.startsWith("/")
                    ? ""
                    : ", did you mean " + Words.mark("/" + text.replace('.', '/')) + "?";
            values.problem(from, "expected a JSON Pointer such as /user_id, or $key, got " + from.shown() + hint);
            return Pointer.ROOT;
        }
    }

    /// The JSON token of `default`, or null for none.
    private String fallback(ValueType known, boolean must, Checks checked, Values values) {
        if (fallback == null || fallback instanceof Located.Refused) {
            return null;
        }
        if (must) {
            values.problem(fallback, "expected either `required: true` or `default`, got both");
        } else if (fallback instanceof Located.Nothing) {
            values.problem(fallback, "expected a value, got null, which is what a field without `default` has");
        } else if (known != null) {
            String expected = TypedValue.expected(known, fallback);
            String refused = expected == null ? checked.expected(fallback) : expected;
            if (refused != null) {
                values.problem(fallback, "expected " + refused + ", got " + fallback.shown());
            }
        }
        String token = JsonText.of(fallback);
        if (token.length() > LONGEST_DEFAULT) {
            values.problem(fallback, "expected a default of at most " + LONGEST_DEFAULT + " characters, got "
                    + token.length());
        }
        return token;
    }
}

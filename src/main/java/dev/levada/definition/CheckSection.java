package dev.levada.definition;

import dev.levada.model.Decimal;
import dev.levada.model.Step;
import dev.levada.model.ValueType;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The checks of a field as written.
record CheckSection(Located min, Located max, Located oneOf, Located pattern, Located maxLength) {

    private static final Set<ValueType> NUMBERS = EnumSet.of(ValueType.INT, ValueType.LONG, ValueType.DOUBLE,
            ValueType.DECIMAL);
    private static final Set<ValueType> LISTED = EnumSet.of(ValueType.STRING, ValueType.INT, ValueType.LONG,
            ValueType.DECIMAL);
    private static final Set<ValueType> TEXT = EnumSet.of(ValueType.STRING);

    /// Those of a field.
    static CheckSection of(Section field) {
        return new CheckSection(field.get("min"), field.get("max"), field.get("one-of"), field.get("pattern"),
                field.get("max-length"));
    }

    /// @param type of the field, or null where that is wrong
    Checks check(ValueType type, List<Step> steps, Values values) {
        Decimal least = bound("min", min, type, values);
        Decimal most = bound("max", max, type, values);
        if (least != null && most != null && least.compareTo(most) > 0) {
            values.problem(max, "expected `max` of at least " + least + ", which is `min`, got " + most);
        }
        return new Checks(least, most, oneOf(type, steps, values), pattern(type, values), maxLength(type, values),
                steps);
    }

    /// Whether a check is written and goes with the type.
    private static boolean applies(String word, Located written, ValueType type, Set<ValueType> types, Values values) {
        if (written == null || written instanceof Located.Refused) {
            return false;
        }
        if (type != null && !types.contains(type)) {
            values.problem(written, "expected `" + word + "` only with type "
                    + Words.choice(types.stream().map(ValueType::word).toList()) + ", got " + type.word());
            return false;
        }
        return true;
    }

    private static Decimal bound(String word, Located written, ValueType type, Values values) {
        if (!applies(word, written, type, NUMBERS, values)) {
            return null;
        }
        String expected = TypedValue.expected(type == null ? ValueType.DECIMAL : type, written);
        if (expected == null && written instanceof Located.Numeral numeral) {
            return Decimal.of(numeral.text());
        }
        values.expected(expected, written);
        return null;
    }

    private List<String> oneOf(ValueType type, List<Step> steps, Values values) {
        if (!applies("one-of", oneOf, type, LISTED, values)) {
            return null;
        }
        List<String> allowed = new ArrayList<>();
        Set<String> known = new HashSet<>();
        for (Located value : values.items(oneOf, "a list of the values that are allowed")) {
            String expected = type == null ? null : TypedValue.expected(type, value);
            String text = textOf(value);
            if (expected != null) {
                values.expected(expected, value);
            } else if (text != null && !known.add(text)) {
                values.problem(value, "expected each value once, got " + value.shown() + " again");
            } else if (text != null && !ApplySection.leading(steps, text).equals(text)) {
                values.problem(value, "expected " + JsonText.quote(ApplySection.leading(steps, text))
                        + ", for `apply` comes first, got " + value.shown());
            } else if (text != null) {
                allowed.add(text);
            }
        }
        return allowed;
    }

    private static String textOf(Located value) {
        return value instanceof Located.Text text
                ? text.text()
                : value instanceof Located.Numeral numeral ? numeral.text() : null;
    }

    private String pattern(ValueType type, Values values) {
        if (!applies("pattern", pattern, type, TEXT, values)) {
            return null;
        }
        String expression = values.text(pattern, "a regular expression, in quotes", null);
        String mistake = expression == null ? null : RegularExpression.mistake(expression);
        if (mistake != null) {
            values.problem(pattern, mistake);
            return null;
        }
        return expression;
    }

    private Integer maxLength(ValueType type, Values values) {
        return applies("max-length", maxLength, type, TEXT, values)
                ? (int) values.whole(maxLength, 1, Integer.MAX_VALUE, 1)
                : null;
    }
}

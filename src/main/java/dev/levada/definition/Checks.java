package dev.levada.definition;

import com.google.re2j.Pattern;
import dev.levada.model.Decimal;
import dev.levada.model.Step;
import java.util.List;

/// The checks of a field, checked; null for what is not written.
record Checks(Decimal min, Decimal max, List<String> oneOf, String pattern, Integer maxLength,
        List<Step> steps) {

    /// What was expected instead of a value of the right type, or null where it passes.
    String expected(Located value) {
        return switch (value) {
            case Located.Numeral numeral -> expected(Decimal.of(numeral.text()));
            case Located.Text text -> expected(ApplySection.leading(steps, text.text()));
            case Located.Flag other -> null;
            case Located.Nothing other -> null;
            case Located.Items other -> null;
            case Located.Members other -> null;
            case Located.Refused other -> null;
        };
    }

    private String expected(Decimal number) {
        if (min != null && number.compareTo(min) < 0) {
            return "at least " + min;
        }
        if (max != null && number.compareTo(max) > 0) {
            return "at most " + max;
        }
        if (oneOf != null && oneOf.stream().noneMatch(one -> Decimal.of(one).compareTo(number) == 0)) {
            return "one of " + Words.choice(oneOf);
        }
        return null;
    }

    private String expected(String text) {
        if (oneOf != null && !oneOf.contains(text)) {
            return "one of " + Words.choice(oneOf);
        }
        if (pattern != null && !Pattern.matches(pattern, text)) {
            return "text that matches `pattern`";
        }
        if (maxLength != null && text.codePointCount(0, text.length()) > maxLength) {
            return "text of at most " + maxLength + " characters";
        }
        return null;
    }
}

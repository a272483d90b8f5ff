package dev.levada.stage.mapping;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.levada.model.Decimal;
import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import dev.levada.model.FieldPlan;
import dev.levada.model.RejectCode;
import java.util.ArrayList;
import java.util.List;

/// The checks of a field: `min`, `max`, `one-of`, `pattern`, `max-length`, in this order.
final class Checks {

    /// Values of `one-of` that a message names.
    private static final int NAMED = 10;

    private Checks() {
    }

    static List<Rule> of(FieldPlan field) {
        List<Rule> rules = new ArrayList<>();
        if (field.min() != null) {
            rules.add(min(field.min()));
        }
        if (field.max() != null) {
            rules.add(max(field.max()));
        }
        if (field.oneOf() != null) {
            rules.add(oneOf(field.oneOf()));
        }
        if (field.pattern() != null) {
            rules.add(pattern(field));
        }
        if (field.maxLength() != null) {
            rules.add(maxLength(field.maxLength()));
        }
        return rules;
    }

    private static Rule min(Decimal min) {
        return value -> {
            if (compare(min, value) < 0) {
                throw new Refusal(RejectCode.OUT_OF_RANGE, "expected at least " + min + ", got a smaller number");
            }
        };
    }

    private static Rule max(Decimal max) {
        return value -> {
            if (compare(max, value) > 0) {
                throw new Refusal(RejectCode.OUT_OF_RANGE, "expected at most " + max + ", got a larger number");
            }
        };
    }

    private static int compare(Decimal bound, Value value) {
        if (!value.isNumber()) {
            throw new Refusal(RejectCode.WRONG_TYPE, "expected number, got " + value.word());
        }
        return value.compareTo(bound);
    }

    private static Rule oneOf(List<String> allowed) {
        TextSet texts = new TextSet(allowed);
        Decimal[] numbers = allowed.stream().filter(Checks::isNumber).map(Decimal::of)
                .toArray(Decimal[]::new);
        String named = String.join(", ", allowed.subList(0, Math.min(NAMED, allowed.size())))
                + (allowed.size() > NAMED ? ", ..." : "");
        return value -> {
            if (!(value.isNumber() ? isOneOf(numbers, value) : isOneOf(texts, value.text()))) {
                throw new Refusal(RejectCode.NOT_ONE_OF, "expected one of " + named + ", got another value");
            }
        };
    }

    private static boolean isNumber(String text) {
        return text.matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]{1,9})?");
    }

    private static boolean isOneOf(Decimal[] numbers, Value value) {
        for (Decimal number : numbers) {
            if (value.compareTo(number) == 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOneOf(TextSet texts, Text text) {
        return texts.contains(text.bytes(), text.from(), text.to());
    }

    private static Rule pattern(FieldPlan field) {
        Pattern pattern = compile(field);
        return value -> {
            if (!pattern.matches(value.text().string())) {
                throw new Refusal(RejectCode.PATTERN_MISMATCH,
                        "expected text that matches the pattern, got text that does not");
            }
        };
    }

    private static Pattern compile(FieldPlan field) {
        try {
            return Pattern.compile(field.pattern());
        } catch (PatternSyntaxException wrong) {
            throw new Failure(FailureCode.BAD_DEFINITION,
                    "expected an RE2 regular expression for " + field.name() + ": " + wrong.getDescription(), wrong);
        }
    }

    private static Rule maxLength(int max) {
        return value -> {
            Text text = value.text();
            if (text.length() > max && text.codePoints() > max) {
                throw new Refusal(RejectCode.VALUE_TOO_LONG, "expected at most " + max + " code points, got more");
            }
        };
    }
}

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
            rules.add(new Min(field.min()));
        }
        if (field.max() != null) {
            rules.add(new Max(field.max()));
        }
        if (field.oneOf() != null) {
            rules.add(OneOf.of(field.oneOf()));
        }
        if (field.pattern() != null) {
            rules.add(new Matches(compile(field)));
        }
        if (field.maxLength() != null) {
            rules.add(new MaxLength(field.maxLength()));
        }
        return rules;
    }

    private record Min(Decimal min) implements Rule {
        @Override
        public void apply(Value value) {
            if (compare(min, value) < 0) {
                throw new Refusal(RejectCode.OUT_OF_RANGE, "expected at least " + min + ", got a smaller number");
            }
        }
    }

    private record Max(Decimal max) implements Rule {
        @Override
        public void apply(Value value) {
            if (compare(max, value) > 0) {
                throw new Refusal(RejectCode.OUT_OF_RANGE, "expected at most " + max + ", got a larger number");
            }
        }
    }

    private static int compare(Decimal bound, Value value) {
        if (!value.isNumber()) {
            throw new Refusal(RejectCode.WRONG_TYPE, "expected number, got " + value.word());
        }
        return value.compareTo(bound);
    }

    /// @param numbers those of the texts that are numbers
    /// @param named what a message names
    private record OneOf(TextSet texts, List<Decimal> numbers, String named) implements Rule {

        static OneOf of(List<String> allowed) {
            return new OneOf(new TextSet(allowed),
                    allowed.stream().filter(Checks::isNumber).map(Decimal::of).toList(),
                    String.join(", ", allowed.subList(0, Math.min(NAMED, allowed.size())))
                            + (allowed.size() > NAMED ? ", ..." : ""));
        }

        @Override
        public void apply(Value value) {
            if (!(value.isNumber() ? holdsNumber(value) : holds(value.text()))) {
                throw new Refusal(RejectCode.NOT_ONE_OF, "expected one of " + named + ", got another value");
            }
        }

        private boolean holdsNumber(Value value) {
            for (Decimal number : numbers) {
                if (value.compareTo(number) == 0) {
                    return true;
                }
            }
            return false;
        }

        private boolean holds(Text text) {
            return texts.contains(text.bytes(), text.from(), text.to());
        }
    }

    private static boolean isNumber(String text) {
        return text.matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]{1,9})?");
    }

    private record Matches(Pattern pattern) implements Rule {
        @Override
        public void apply(Value value) {
            if (!pattern.matches(value.text().string())) {
                throw new Refusal(RejectCode.PATTERN_MISMATCH,
                        "expected text that matches the pattern, got text that does not");
            }
        }
    }

    private static Pattern compile(FieldPlan field) {
        try {
            return Pattern.compile(field.pattern());
        } catch (PatternSyntaxException wrong) {
            throw new Failure(FailureCode.BAD_DEFINITION,
                    "expected an RE2 regular expression for " + field.name() + ": " + wrong.getDescription(), wrong);
        }
    }

    private record MaxLength(int max) implements Rule {
        @Override
        public void apply(Value value) {
            Text text = value.text();
            if (text.length() > max && text.codePoints() > max) {
                throw new Refusal(RejectCode.VALUE_TOO_LONG, "expected at most " + max + " code points, got more");
            }
        }
    }
}

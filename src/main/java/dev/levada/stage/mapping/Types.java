package dev.levada.stage.mapping;

import dev.levada.model.Decimal;
import dev.levada.model.Kind;
import dev.levada.model.RejectCode;
import dev.levada.model.ValueType;
import java.math.BigInteger;
import java.util.List;

/// What each [ValueType] asks of a value: the kinds in which it is written, and a rule where the kind does not tell all.
/// Nothing is converted: `"7"` is no number.
final class Types {

    private Types() {
    }

    /// Kinds of tokens that a value of the type may be: a bit for each ([Kind#bit]).
    static int kinds(ValueType type) {
        int text = Kind.TEXT.bit() | Kind.ESCAPED_TEXT.bit();
        return switch (type) {
            case STRING, DATE, TIMESTAMP -> text;
            case INT, LONG, DOUBLE, DECIMAL -> Kind.NUMBER.bit();
            case BOOLEAN -> Kind.BOOLEAN.bit();
            case JSON -> text | Kind.NUMBER.bit() | Kind.BOOLEAN.bit() | Kind.JSON.bit() | Kind.SPACED_JSON.bit();
        };
    }

    /// What is asked of a token of these kinds.
    static List<Rule> rules(ValueType type) {
        return switch (type) {
            case STRING, DECIMAL, BOOLEAN, JSON -> List.of();
            case INT -> List.of(Whole.of(type, Integer.MIN_VALUE, Integer.MAX_VALUE));
            case LONG -> List.of(Whole.of(type, Long.MIN_VALUE, Long.MAX_VALUE));
            case DOUBLE -> List.of(new Binary64());
            case DATE, TIMESTAMP -> List.of(new Time(type));
        };
    }

    /// A token of another kind.
    ///
    /// @param first its first byte
    static Refusal refusal(ValueType type, byte first) {
        return new Refusal(RejectCode.WRONG_TYPE, "expected " + type.word() + ", got " + Value.word(first));
    }

    /// @param lowest `min`, for numbers of so many digits that a `long` may not hold them
    /// @param highest `max`, for the same
    private record Whole(ValueType type, long min, long max, Decimal lowest, Decimal highest) implements Rule {

        static Whole of(ValueType type, long min, long max) {
            return new Whole(type, min, max, Decimal.of(Long.toString(min)), Decimal.of(Long.toString(max)));
        }

        @Override
        public void apply(Value value) {
            long number = value.whole();
            if (number != Decimal.NOT_SHORT && number >= min && number <= max) {
                return;
            }
            if (!value.isWhole()) {
                throw new Refusal(RejectCode.WRONG_TYPE,
                        "expected " + type.word() + ", got a number with a fraction or exponent");
            }
            if (value.compareTo(lowest) < 0 || value.compareTo(highest) > 0) {
                throw new Refusal(RejectCode.OUT_OF_RANGE, "expected " + type.word() + ", got a number outside "
                        + (type == ValueType.INT ? Integer.SIZE : Long.SIZE) + " bits");
            }
        }
    }

    /// Loaded where there is a double.
    private record Binary64() implements Rule {

        /// The first number that rounds to infinity: halfway between the largest binary64 and the next power of two.
        static final Decimal INFINITY = Decimal
                .of(BigInteger.ONE.shiftLeft(1024).subtract(BigInteger.ONE.shiftLeft(970)).toString());
        static final Decimal MINUS_INFINITY = Decimal.of("-" + INFINITY);

        @Override
        public void apply(Value value) {
            if (value.compareTo(INFINITY) >= 0 || value.compareTo(MINUS_INFINITY) <= 0) {
                throw new Refusal(RejectCode.OUT_OF_RANGE, "expected double, got a number too large for binary64");
            }
        }
    }

    private record Time(ValueType type) implements Rule {
        @Override
        public void apply(Value value) {
            Dates.Verdict verdict = value.hasText() ? verdict(type, value.text()) : Dates.Verdict.ANOTHER_FORM;
            switch (verdict) {
                case EXISTS -> {
                }
                case DOES_NOT_EXIST -> throw new Refusal(RejectCode.OUT_OF_RANGE,
                        "expected " + type.word() + ", got a day or time that does not exist");
                case ANOTHER_FORM -> throw new Refusal(RejectCode.WRONG_TYPE,
                        "expected " + type.word() + ", got text of another form");
            }
        }
    }

    private static Dates.Verdict verdict(ValueType type, Text text) {
        return type == ValueType.DATE
                ? Dates.date(text.bytes(), text.from(), text.to())
                : Dates.timestamp(text.bytes(), text.from(), text.to());
    }
}

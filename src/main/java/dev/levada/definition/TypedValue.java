package dev.levada.definition;

import dev.levada.model.Decimal;
import dev.levada.model.ValueType;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Whether a written value is one of a type, as records are asked: nothing is converted, `"7"` is no number.
final class TypedValue {

    private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9][0-9]*)");
    private static final Pattern FULL_DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final Pattern DATE_TIME = Pattern.compile("([0-9]{4}-[0-9]{2}-[0-9]{2})[Tt ]"
            + "([0-9]{2}:[0-9]{2}:[0-9]{2})(?:\\.[0-9]+)?([Zz]|[+-][0-9]{2}:[0-9]{2})");
    private static final Decimal SMALLEST_INT = whole(Integer.MIN_VALUE);
    private static final Decimal LARGEST_INT = whole(Integer.MAX_VALUE);
    private static final Decimal SMALLEST_LONG = whole(Long.MIN_VALUE);
    private static final Decimal LARGEST_LONG = whole(Long.MAX_VALUE);
    private static final int LONGEST_NUMBER = 1000;
    private static final Pattern LONG_EXPONENT = Pattern.compile(".*[eE][+-]?[0-9]{10,}");

    private TypedValue() {
    }

    private static Decimal whole(long number) {
        return Decimal.of(Long.toString(number));
    }

    /// What was expected instead, or null where the value is of the type.
    static String expected(ValueType type, Located value) {
        if (value instanceof Located.Numeral numeral && !isComparable(numeral.text())) {
            return "a number of at most " + LONGEST_NUMBER + " characters, its exponent of at most 9 digits";
        }
        return switch (type) {
            case STRING -> value instanceof Located.Text ? null : "text, in quotes if it looks like something else";
            case INT -> isWhole(value, SMALLEST_INT, LARGEST_INT) ? null : "a whole number of 32 bits";
            case LONG -> isWhole(value, SMALLEST_LONG, LARGEST_LONG) ? null : "a whole number of 64 bits";
            case DOUBLE -> isFinite(value) ? null : "a number that a double can hold";
            case DECIMAL -> value instanceof Located.Numeral ? null : "a number";
            case BOOLEAN -> value instanceof Located.Flag ? null : "true or false";
            case DATE -> isDate(value) ? null : "a date such as 2024-02-29";
            case TIMESTAMP -> isTimestamp(value) ? null : "a timestamp such as 2024-02-22T08:30:00Z";
            case JSON -> null;
        };
    }

    /// Whether it is short enough to be compared as a number, and to be told from others.
    private static boolean isComparable(String number) {
        return number.length() <= LONGEST_NUMBER && !LONG_EXPONENT.matcher(number).matches();
    }

    private static boolean isWhole(Located value, Decimal least, Decimal most) {
        if (value instanceof Located.Numeral numeral && WHOLE.matcher(numeral.text()).matches()) {
            Decimal number = Decimal.of(numeral.text());
            return number.compareTo(least) >= 0 && number.compareTo(most) <= 0;
        }
        return false;
    }

    private static boolean isFinite(Located value) {
        return value instanceof Located.Numeral numeral && Double.isFinite(Double.parseDouble(numeral.text()));
    }

    private static boolean isDate(Located value) {
        return value instanceof Located.Text text && FULL_DATE.matcher(text.text()).matches() && exists(
                () -> LocalDate.parse(text.text()));
    }

    private static boolean isTimestamp(Located value) {
        if (!(value instanceof Located.Text text)) {
            return false;
        }
        Matcher parts = DATE_TIME.matcher(text.text());
        return parts.matches() && exists(() -> OffsetDateTime
                .parse(parts.group(1) + "T" + parts.group(2) + parts.group(3).toUpperCase(Locale.ROOT)));
    }

    private static boolean exists(Runnable parse) {
        try {
            parse.run();
            return true;
        } catch (DateTimeException noSuchDay) {
            return false;
        }
    }
}

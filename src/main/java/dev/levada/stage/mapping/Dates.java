package dev.levada.stage.mapping;

import java.nio.charset.StandardCharsets;

/// Dates and times of RFC 3339, section 5.6, read from bytes.
final class Dates {

    /// What a text is.
    enum Verdict {
        /// A date or time that exists.
        EXISTS,
        /// It has the form, but there is no such day or time: ex 2023-02-29, 24:00:00.
        DOES_NOT_EXIST,
        /// It has another form.
        ANOTHER_FORM
    }

    private static final int DATE = "2024-02-29".length();
    private static final int SECONDS = "2024-02-29T08:30:00".length();
    private static final int OFFSET = "+01:00".length();
    private static final int MINUTES_OF_DAY = 24 * 60;

    private static final long YEAR_MONTH = form("0000-00-");
    private static final long YEAR_MONTH_LIMITS = limits("0000-00-");
    private static final long TIME = form("00:00:00");
    private static final long TIME_LIMITS = limits("00:00:00");

    private Dates() {
    }

    /// A full-date: `2024-02-29`.
    static Verdict date(byte[] b, int from, int to) {
        if (to - from != DATE || !hasFormOfDate(b, from)) {
            return Verdict.ANOTHER_FORM;
        }
        return dayExists(b, from) ? Verdict.EXISTS : Verdict.DOES_NOT_EXIST;
    }

    /// A date-time: `2024-02-29T08:30:00.5+01:00`, its `T` and `Z` in either case, or a space for the `T`.
    static Verdict timestamp(byte[] b, int from, int to) {
        if (to - from <= SECONDS || !hasFormOfDate(b, from) || !hasFormOfTime(b, from + DATE)) {
            return Verdict.ANOTHER_FORM;
        }
        int zone = behindFraction(b, from + SECONDS, to);
        if (zone == from + SECONDS + 1 || !hasFormOfZone(b, zone, to)) {
            return Verdict.ANOTHER_FORM; // ex a point without digits, no zone
        }
        return dayExists(b, from) && timeExists(b, from + DATE + 1, zone, to)
                ? Verdict.EXISTS
                : Verdict.DOES_NOT_EXIST;
    }

    private static boolean hasFormOfDate(byte[] b, int p) {
        return has(b, p, YEAR_MONTH, YEAR_MONTH_LIMITS) && areDigits(b, p + 8, 2);
    }

    private static boolean hasFormOfTime(byte[] b, int p) {
        return (b[p] == 'T' || b[p] == 't' || b[p] == ' ') && has(b, p + 1, TIME, TIME_LIMITS);
    }

    /// Whether each of eight bytes is a digit where the form has 0, and otherwise what the form has.
    ///
    /// @param limits for each byte what makes the high bit of the difference to the form appear if it is too large
    private static boolean has(byte[] b, int p, long form, long limits) {
        long difference = Words.at(b, p) ^ form;
        return ((difference + limits | difference) & Words.HIGHS) == 0;
    }

    private static long form(String text) {
        return Words.at(text.getBytes(StandardCharsets.US_ASCII), 0);
    }

    /// A digit may differ from `0` by 9, anything else by nothing.
    private static long limits(String text) {
        byte[] limits = new byte[Long.BYTES];
        for (int i = 0; i < limits.length; i++) {
            limits[i] = (byte) (text.charAt(i) == '0' ? 0x7F - 9 : 0x7F);
        }
        return Words.at(limits, 0);
    }

    /// Behind a fraction of seconds, if there is one.
    private static int behindFraction(byte[] b, int from, int to) {
        if (b[from] != '.') {
            return from;
        }
        int p = from + 1;
        while (p < to && Tokens.isDigit(b[p])) {
            p++;
        }
        return p;
    }

    private static boolean hasFormOfZone(byte[] b, int p, int to) {
        if (to - p == 1) {
            return b[p] == 'Z' || b[p] == 'z';
        }
        return to - p == OFFSET && (b[p] == '+' || b[p] == '-') && areDigits(b, p + 1, 2) && b[p + 3] == ':'
                && areDigits(b, p + 4, 2);
    }

    private static boolean dayExists(byte[] b, int p) {
        int year = number(b, p) * 100 + number(b, p + 2);
        int month = number(b, p + 5);
        int day = number(b, p + 8);
        return month >= 1 && month <= 12 && day >= 1 && day <= daysOf(month, year);
    }

    private static int daysOf(int month, int year) {
        if (month == 2) {
            return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
        }
        return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
    }

    private static boolean timeExists(byte[] b, int p, int zone, int to) {
        int hour = number(b, p);
        int minute = number(b, p + 3);
        int second = number(b, p + 6);
        int offset = 0;
        if (to - zone == OFFSET) {
            int offsetHour = number(b, zone + 1);
            int offsetMinute = number(b, zone + 4);
            if (offsetHour > 23 || offsetMinute > 59) {
                return false;
            }
            offset = (offsetHour * 60 + offsetMinute) * (b[zone] == '-' ? -1 : 1);
        }
        if (hour > 23 || minute > 59) {
            return false;
        }
        boolean lastMinute = Math.floorMod(hour * 60 + minute - offset, MINUTES_OF_DAY) == MINUTES_OF_DAY - 1;
        return second <= 59 || (second == 60 && lastMinute); // a leap second comes at 23:59:60 UTC
    }

    private static boolean areDigits(byte[] b, int p, int count) {
        for (int i = p; i < p + count; i++) {
            if (!Tokens.isDigit(b[i])) {
                return false;
            }
        }
        return true;
    }

    /// The number that two digits make.
    private static int number(byte[] b, int p) {
        return (b[p] - '0') * 10 + b[p + 1] - '0';
    }
}

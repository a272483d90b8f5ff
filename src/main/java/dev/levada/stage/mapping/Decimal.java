package dev.levada.stage.mapping;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/// A number of the definition that numbers of records are compared with: exactly, digit by digit, without ever making a
/// number of them. `1e999999999` costs no more than `1`.
///
/// A number that is not zero is taken as ±0.d₁d₂d₃… × 10^magnitude with d₁ not 0.
final class Decimal {

    /// Exponents beyond this are all the same: no record is long enough to make up for it with digits.
    private static final long EXPONENT_LIMIT = 1_000_000_000_000L;

    /// Digits that fit into a `long`, whatever they are.
    private static final int SHORT = 18;
    /// Stands for a number that is not whole or has more digits.
    static final long NOT_SHORT = Long.MIN_VALUE;

    private final int signum;
    private final long magnitude;
    private final byte[] digits;
    /// The number itself where it is a whole one of at most 18 digits, else [#NOT_SHORT].
    private final long value;

    Decimal(BigDecimal number) {
        this.signum = number.signum();
        this.magnitude = (long) number.precision() - number.scale();
        this.digits = number.unscaledValue().abs().toString().getBytes(StandardCharsets.US_ASCII);
        boolean whole = signum == 0 || (magnitude <= SHORT && number.stripTrailingZeros().scale() <= 0);
        this.value = whole ? number.longValueExact() : NOT_SHORT;
    }

    /// How a number compares with this one: negative, 0 or positive.
    int compare(Value number) {
        long whole = value == NOT_SHORT ? NOT_SHORT : number.whole();
        return whole == NOT_SHORT
                ? compareDigitByDigit(number.bytes(), number.start(), number.end())
                : Long.compare(whole, value);
    }

    /// A whole number of at most 18 digits, or [#NOT_SHORT].
    static long shortWhole(byte[] token, int start, int end) {
        int first = token[start] == '-' ? start + 1 : start;
        if (end - first > SHORT) {
            return NOT_SHORT;
        }
        long whole = 0;
        for (int p = first; p < end; p++) {
            int digit = token[p] - '0';
            if (digit < 0 || digit > 9) {
                return NOT_SHORT;
            }
            whole = whole * 10 + digit;
        }
        return first == start ? whole : -whole;
    }

    private int compareDigitByDigit(byte[] token, int start, int end) {
        boolean negative = token[start] == '-';
        int mantissaEnd = exponentAt(token, start, end);
        int point = indexOf(token, start, mantissaEnd, (byte) '.');
        int first = negative ? start + 1 : start;
        while (first < mantissaEnd && (token[first] == '0' || token[first] == '.')) {
            first++;
        }
        if (first == mantissaEnd) {
            return Integer.compare(0, signum); // ex 0  -0  0.00e5
        }
        int sign = negative ? -1 : 1;
        if (sign != signum) {
            return sign;
        }
        long shift = first < point ? point - first : point + 1 - first;
        int order = Long.compare(shift + exponent(token, mantissaEnd, end), magnitude);
        return sign * (order != 0 ? order : compareDigits(token, first, mantissaEnd));
    }

    /// Index of `e` or `E`, or `end`.
    private static int exponentAt(byte[] token, int start, int end) {
        return indexOf(token, start, indexOf(token, start, end, (byte) 'e'), (byte) 'E');
    }

    private static int indexOf(byte[] token, int start, int end, byte wanted) {
        int p = start;
        while (p < end && token[p] != wanted) {
            p++;
        }
        return p;
    }

    private static long exponent(byte[] token, int mantissaEnd, int end) {
        int p = mantissaEnd + 1;
        boolean negative = p < end && token[p] == '-';
        if (p < end && (token[p] == '-' || token[p] == '+')) {
            p++;
        }
        long exponent = 0;
        for (; p < end && exponent < EXPONENT_LIMIT; p++) {
            exponent = exponent * 10 + token[p] - '0';
        }
        return negative ? -exponent : exponent;
    }

    /// Compares digits from the first that is not 0; the shorter sequence goes on with zeros.
    private int compareDigits(byte[] token, int first, int mantissaEnd) {
        int i = 0;
        for (int p = first; p < mantissaEnd; p++) {
            if (token[p] == '.') {
                continue;
            }
            int order = Byte.compare(token[p], i < digits.length ? digits[i] : (byte) '0');
            if (order != 0) {
                return order;
            }
            i++;
        }
        while (i < digits.length) {
            if (digits[i++] != '0') {
                return -1;
            }
        }
        return 0;
    }

    /// Whether a number token has neither fraction nor exponent.
    static boolean isWhole(byte[] token, int start, int end) {
        for (int p = start; p < end; p++) {
            if (token[p] != '-' && !Tokens.isDigit(token[p])) {
                return false;
            }
        }
        return true;
    }
}

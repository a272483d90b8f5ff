package dev.levada.model;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A number of the definition that numbers of records are compared with: exactly, digit by digit, without ever making a
/// number of them. `1e999999999` costs no more than `1`. No `BigDecimal`, whose class is dear to load: a start of a command
/// would pay for it.
///
/// A number that is not zero is taken as ±0.d₁d₂d₃… × 10^magnitude with d₁ not 0.
public final class Decimal implements Comparable<Decimal> {

    /// Exponents beyond this are all the same: no record is long enough to make up for it with digits.
    private static final long EXPONENT_LIMIT = 1_000_000_000_000L;

    /// Digits that fit into a `long`, whatever they are.
    private static final int SHORT = 18;
    /// Stands for a number that is not whole or has more digits.
    public static final long NOT_SHORT = Long.MIN_VALUE;

    private final String text;
    private final int signum;
    private final long magnitude;
    private final byte[] digits;
    /// The number itself where it is a whole one of at most 18 digits, else [#NOT_SHORT].
    private final long value;

    private Decimal(String text) {
        byte[] token = text.getBytes(StandardCharsets.US_ASCII);
        int mantissaEnd = exponentAt(token, 0, token.length);
        int first = firstDigit(token, 0, mantissaEnd);
        this.text = text;
        this.digits = digits(token, first, mantissaEnd);
        this.signum = digits.length == 0 ? 0 : token[0] == '-' ? -1 : 1;
        this.magnitude = signum == 0 ? 0 : magnitude(token, 0, first, mantissaEnd, token.length);
        this.value = value();
    }

    /// A number as JSON writes it.
    public static Decimal of(String token) {
        return new Decimal(token);
    }

    /// The first digit that is not 0, or the end of the mantissa where there is none.
    private static int firstDigit(byte[] token, int start, int mantissaEnd) {
        int p = start;
        while (p < mantissaEnd && (token[p] == '-' || token[p] == '0' || token[p] == '.')) {
            p++;
        }
        return p;
    }

    /// The digits from the first on; zeros at the end tell nothing.
    private static byte[] digits(byte[] token, int first, int mantissaEnd) {
        byte[] digits = new byte[mantissaEnd - first];
        int count = 0;
        int last = 0;
        for (int p = first; p < mantissaEnd; p++) {
            if (token[p] != '.') {
                digits[count++] = token[p];
                last = token[p] == '0' ? last : count;
            }
        }
        return Arrays.copyOf(digits, last);
    }

    /// @param first digit that is not 0
    private static long magnitude(byte[] token, int start, int first, int mantissaEnd, int end) {
        int point = indexOf(token, start, mantissaEnd, (byte) '.');
        return (first < point ? point - first : point + 1 - first) + exponent(token, mantissaEnd, end);
    }

    private long value() {
        if (signum != 0 && (magnitude > SHORT || magnitude < digits.length)) {
            return NOT_SHORT;
        }
        long whole = 0;
        for (int i = 0; i < magnitude; i++) {
            whole = whole * 10 + (i < digits.length ? digits[i] - '0' : 0);
        }
        return signum * whole;
    }

    /// As numbers: `1.0` and `1` compare as the same, though they are not equal.
    @Override
    public int compareTo(Decimal other) {
        byte[] token = text.getBytes(StandardCharsets.US_ASCII);
        return other.compare(token, 0, token.length);
    }

    /// How a number token compares with this number: negative, 0 or positive.
    public int compare(byte[] token, int start, int end) {
        return compare(shortWhole(token, start, end), token, start, end);
    }

    /// The same for those who have looked at the token before.
    ///
    /// @param whole its [#shortWhole]
    public int compare(long whole, byte[] token, int start, int end) {
        return whole == NOT_SHORT || value == NOT_SHORT
                ? compareDigitByDigit(token, start, end)
                : Long.compare(whole, value);
    }

    /// A whole number of at most 18 digits, or [#NOT_SHORT].
    public static long shortWhole(byte[] token, int start, int end) {
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
        int first = firstDigit(token, start, mantissaEnd);
        if (first == mantissaEnd) {
            return Integer.compare(0, signum); // ex 0  -0  0.00e5
        }
        int sign = negative ? -1 : 1;
        if (sign != signum) {
            return sign;
        }
        int order = Long.compare(magnitude(token, start, first, mantissaEnd, end), magnitude);
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
        return i < digits.length ? -1 : 0;
    }

    /// Whether a number token has neither fraction nor exponent.
    public static boolean isWhole(byte[] token, int start, int end) {
        for (int p = start; p < end; p++) {
            if (token[p] != '-' && (token[p] < '0' || token[p] > '9')) {
                return false;
            }
        }
        return true;
    }

    /// Whether it is written in the same way.
    @Override
    public boolean equals(Object other) {
        return other instanceof Decimal decimal && text.equals(decimal.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /// As it is written.
    @Override
    public String toString() {
        return text;
    }
}

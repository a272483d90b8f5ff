package dev.levada.entry.cli;

import java.time.Duration;

/// What people type for numbers and times, made into such. What cannot be is an [IllegalArgumentException] that says what was
/// expected.
final class Readings {

    private Readings() {
    }

    static long wholeNumber(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException none) {
            throw new IllegalArgumentException("expected a whole number, got " + text, none);
        }
    }

    static int count(String text) {
        long number = wholeNumber(text);
        if (number != (int) number) {
            throw new IllegalArgumentException("expected at most " + Integer.MAX_VALUE + ", got " + text);
        }
        return (int) number;
    }

    static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException none) {
            throw new IllegalArgumentException("expected a number, got " + text, none);
        }
    }

    /// `30s`, `90m`, `24h`, `7d`.
    static Duration time(String text) {
        if (!text.matches("[0-9]{1,9}[smhd]")) {
            throw new IllegalArgumentException("expected a time such as 90m, 24h or 7d, got " + text);
        }
        long number = Long.parseLong(text.substring(0, text.length() - 1));
        return switch (text.charAt(text.length() - 1)) {
            case 's' -> Duration.ofSeconds(number);
            case 'm' -> Duration.ofMinutes(number);
            case 'h' -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }
}

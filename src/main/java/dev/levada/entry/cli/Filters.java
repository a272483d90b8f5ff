package dev.levada.entry.cli;

import dev.levada.run.S3Uri;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/// Which of many: what options say of it.
final class Filters {

    private Filters() {
    }

    /// @return `s3://bucket/prefix`, or null where nothing was typed
    /// @throws UsageError if it names no place on S3
    static String prefix(String typed) {
        if (typed == null) {
            return null;
        }
        if (!typed.matches("s3://[^/]+(/.*)?")) {
            throw new UsageError("expected s3://bucket/prefix for --prefix, got " + typed);
        }
        S3Uri place = S3Uri.parse(typed);
        return "s3://" + place.bucket() + "/" + place.key();
    }

    /// @throws UsageError if there is a number, and it is not above 0
    static void requirePositive(Long number, String option) {
        if (number != null && number <= 0) {
            throw new UsageError("expected 1 or more for " + option + ", got " + number);
        }
    }

    /// `2026-11-01` (its beginning, UTC), `2026-11-01T08:00:00Z`, or how long ago: `36h`, `7d`.
    ///
    /// @throws IllegalArgumentException if it is none of these
    static Instant since(String text) {
        try {
            if (text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")) {
                return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
            }
            return text.contains("T") ? Instant.parse(text) : Instant.now().minus(Readings.time(text));
        } catch (DateTimeException | IllegalArgumentException wrong) {
            throw new IllegalArgumentException(
                    "expected a day such as 2026-11-01, a time such as 2026-11-01T08:00:00Z, or 36h or 7d ago, got "
                            + text,
                    wrong);
        }
    }
}

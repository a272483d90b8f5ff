package dev.levada.run;

import java.time.Duration;

/// How long the process will yet live, as far as anybody knows.
@FunctionalInterface
public interface TimeLeft {

    /// Nobody ends it.
    TimeLeft UNLIMITED = unlimited();

    private static TimeLeft unlimited() {
        Duration year = Duration.ofDays(365);
        return () -> year;
    }

    Duration remaining();
}

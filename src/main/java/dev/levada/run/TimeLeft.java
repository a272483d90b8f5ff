package dev.levada.run;

import java.time.Duration;

/// How long the process will yet live, as far as anybody knows.
@FunctionalInterface
public interface TimeLeft {

    /// Nobody ends it.
    TimeLeft UNLIMITED = () -> Duration.ofDays(365);

    Duration remaining();
}

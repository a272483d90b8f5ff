package dev.levada.run;

import dev.levada.run.state.Claim;
import java.time.Duration;
import java.time.Instant;

/// How long a claim is held without a word. The function's lasts as long as its invocation; that of a process which nobody ends
/// is short and renewed; where a lock of the operating system dies with its process there is none.
public final class Lease {

    /// Of the command line on S3, as `LEVADA_LEASE_SECONDS` says: who comes after a crash waits no longer, and no request to the
    /// store may take longer.
    static final Duration SHORT = length(System.getenv("LEVADA_LEASE_SECONDS"));

    /// A part of it that may pass before it is renewed.
    private static final Duration DUE = Duration.ofNanos(SHORT.toNanos() / 3); // dividedBy() would load BigDecimal

    private enum Kind {
        /// A lock stands for it.
        NONE,
        /// Until the deadline, known from the beginning.
        FIXED,
        /// A short one, renewed now and then.
        RENEWED
    }

    private final Kind kind;
    private final Instant end;
    private Instant renewal;

    private Lease(Kind kind, Instant end) {
        this.kind = kind;
        this.end = end;
        this.renewal = Instant.now();
    }

    private static Duration length(String seconds) {
        return seconds == null
                ? Duration.ofSeconds(30)
                : Duration.ofMillis((long) (1000 * Double.parseDouble(seconds)));
    }

    /// Nobody has to wait for it.
    public static Lease none() {
        return new Lease(Kind.NONE, Instant.EPOCH);
    }

    /// For a process that has so much time.
    public static Lease of(TimeLeft time) {
        boolean limited = time.remaining().compareTo(Duration.ofDays(1)) < 0;
        return limited
                ? new Lease(Kind.FIXED, Instant.now().plus(time.remaining()))
                : new Lease(Kind.RENEWED, Instant.EPOCH);
    }

    /// Its end, in ms since 1970, counted from now where it is a renewed one.
    long renewed() {
        renewal = Instant.now();
        return switch (kind) {
            case NONE -> 0;
            case FIXED -> end.toEpochMilli();
            case RENEWED -> renewal.plus(SHORT).toEpochMilli();
        };
    }

    /// Asks for it again where it must be: a short one, so that nobody takes the run for dead; and one that is over, for another
    /// process may be at the run by now.
    ///
    /// @throws dev.levada.model.Failure BUSY where one is
    void keep(Claim claim) {
        if (isDue()) {
            claim.advance(claim.attempt().heldUntil(renewed()));
        }
    }

    private boolean isDue() {
        return switch (kind) {
            case NONE -> false;
            case FIXED -> !Instant.now().isBefore(end);
            case RENEWED -> Duration.between(renewal, Instant.now()).compareTo(DUE) >= 0;
        };
    }

    /// Whether whoever finds another's lease waits for its end, having the time.
    boolean mayWait() {
        return kind == Kind.RENEWED;
    }
}

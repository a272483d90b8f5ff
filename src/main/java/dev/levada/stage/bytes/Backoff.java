package dev.levada.stage.bytes;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;

/// How often, how long and in what steps a source that gives nothing is tried: exponential back-off with full jitter
/// (AWS Architecture Blog, "Exponential Backoff And Jitter"), until one of three limits is reached. All of them count from
/// the last byte that came.
///
/// The next try is not begun where it could end behind its limit: it may take as long as the slowest one so far.
final class Backoff {

    /// Tries in a row.
    static final int TRIES = 10;
    /// All tries and waits in a row.
    static final Duration LONGEST = Duration.ofMinutes(3);
    /// Upper bound of the first wait, doubled for each further one.
    static final long FIRST_MILLIS = 100;
    /// No wait is longer.
    static final long LONGEST_MILLIS = 10_000;

    private final Predicate<Duration> allowed;
    private final Clock clock;
    private int tries;
    private long firstBegan;
    private long began;
    private long slowest;

    /// Time, so that tests need not wait.
    @FunctionalInterface
    interface Clock {

        void sleep(long millis) throws InterruptedException;

        default long nanos() {
            return System.nanoTime();
        }
    }

    /// @param allowed the third limit: whether the taker has so much time for a wait and a try
    Backoff(Predicate<Duration> allowed, Clock clock) {
        this.allowed = allowed;
        this.clock = clock;
    }

    /// A try begins.
    void begin() {
        began = clock.nanos();
        firstBegan = tries == 0 ? began : firstBegan;
    }

    /// Bytes have come: the counts begin anew.
    void progressed() {
        tries = 0;
        slowest = 0;
    }

    /// A try gave nothing. Waits before the next one.
    ///
    /// @return empty, or the limit that allows no further one, in words
    Optional<String> again() throws InterruptedException {
        tries++;
        slowest = Math.max(slowest, clock.nanos() - began);
        long wait = ThreadLocalRandom.current().nextLong(bound(tries) + 1);
        Duration next = Duration.ofMillis(wait).plusNanos(slowest);
        if (tries == TRIES) {
            return Optional.of(TRIES + " tries");
        }
        if (next.plusNanos(clock.nanos() - firstBegan).compareTo(LONGEST) > 0) {
            return Optional.of(LONGEST.toMinutes() + " minutes");
        }
        if (!allowed.test(next)) {
            return Optional.of("the time that is left");
        }
        clock.sleep(wait);
        return Optional.empty();
    }

    /// The longest wait after so many tries.
    static long bound(int tries) {
        return Math.min(LONGEST_MILLIS, FIRST_MILLIS << Math.min(tries - 1, 30));
    }
}

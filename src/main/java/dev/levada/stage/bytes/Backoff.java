package dev.levada.stage.bytes;

import java.util.concurrent.ThreadLocalRandom;

/// How often and how long to wait for a source that gives nothing: [#TRIES] tries in a row without progress, with
/// exponential back-off and full jitter between them (AWS Architecture Blog, "Exponential Backoff And Jitter").
final class Backoff {

    /// Tries in a row without progress before a source is given up.
    static final int TRIES = 6;
    /// Upper bound of the first wait, doubled for each further one.
    static final long FIRST_MILLIS = 100;
    /// No wait is longer.
    static final long LONGEST_MILLIS = 5_000;

    private final Sleep sleep;
    private int tries;

    /// Waiting, so that tests need not.
    @FunctionalInterface
    interface Sleep {
        void millis(long millis) throws InterruptedException;
    }

    Backoff(Sleep sleep) {
        this.sleep = sleep;
    }

    /// Bytes have come: the count begins anew.
    void progressed() {
        tries = 0;
    }

    /// A try gave nothing. Waits before the next one; false where that was the last.
    boolean again() throws InterruptedException {
        tries++;
        if (tries == TRIES) {
            return false;
        }
        sleep.millis(ThreadLocalRandom.current().nextLong(bound(tries) + 1));
        return true;
    }

    /// The longest wait after so many tries.
    static long bound(int tries) {
        return Math.min(LONGEST_MILLIS, FIRST_MILLIS << (tries - 1));
    }
}

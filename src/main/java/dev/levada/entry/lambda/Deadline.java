package dev.levada.entry.lambda;

import dev.levada.run.TimeLeft;
import java.time.Duration;

/// When the invocation will be cut, as far as is known.
public final class Deadline {

    /// Nobody says.
    public static final Deadline UNKNOWN = new Deadline(Long.MAX_VALUE);

    /// Lambda gives 15 minutes at most; a clock may be a little off.
    private static final Duration LONGEST = Duration.ofMinutes(15).plusSeconds(30);

    /// An object that is begun with less time left would most likely be cut.
    private static final Duration WORTH_A_BEGINNING = Duration.ofSeconds(5);

    /// Part of an invocation that a run leaves for the message by which it is continued. The first one of a process loads
    /// the client of SQS: 0.2 s on a whole core, seconds on the share of one that a small function has.
    private static final int FOR_A_MESSAGE = 10;

    private static final Duration MOST_FOR_A_MESSAGE = Duration.ofSeconds(5);

    private final long endMillis;

    private Deadline(long endMillis) {
        this.endMillis = endMillis;
    }

    /// So much time from now on. What cannot be is unknown: the event server of the dev mode sends no deadline, which
    /// comes out as any number.
    public static Deadline inMillis(long remaining) {
        boolean possible = remaining >= 0 && remaining <= LONGEST.toMillis();
        return possible ? new Deadline(nowMillis() + remaining) : UNKNOWN;
    }

    /// Whether there is time to begin another object.
    public boolean allowsAnother() {
        return this == UNKNOWN || endMillis - nowMillis() >= WORTH_A_BEGINNING.toMillis();
    }

    /// An earlier one, which leaves time to send a message.
    Deadline beforeAMessage() {
        if (this == UNKNOWN) {
            return UNKNOWN;
        }
        long part = Math.max(0, endMillis - nowMillis()) / FOR_A_MESSAGE;
        return new Deadline(endMillis - Math.min(part, MOST_FOR_A_MESSAGE.toMillis()));
    }

    /// For a run.
    TimeLeft timeLeft() {
        return this == UNKNOWN
                ? TimeLeft.UNLIMITED
                : () -> Duration.ofMillis(Math.max(0, endMillis - nowMillis()));
    }

    private static long nowMillis() {
        return Duration.ofNanos(System.nanoTime()).toMillis();
    }
}

package dev.levada.run;

import java.time.Duration;

/// The time of one invocation, and what of it must be left for a last checkpoint. How long that takes is measured, not assumed.
/// Thread-safe: whoever reads ahead asks too. It reckons in nanoseconds, for a `Duration` is divided by way of `BigDecimal`, which is dear
/// to load.
final class Budget {

    /// So often the slowest checkpoint must fit in what is left.
    private static final int RESERVE = 3;
    /// Part of the time after which one is taken for its measurement, where none is known.
    private static final int FIRST = 10;

    private final TimeLeft time;
    private final Duration whole;
    /// Half of each invocation is for getting on.
    private final Duration half;
    /// What is kept for a first checkpoint.
    private final Duration first;
    private Duration slowest;
    /// What is left for a last checkpoint.
    private Duration reserve;
    private int measured;
    /// There was no time left to wait for the source.
    private boolean refused;

    /// @param slowest checkpoint of the run so far, zero where there was none
    Budget(TimeLeft time, Duration slowest) {
        this.time = time;
        this.whole = time.remaining();
        this.half = Duration.ofNanos(whole.toNanos() / 2);
        this.first = Duration.ofNanos(whole.toNanos() / FIRST);
        this.slowest = slowest;
        this.reserve = reserve();
    }

    /// Whether the time is so short that the next checkpoint is the last.
    synchronized boolean isNearlyOver() {
        return time.remaining().compareTo(reserve) <= 0;
    }

    /// Whether the source was given up for lack of time. What it gave before may still be on its way through the rooms.
    synchronized boolean isTooShortToWait() {
        return refused;
    }

    /// A checkpoint that a store in trouble made very slow must not take the time of all invocations to come.
    private Duration reserve() {
        Duration measuredReserve = Duration.ofNanos(slowest.toNanos() * RESERVE);
        return measuredReserve.compareTo(half) <= 0 ? measuredReserve : half;
    }

    /// Whether a source that gives nothing may be waited for so long, and there is still time for a last checkpoint. Where none
    /// has been measured yet, a part of the whole is kept for it.
    synchronized boolean allows(Duration wait) {
        Duration kept = slowest.isZero() && isLimited() ? first : reserve;
        refused = wait.compareTo(time.remaining().minus(kept)) > 0;
        return !refused;
    }

    /// Whether a checkpoint should be taken only to know how long it takes.
    boolean wantsAMeasurement() {
        return measured == 0 && isLimited() && time.remaining().compareTo(whole.minus(first)) <= 0;
    }

    synchronized void measured(Duration checkpoint) {
        measured++;
        slowest = slowest.compareTo(checkpoint) >= 0 ? slowest : checkpoint;
        reserve = reserve();
    }

    synchronized Duration slowest() {
        return slowest;
    }

    /// All the time that there was.
    Duration whole() {
        return whole;
    }

    boolean isLimited() {
        return whole.compareTo(TimeLeft.UNLIMITED.remaining()) < 0;
    }
}

package dev.levada.entry.cli;

import dev.levada.run.report.Footprint;
import dev.levada.run.report.Progress;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/// Shows how far a run is while it runs; closed when it has ended.
sealed interface ProgressDisplay extends Progress.Watcher, AutoCloseable {

    @Override
    void close();

    /// One line that is written over, about five times a second.
    final class Live implements ProgressDisplay {

        private static final String START_OF_LINE = "\r";
        private static final String ERASE_TO_END = "\u001b[K";

        private final PrintStream err;
        private final int columns;
        private final LongSupplier nanos;
        private final Interval interval;

        Live(PrintStream err, int columns, LongSupplier nanos) {
            this.err = err;
            this.columns = columns;
            this.nanos = nanos;
            this.interval = new Interval(Duration.ofMillis(200), nanos.getAsLong());
        }

        @Override
        public void advanced(Progress progress) {
            long now = nanos.getAsLong();
            if (interval.isOver(now)) {
                ProgressText text = new ProgressText(progress, interval.seconds(now), Footprint.heapInUse());
                err.print(START_OF_LINE + text.live(columns) + ERASE_TO_END);
                err.flush();
            }
        }

        @Override
        public void waiting(Instant until) {
            err.print(START_OF_LINE + ProgressText.waiting(until) + ERASE_TO_END);
            err.flush();
        }

        /// What follows stands where the line stood.
        @Override
        public void close() {
            err.print(START_OF_LINE + ERASE_TO_END);
            err.flush();
        }
    }

    /// A line about every five seconds, for logs.
    final class Plain implements ProgressDisplay {

        private final PrintStream err;
        private final String input;
        private final LongSupplier nanos;
        private final Interval interval;

        Plain(PrintStream err, String input, LongSupplier nanos) {
            this.err = err;
            this.input = input;
            this.nanos = nanos;
            this.interval = new Interval(Duration.ofSeconds(5), nanos.getAsLong());
        }

        @Override
        public void advanced(Progress progress) {
            long now = nanos.getAsLong();
            if (interval.isOver(now)) {
                ProgressText text = new ProgressText(progress, interval.seconds(now), Footprint.heapInUse());
                err.println(input + ": " + text.plain());
            }
        }

        @Override
        public void waiting(Instant until) {
            err.println(input + ": " + ProgressText.waiting(until));
        }

        @Override
        public void close() {
            // Its lines stay.
        }
    }

    /// Nothing.
    final class Silent implements ProgressDisplay {

        @Override
        public void advanced(Progress progress) {
            // Nobody looks.
        }

        @Override
        public void close() {
            // Nothing to clear.
        }
    }

    /// Tells when it is time again; the first time is one interval after the beginning.
    final class Interval {

        private final long length;
        private final long began;
        private long last;

        Interval(Duration length, long now) {
            this.length = length.toNanos();
            this.began = now;
            this.last = now;
        }

        boolean isOver(long now) {
            if (now - last < length) {
                return false;
            }
            last = now;
            return true;
        }

        double seconds(long now) {
            return (now - began) / 1e9;
        }
    }
}

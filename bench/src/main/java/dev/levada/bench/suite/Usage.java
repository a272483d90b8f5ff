package dev.levada.bench.suite;

/// What one process took: elapsed seconds, user and system seconds of it and of what it started, and its peak resident set.
record Usage(double wallSeconds, double cpuSeconds, double peakMiB) {
}

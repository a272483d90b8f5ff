package dev.levada.bench.suite;

import dev.levada.bench.suite.Job.Scale;
import dev.levada.bench.suite.Job.Task;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// A figure, what it should not exceed, and what it was.
record Target(String figure, double limit, String unit, double measured) {

    private static final Set<Task> TO_PLAIN = EnumSet.of(Task.ARRAY, Task.PRETTY, Task.WRAPPED, Task.LINES);
    private static final String TWO_THREADS = "**levada --threads 2**";

    /** The targets are set for 44 MB, 442 MB and 1.3 GB, and for a machine that does nothing else. */
    static List<Target> of(Outcomes found) {
        double plain = found.perGigabyte(Task.ARRAY, Scale.MEDIUM, "");
        return List.of(
                new Target("array → NDJSON, small", 0.6, "CPU s", found.cpuSeconds(Task.ARRAY, Scale.SMALL, "")),
                new Target("array → NDJSON, medium", 3.2, "CPU s/GB", plain),
                new Target("… to DuckDB", 0.50, "of its CPU", found.ratio(Task.ARRAY, Scale.MEDIUM, "duckdb")),
                new Target("… to Jackson", 0.43, "of its CPU", found.ratio(Task.ARRAY, Scale.MEDIUM, "jackson")),
                new Target("array → NDJSON, large", 2.2, "CPU s/GB", found.perGigabyte(Task.ARRAY, Scale.LARGE, "")),
                new Target("… slope, medium to large", 1.6, "CPU s/GB", found.slope(Task.ARRAY, "")),
                new Target("pretty, medium", 1.15, "of the array, per GB",
                        found.perGigabyte(Task.PRETTY, Scale.MEDIUM, "") / plain),
                new Target("wrapped, medium", 1.15, "of the array, per GB",
                        found.perGigabyte(Task.WRAPPED, Scale.MEDIUM, "") / plain),
                new Target("NDJSON in, medium", 1.15, "of the array, per GB",
                        found.perGigabyte(Task.LINES, Scale.MEDIUM, "") / plain),
                new Target("→ zstd, medium", 6.0, "CPU s/GB", found.perGigabyte(Task.TO_ZSTD, Scale.MEDIUM, "")),
                new Target("→ zstd, large", 4.8, "CPU s/GB", found.perGigabyte(Task.TO_ZSTD, Scale.LARGE, "")),
                new Target("→ gzip, medium", 8.0, "CPU s/GB", found.perGigabyte(Task.TO_GZIP, Scale.MEDIUM, "")),
                unpacking("gzip in, medium", Task.FROM_GZIP, Packing.GZIP, found),
                unpacking("zstd in, medium", Task.FROM_ZSTD, Packing.ZSTD, found),
                new Target("identity, large", 2.0, "CPU s/GB", found.perGigabyte(Task.IDENTITY, Scale.LARGE, "")),
                new Target("peak, users to plain NDJSON, any layout and size", 80, "MiB", found.peakMiB(TO_PLAIN)),
                new Target("peak, → zstd, any size", 100, "MiB", found.peakMiB(Set.of(Task.TO_ZSTD))),
                new Target("2 threads, large", 0.65, "of the time of 1", threads(found)));
    }

    private static Target unpacking(String figure, Task task, Packing packing, Outcomes found) {
        double alone = found.cpuSeconds(task, Scale.MEDIUM, packing.title() + " -dc");
        double limit = alone + found.cpuSeconds(Task.ARRAY, Scale.MEDIUM, "");
        return new Target(figure, 1.0, "of `" + packing.title() + " -dc` and the plain job",
                found.cpuSeconds(task, Scale.MEDIUM, "") / limit);
    }

    private static double threads(Outcomes found) {
        return found.score(Task.ARRAY, Scale.LARGE, TWO_THREADS)
                .flatMap(two -> found.score(Task.ARRAY, Scale.LARGE, "")
                        .map(one -> two.pairedRatio(one, Usage::wallSeconds)))
                .orElse(Double.NaN);
    }

    String verdict() {
        return Double.isNaN(measured) ? "not measured" : measured <= limit ? "met" : "**missed**";
    }
}

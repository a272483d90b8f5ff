package dev.levada.run.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// What a run costs the process: read from the JDK and `/proc`, without the management beans (they would cost a small run
/// more than they measure).
public final class Footprint {

    private static final Path STATUS = Path.of("/proc/self/status");

    private final long startNanos = System.nanoTime();
    private final Optional<Duration> startCpu = cpu();
    private long peakHeap;

    /// Looks at the heap: the peak is the largest of all looks.
    public void look() {
        peakHeap = Math.max(peakHeap, heapInUse());
    }

    /// Bytes of heap in use, garbage included.
    public static long heapInUse() {
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    /// Wall time so far.
    public double seconds() {
        return (System.nanoTime() - startNanos) / 1e9;
    }

    /// CPU time of the process so far, or null where the platform does not tell.
    public Double cpuSeconds() {
        Optional<Duration> now = cpu();
        return now.isPresent() && startCpu.isPresent() ? now.get().minus(startCpu.get()).toMillis() / 1e3 : null;
    }

    public long peakHeapBytes() {
        look();
        return peakHeap;
    }

    /// Largest resident set of the process so far (`VmHWM` of proc(5)), or null where the platform does not tell.
    public static Long peakRssBytes() {
        try {
            for (String line : Files.readAllLines(STATUS)) {
                if (line.startsWith("VmHWM:")) {
                    return Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024;
                }
            }
        } catch (IOException notLinux) {
            return null;
        }
        return null;
    }

    private static Optional<Duration> cpu() {
        return ProcessHandle.current().info().totalCpuDuration();
    }
}

package dev.levada.bench.suite;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Runs a process and reads what it took out of the kernel's books in /proc.
///
/// CPU time is what the kernel adds to this process's `cutime` and `cstime` when the child is gone: exact to its tick of 10 ms.
/// The peak is the child's `VmHWM`, a high-water mark: read every 2 ms, it misses only what grew in the last of them.
final class Meter {

    private static final double TICKS_PER_SECOND = 100; // USER_HZ, a constant of Linux's interface
    private static final int CUTIME = 13; // counted from the state, which follows the command's closing bracket
    private static final int CSTIME = 14;

    private final Path java;
    private final Path log;

    Meter(Path java, Path log) {
        this.java = java;
        this.log = log;
    }

    /** Throws an `IOException` with the last line of its standard error, where its status is not 0. */
    Usage run(List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(log.toFile());
        builder.environment().put("JAVA_HOME", java.getParent().getParent().toString());
        double cpu = childrenSeconds();
        long start = System.nanoTime();
        Process process = builder.start();
        long peak = 0;
        while (!process.waitFor(2, TimeUnit.MILLISECONDS)) {
            peak = Math.max(peak, peakKiB(process.pid()));
        }
        double wall = (System.nanoTime() - start) / 1e9;
        if (process.exitValue() != 0) {
            List<String> lines = Files.readString(log, StandardCharsets.UTF_8).lines().toList();
            throw new IOException("status " + process.exitValue() + (lines.isEmpty() ? "" : ": " + lines.getLast()));
        }
        return new Usage(wall, childrenSeconds() - cpu, peak / 1024.0);
    }

    private static double childrenSeconds() throws IOException {
        String stat = Files.readString(Path.of("/proc/self/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[CUTIME]) + Long.parseLong(fields[CSTIME])) / TICKS_PER_SECOND;
    }

    private static long peakKiB(long process) {
        try {
            String status = Files.readString(Path.of("/proc/" + process + "/status"));
            int at = status.indexOf("VmHWM:");
            return at < 0 ? 0 : Long.parseLong(status.substring(at + 6, status.indexOf("kB", at)).strip());
        } catch (IOException e) {
            return 0; // it has just ended
        }
    }
}

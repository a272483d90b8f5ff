package dev.levada.bench;

import dev.levada.model.Format;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/// Refuses an engine that has become slow: CPU time of the thread that runs frame, mapping and output over users, in ratio to that of
/// [ReferenceLoop] over the same bytes. Both are warm, take turns, and the best round of each counts: another load on the machine delays both and
/// raises neither minimum for long. The compilers and the collector run in other threads.
///
/// `SpeedGuard [LIMIT]`: exit code 1 above the limit.
public final class SpeedGuard {

    /// Twice what was measured (1.2 to 1.6, on a machine with nine times the work it can do): what trips it is a lost optimisation, not the
    /// weather. Without the walk that framer and mapping share, and every record mapped twice, it is 3.6.
    private static final double LIMIT = 3.0;
    private static final int CHUNKS = 64; // 16 MiB a round
    private static final int WARM_UP = 12;
    private static final int ROUNDS = 15;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private SpeedGuard() {
    }

    public static void main(String[] args) {
        double limit = args.length > 0 ? Double.parseDouble(args[0]) : LIMIT;
        Rooms rooms = new Rooms(UserText.ARRAY, Format.NDJSON);
        ReferenceLoop reference = new ReferenceLoop(UserText.ARRAY);
        long fastestRooms = Long.MAX_VALUE;
        long fastestReference = Long.MAX_VALUE;
        for (int round = 0; round < WARM_UP + ROUNDS; round++) {
            long rest = cpu(reference::feedChunk);
            long work = cpu(rooms::feedChunk);
            if (round >= WARM_UP) {
                fastestReference = Math.min(fastestReference, rest);
                fastestRooms = Math.min(fastestRooms, work);
            }
        }
        // Of the last records, the rooms may not have given the rows yet.
        if (rooms.rows() > reference.records() || rooms.rows() < reference.records() - 2048) {
            throw new IllegalStateException("expected " + reference.records() + " rows, got " + rooms.rows());
        }
        double ratio = (double) fastestRooms / fastestReference;
        System.out.printf("frame, mapping, output: %.2f GB/s; reference loop: %.2f GB/s; CPU ratio %.2f, limit %.2f%n",
                rate(fastestRooms), rate(fastestReference), ratio, limit);
        if (ratio > limit) {
            System.out.println("FAILED: the rooms have become slow");
            System.exit(1);
        }
    }

    private static double rate(long nanos) {
        return (double) CHUNKS * Rooms.CHUNK / nanos;
    }

    private static long cpu(Runnable chunk) {
        long before = THREADS.getCurrentThreadCpuTime();
        for (int i = 0; i < CHUNKS; i++) {
            chunk.run();
        }
        return THREADS.getCurrentThreadCpuTime() - before;
    }
}

package dev.levada.entry.cli;

import dev.levada.run.report.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// How far a run is, in words: `[####----]  45 %  198 of 440 MB  450,123 records  310 MB/s  heap 24 MB  0:01 left`.
///
/// @param seconds since the run began
/// @param heapBytes in use
record ProgressText(Progress progress, double seconds, long heapBytes) {

    private static final int LONGEST_BAR = 30;
    private static final int SHORTEST_BAR = 6;
    private static final String BETWEEN = "  ";

    /// Room that the facts take at most, nearly always: the bar gets what is left, and so does not jump.
    private static final int USUAL_FACTS = 70;

    /// For a terminal: one line that does not wrap.
    String live(int columns) {
        String facts = String.join(BETWEEN, facts());
        int room = Math.max(0, columns - 1);
        int length = Math.min(LONGEST_BAR, room - BETWEEN.length() - USUAL_FACTS);
        if (sizeIsKnown() && length >= SHORTEST_BAR) {
            String line = bar(length) + BETWEEN + facts;
            return line.length() <= room ? line : line.substring(0, room);
        }
        return facts.length() <= room ? facts : facts.substring(0, room);
    }

    /// For a log, with the rejects.
    String plain() {
        List<String> facts = facts();
        facts.add(facts.indexOf(records()) + 1, Numbers.grouped(progress.rejected()) + " rejected");
        return String.join(", ", facts).strip();
    }

    private List<String> facts() {
        List<String> facts = new ArrayList<>();
        if (sizeIsKnown()) {
            facts.add(String.format(Locale.ROOT, "%3d %%", (int) (100 * share())));
            facts.add(megabytes(progress.bytesRead()) + " of " + megabytes(progress.bytesTotal()) + " MB");
        } else {
            facts.add(megabytes(progress.bytesRead()) + " MB");
        }
        facts.add(records());
        facts.add(Numbers.megabytesASecond(progress.bytesRead(), seconds));
        facts.add("heap " + megabytes(heapBytes) + " MB");
        if (sizeIsKnown() && progress.bytesRead() > 0) {
            facts.add(minutes(seconds * (1 - share()) / share()) + " left");
        }
        return facts;
    }

    private String records() {
        return Numbers.grouped(progress.records()) + " records";
    }

    private boolean sizeIsKnown() {
        return progress.bytesTotal() > 0;
    }

    /// 0 to 1; a file that grows is never more than read.
    private double share() {
        return Math.min(1, (double) progress.bytesRead() / progress.bytesTotal());
    }

    private String bar(int length) {
        int inner = length - 2;
        int done = (int) (inner * share());
        return "[" + "#".repeat(done) + "-".repeat(inner - done) + "]";
    }

    /// Whole megabytes, with a tenth where there are few.
    private static String megabytes(long bytes) {
        return bytes < 10_000_000
                ? String.format(Locale.ROOT, "%.1f", bytes / 1e6)
                : Numbers.grouped(bytes / 1_000_000);
    }

    private static String minutes(double seconds) {
        long whole = Math.min(Math.round(seconds), 360_000);
        return whole < 3600
                ? String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60);
    }

    /// Another process holds the export, or did when it was killed.
    static String waiting(Instant until) {
        long seconds = Math.max(0, Duration.between(Instant.now(), until).toSeconds() + 1);
        return "waiting up to " + seconds + " s: another process holds the export, or was killed with it";
    }
}

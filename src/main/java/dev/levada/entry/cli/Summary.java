package dev.levada.entry.cli;

import dev.levada.model.Destination;
import dev.levada.run.report.Manifest;
import dev.levada.run.report.RunReport;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What a published run tells people: a few lines. Programs read the report or the manifest.
///
/// @param output where it lies
record Summary(RunReport report, Manifest manifest, OutputPlace output) {

    /// That of a published run.
    static Summary of(RunReport report, OutputPlace output) {
        return new Summary(report, report.published(), output);
    }

    String text() {
        StringBuilder text = new StringBuilder();
        text.append(Printable.of(report.input())).append(": ").append(state()).append('\n');
        line(text, "records", Numbers.grouped(report.records()) + " (" + shape() + ")" + supplements());
        line(text, "rows", Numbers.grouped(report.rows()));
        line(text, "filtered", Numbers.grouped(report.filtered()));
        line(text, "rejected", Numbers.grouped(report.rejected()) + byCode(manifest.rejectedBy()));
        if (manifest.damage() != null) {
            line(text, "damage", "from byte " + manifest.damage().from() + " on: " + manifest.damage().message());
        }
        line(text, "cost", cost());
        for (Destination destination : Destination.values()) {
            List<Manifest.PartEntry> parts = parts(destination);
            if (!parts.isEmpty()) {
                line(text, destination.folder(), place(parts));
            }
        }
        line(text, "manifest", manifestFile());
        return text.toString();
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append("  ").append(name).append(" ".repeat(10 - name.length())).append(Printable.of(value)).append('\n');
    }

    private String state() {
        String whole = report.complete() ? "" : ", but the export is damaged: what is whole is there";
        if (!report.repeated()) {
            return "published" + whole;
        }
        return "already published on " + manifest.timings().ended() + whole
                + "; nothing was run (--again runs it anew)";
    }

    private String supplements() {
        return manifest.supplements() == null ? "" : ", rejected by run " + manifest.supplements();
    }

    private String shape() {
        return "as " + manifest.source().shape() + (manifest.source().shapePinned() ? ", pinned" : ", found");
    }

    /// What rejects there are, most frequent first.
    static String byCode(Map<String, Long> rejectedBy) {
        if (rejectedBy.isEmpty()) {
            return "";
        }
        return rejectedBy.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(code -> code.getKey() + " " + Numbers.grouped(code.getValue()))
                .collect(Collectors.joining(", ", " (", ")"));
    }

    /// Of the run that published, which may have been another process.
    private String cost() {
        double seconds = manifest.timings().seconds();
        StringBuilder cost = new StringBuilder(Numbers.seconds(seconds)).append(" for ")
                .append(Numbers.bytes(report.bytesIn())).append(", ")
                .append(Numbers.megabytesASecond(report.bytesIn(), seconds));
        if (!report.repeated()) {
            cost.append(", heap at most ").append(Numbers.bytes(report.peakHeapBytes()));
            if (report.peakRssBytes() != null) {
                cost.append(", process at most ").append(Numbers.bytes(report.peakRssBytes()));
            }
        }
        return cost.toString();
    }

    private static String count(List<Manifest.PartEntry> parts) {
        long bytes = parts.stream().mapToLong(Manifest.PartEntry::bytes).sum();
        return Numbers.bytes(bytes) + (parts.size() == 1 ? "" : " in " + parts.size() + " parts");
    }

    private String place(List<Manifest.PartEntry> parts) {
        return output.place(parts.getFirst().key()) + (parts.size() == 1 ? "" : " ...") + " (" + count(parts) + ")";
    }

    /// Parts of a destination, in order.
    List<Manifest.PartEntry> parts(Destination destination) {
        return manifest.parts().stream().filter(part -> part.destination().equals(destination.folder())).toList();
    }

    String manifestFile() {
        return output.place(Manifest.key(manifest.pipeline().name(), manifest.run()));
    }
}

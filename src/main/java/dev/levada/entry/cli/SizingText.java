package dev.levada.entry.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.levada.run.sizing.Assumptions;
import dev.levada.run.sizing.Prices;
import dev.levada.run.sizing.Prices.Processor;
import dev.levada.run.sizing.Sizing;
import dev.levada.run.sizing.Sizing.Candidate;
import dev.levada.run.sizing.Verdict;
import dev.levada.run.sizing.Workload;
import java.util.Locale;
import java.util.Optional;

/// What `levada size` prints.
///
/// @param export as it was typed
record SizingText(String export, String pipeline, Workload workload, Assumptions assumptions, Prices prices,
        Sizing sizing) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double GIGABYTE = 1e9;
    /// With less of a core compilers come late, and caches are shared.
    private static final double WHOLE_CORE = 0.8;

    /// For people.
    String text() {
        StringBuilder text = new StringBuilder(Printable.of(export)).append(": ").append(pipeline).append('\n');
        line(text, "export", Numbers.bytes(workload.exportBytes()) + about(", ", workload.expectedRecords())
                + " records (as " + workload.shape() + (workload.pinned() ? ", pinned)" : ", found)") + plain());
        line(text, "sample", Numbers.bytes(workload.sampleBytes()) + ", " + Numbers.grouped(workload.records())
                + " records, " + Numbers.grouped(workload.rejected()) + " of them rejected; " + workload.passes()
                + " passes");
        line(text, "CPU", String.format(Locale.ROOT, "%.2f s a GB of plain text once warm, %.2f s of warm-up",
                workload.secondsPerPlainGigabyte(), workload.warmUp()));
        if (workload.source() == Workload.Source.FILE && workload.coreShare() < WHOLE_CORE) {
            line(text, "busy", String.format(Locale.ROOT,
                    "the machine gave it %.0f %% of a core: CPU figures are worse than they would be",
                    workload.coreShare() * 100));
        }
        line(text, "output", (whole() ? "" : "about ") + Numbers.bytes(workload.expectedOutputBytes()));
        text.append('\n');
        row(text, "MB", "duration", "continued", "x86 run", "a GB", "arm64 run", "a GB", "");
        for (Candidate size : sizing.candidates()) {
            text.append(row(size));
        }
        text.append('\n');
        choice(text, "smallest", sizing.smallest(), "");
        choice(text, "cheapest", sizing.cheapest(), "");
        choice(text, "take", sizing.recommended(), ": " + sizing.reason());
        text.append('\n');
        line(text, "assumed", assumed());
        line(text, "prices", prices.region() + " on " + prices.recorded() + ", US dollars: " + prices.terms());
        return text.toString();
    }

    private boolean whole() {
        return workload.sampleBytes() == workload.exportBytes();
    }

    private String about(String before, long number) {
        return before + (whole() ? "" : "about ") + Numbers.grouped(number);
    }

    private String plain() {
        boolean same = workload.plainBytes() == workload.sampleBytes();
        return same
                ? ""
                : ", " + (whole() ? "" : "about ") + Numbers.bytes(workload.expectedPlainBytes())
                        + " of plain text";
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append("  ").append(name).append(" ".repeat(10 - name.length())).append(value).append('\n');
    }

    private static void choice(StringBuilder text, String name, Optional<Candidate> size, String why) {
        line(text, name, size.map(one -> one.megabytes() + " MB").orElse("none") + why);
    }

    private static void row(StringBuilder text, String... cells) {
        text.append(String.format(Locale.ROOT, "  %7s %10s %10s %11s %10s %11s %10s %s%n", (Object[]) cells)
                .replaceAll(" +(\\R)$", "$1"));
    }

    private String row(Candidate size) {
        StringBuilder text = new StringBuilder();
        String megabytes = String.valueOf(size.megabytes());
        switch (size.verdict()) {
            case Verdict.Fits fits -> row(text, megabytes, duration(fits.seconds()),
                    Numbers.grouped(fits.continuations()), dollars(fits.cost().get(Processor.X86_64)),
                    dollars(perGigabyte(fits, Processor.X86_64)), dollars(fits.cost().get(Processor.ARM64)),
                    dollars(perGigabyte(fits, Processor.ARM64)), mark(size));
            case Verdict.Refused refused -> text.append(
                    String.format(Locale.ROOT, "  %7s %s: %s%n", megabytes, refused.code(), refused.reason()));
        }
        return text.toString();
    }

    private String mark(Candidate size) {
        return sizing.recommended().filter(size::equals).map(one -> "<- take").orElse("");
    }

    /// `4.2 s`, `3 min 07 s`, `2 h 05 min`.
    static String duration(double seconds) {
        if (seconds < 60) {
            return Numbers.seconds(seconds);
        }
        long whole = Math.round(seconds);
        return whole < 3600
                ? String.format(Locale.ROOT, "%d min %02d s", whole / 60, whole % 60)
                : String.format(Locale.ROOT, "%d h %02d min", whole / 3600, whole % 3600 / 60);
    }

    /// `$0.00042`: two significant digits, for most runs cost less than a cent.
    static String dollars(double amount) {
        if (amount >= 1) {
            return String.format(Locale.ROOT, "$%,.2f", amount);
        }
        int digits = amount <= 0 ? 2 : Math.min(9, Math.max(2, 1 - (int) Math.floor(Math.log10(amount))));
        return String.format(Locale.ROOT, "$%." + digits + "f", amount);
    }

    private double perGigabyte(Verdict.Fits fits, Processor processor) {
        long plain = workload.expectedPlainBytes();
        return plain == 0 ? 0 : fits.cost().get(processor) / plain * GIGABYTE;
    }

    private String assumed() {
        return String.format(Locale.ROOT,
                "timeout %d s; %s/s a connection to S3, uploads never while computing; a vCPU at 1,769 MB, %s of a core of this machine,"
                        + " no more above it; arm64 as fast as x86; every invocation starts cold",
                assumptions.timeout().toSeconds(), Numbers.bytes((long) assumptions.bytesPerSecond()),
                assumptions.coreSpeed());
    }

    /// For machines.
    String json() {
        ObjectNode root = JSON.createObjectNode().put("export", export).put("pipeline", pipeline)
                .put("bytes", workload.exportBytes()).put("plainBytes", workload.expectedPlainBytes())
                .put("records", workload.expectedRecords()).put("shape", workload.shape())
                .put("outputBytes", workload.expectedOutputBytes());
        root.putObject("sample").put("bytes", workload.sampleBytes()).put("plainBytes", workload.plainBytes())
                .put("records", workload.records()).put("rejected", workload.rejected())
                .put("passes", workload.passes()).put("cpuSecondsPerGB", workload.secondsPerPlainGigabyte())
                .put("warmUpCpuSeconds", workload.warmUp()).put("coreShare", workload.coreShare());
        root.putObject("assumed").put("timeoutSeconds", assumptions.timeout().toSeconds())
                .put("networkBytesPerSecond", assumptions.bytesPerSecond()).put("coreSpeed", assumptions.coreSpeed())
                .put("prices", prices.recorded()).put("region", prices.region());
        ArrayNode sizes = root.putArray("sizes");
        sizing.candidates().forEach(size -> sizes.add(object(size)));
        root.put("smallest", megabytes(sizing.smallest())).put("cheapest", megabytes(sizing.cheapest()))
                .put("recommended", megabytes(sizing.recommended())).put("reason", sizing.reason());
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private ObjectNode object(Candidate size) {
        ObjectNode object = JSON.createObjectNode().put("megabytes", size.megabytes());
        switch (size.verdict()) {
            case Verdict.Fits fits -> {
                object.put("fits", true).put("seconds", fits.seconds()).put("continuations", fits.continuations());
                for (Processor processor : Processor.values()) {
                    object.putObject(processor.id()).put("costPerRun", fits.cost().get(processor)).put("costPerGB",
                            perGigabyte(fits, processor));
                }
            }
            case Verdict.Refused refused ->
                object.put("fits", false).put("code", refused.code().name()).put("reason", refused.reason());
        }
        return object;
    }

    private static Integer megabytes(Optional<Candidate> size) {
        return size.map(Candidate::megabytes).orElse(null);
    }
}

package dev.levada.entry.cli;

import dev.levada.entry.cli.demo.DemoExport;
import dev.levada.model.Sha256;
import dev.levada.run.state.Documents;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `levada drill`: recovery, exercised where it will be needed. Everything happens below a folder of its own, which goes in the end.
@Command(name = "drill", header = "Exercises recovery against a folder or a bucket, and reports.", description = "Runs are killed, started twice at once and given a damaged export, in processes of their own.", footerHeading = "%nExamples:%n", footer = {
        "  levada drill out", "  levada drill s3://finished/users --kills 20"})
final class DrillCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Parameters(paramLabel = "OUTPUT", description = "A folder or s3://bucket/prefix, as runs have it for --output.")
    private String output;

    @Option(names = "--users", paramLabel = "N", defaultValue = "200000", description = "Records of the export that is drilled with (${DEFAULT-VALUE}).")
    private long users;

    @Option(names = "--kills", paramLabel = "N", defaultValue = "5", description = "How often a run is killed (${DEFAULT-VALUE}).")
    private int kills;

    private final Random random = new Random();
    private Path work;
    private String place;

    DrillCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        OutputPlace.of(output);
        work = Files.createTempDirectory("levada-drill-");
        place = (output.endsWith("/") ? output : output + "/") + "drill-" + UUID.randomUUID();
        try {
            DemoExport export = DemoExport.in(work, users);
            export.write();
            return drilled(export.file()) ? ExitCode.DONE : ExitCode.FAILED;
        } finally {
            clear();
        }
    }

    private boolean drilled(Path export) {
        require(ended(started(export, work.resolve("whole").toString())) == ExitCode.DONE, "an undisturbed run");
        Map<String, String> whole = content(work.resolve("whole").toString());
        boolean held = holds("killed " + kills + " times, a run comes to the same bytes", () -> killed(export, whole));
        held &= holds("started twice at once, an export is published once", () -> twice(export, whole));
        held &= holds("a damaged export publishes nothing", () -> damaged(export));
        return held;
    }

    private boolean holds(String promise, BooleanSupplier drill) {
        boolean held = drill.getAsBoolean();
        terminal.out().println((held ? "ok      " : "FAILED  ") + promise);
        return held;
    }

    private boolean killed(Path export, Map<String, String> whole) {
        String own = place + "/killed";
        for (int i = 0; i < kills; i++) {
            Process run = started(export, own);
            try {
                run.waitFor(300 + random.nextInt(1_200), TimeUnit.MILLISECONDS);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            run.destroyForcibly();
            ended(run);
        }
        return ended(started(export, own)) == ExitCode.DONE && content(own).equals(whole);
    }

    private boolean twice(Path export, Map<String, String> whole) {
        String own = place + "/twice";
        Process first = started(export, own);
        Process second = started(export, own);
        List<Integer> codes = List.of(ended(first), ended(second));
        return codes.contains(ExitCode.DONE) && content(own).equals(whole);
    }

    private boolean damaged(Path export) {
        String own = place + "/damaged";
        try {
            Path cut = work.resolve("cut.json");
            byte[] text = Files.readAllBytes(export);
            Files.write(cut, Arrays.copyOf(text, text.length / 2));
            return ended(started(cut, own)) == ExitCode.FAILED && content(own).isEmpty();
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
    }

    /// The command itself, in a process that can be killed.
    private Process started(Path export, String to) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC", "-Xmx64m",
                "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"),
                Levada.class.getName(), "run", export.toString(), "--pipeline", "users", "--output", to, "--quiet"));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(work.resolve("log").toFile());
        builder.environment().put("LEVADA_CHECKPOINT_BYTES", "4MiB");
        try {
            return builder.start();
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
    }

    private static int ended(Process run) {
        try {
            return run.waitFor();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return ExitCode.FAILED;
        }
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new UsageError("expected " + what + " to succeed, got a failure: try levada run");
        }
    }

    /// What is published there by key, and what else is left; not the ledger. Manifests without their timings.
    private static Map<String, String> content(String place) {
        Documents documents = OutputPlace.of(place).stores().documents();
        Map<String, String> content = new TreeMap<>();
        for (String key : documents.list("")) {
            if (!key.startsWith("_levada/ledger/") && !key.endsWith("/index.json")) {
                byte[] bytes = documents.read(key).orElse(new byte[0]);
                content.put(key, Sha256.hex(key.endsWith("/manifest.json")
                        ? new String(bytes, StandardCharsets.UTF_8).replaceAll("(?s)\"timings\".*", "")
                                .getBytes(StandardCharsets.UTF_8)
                        : bytes));
            }
        }
        return content;
    }

    private void clear() throws IOException {
        for (String own : List.of("/killed", "/twice", "/damaged")) {
            Documents documents = OutputPlace.of(place + own).stores().documents();
            documents.list("").forEach(documents::remove);
        }
        removeFolder(work);
        Path folder = Path.of(place);
        if (Files.isDirectory(folder)) {
            removeFolder(folder);
        }
    }

    private static void removeFolder(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}

package dev.levada.entry.cli;

import dev.levada.run.Sweep;
import dev.levada.run.state.Documents;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32C;

/// Troubles that runs get into, one a method: each is brought about by processes of the command itself, and tells whether what came
/// of it is what it should be.
final class Drills {

    /// How a drill ended.
    ///
    /// @param promise what is promised, with what was done to it
    record Outcome(boolean held, String promise) {
    }

    /// So long a run on S3 is taken for alive after it was killed: short, so that no drill waits long.
    private static final String LEASE_SECONDS = "2";

    private final Path work;
    private final String place;
    private final Path export;
    private final Random random = new Random();
    private Map<String, String> whole = Map.of();
    private long undisturbedMillis;

    /// @param work folder for what nobody keeps
    /// @param place below which all output goes
    Drills(Path work, String place, Path export) {
        this.work = work;
        this.place = place;
        this.export = export;
    }

    /// A run that nothing happens to: the others are compared with it.
    Outcome undisturbed() throws IOException, InterruptedException {
        long began = System.nanoTime();
        boolean held = run(export, "undisturbed").waitFor() == ExitCode.DONE;
        undisturbedMillis = (System.nanoTime() - began) / 1_000_000;
        whole = content("undisturbed");
        return new Outcome(held && nothingStaged("undisturbed"), "undisturbed, an export is published: "
                + whole.size() + " documents, " + undisturbedMillis + " ms");
    }

    /// Killed at random moments, the run goes on.
    Outcome killed(int kills) throws IOException, InterruptedException {
        int done = 0;
        for (int i = 0; i < kills; i++) {
            Process run = run(export, "killed");
            boolean ended = run.waitFor(random.nextLong(undisturbedMillis / 2 + 1), TimeUnit.MILLISECONDS);
            done += ended ? 0 : 1;
            kill(run);
        }
        return new Outcome(run(export, "killed").waitFor() == ExitCode.DONE && isWhole("killed"),
                "killed " + done + " times, a run comes to the same bytes");
    }

    /// Started twice at once: one of them does it, the other says so, or that it is busy.
    Outcome twice() throws IOException, InterruptedException {
        Process first = run(export, "twice");
        Process second = run(export, "twice");
        List<Integer> codes = List.of(first.waitFor(), second.waitFor());
        return new Outcome(codes.contains(ExitCode.DONE) && isWhole("twice"),
                "started twice at once, an export is published once");
    }

    /// Half of the export: nothing is published, and nothing stays.
    Outcome damaged() throws IOException, InterruptedException {
        boolean failed = run(changed("cut.json", 2), "damaged").waitFor() == ExitCode.FAILED;
        return new Outcome(failed && content("damaged").isEmpty() && nothingStaged("damaged"),
                "a damaged export publishes nothing");
    }

    /// A run that is killed for good, and whose ledger entry is lost: what it has staged is found by a sweep.
    Outcome swept() throws IOException, InterruptedException {
        Process run = run(export, "swept");
        while (run.isAlive() && nothingStaged("swept")) {
            Thread.sleep(20);
        }
        kill(run);
        remove("swept");
        return new Outcome(content("swept").isEmpty() && nothingStaged("swept"),
                "what a lost run has left is swept away");
    }

    /// Another file under the name of one that is published takes its place.
    Outcome replaced() throws IOException, InterruptedException {
        Path older = changed("replaced.json", 1);
        boolean done = run(older, "replaced").waitFor() == ExitCode.DONE;
        List<String> first = parts("replaced");
        Files.write(older, "[]".getBytes(StandardCharsets.UTF_8));
        done &= run(older, "replaced").waitFor() == ExitCode.DONE;
        return new Outcome(done && !first.isEmpty() && parts("replaced").isEmpty() && nothingStaged("replaced"),
                "a newer version takes the place of an older one, whose parts go");
    }

    /// Removes all that the drills have left, the ledger first: nobody owns what is staged then.
    void clear() {
        for (String drill : List.of("undisturbed", "killed", "twice", "damaged", "swept", "replaced")) {
            remove(drill);
        }
    }

    private void remove(String drill) {
        Documents documents = documents(drill);
        documents.list("_levada/ledger/").forEach(documents::remove);
        Sweep sweep = new Sweep(OutputPlace.of(place + "/" + drill).stores());
        sweep.find(Instant.now().plusSeconds(60)).forEach(sweep::remove);
        documents.list("").forEach(documents::remove);
    }

    /// The first half, third, ... of the export, which may be larger than this process.
    private Path changed(String name, int part) throws IOException {
        Path copy = Files.copy(export, work.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel channel = FileChannel.open(copy, StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() / part);
        }
        return copy;
    }

    /// The command itself, in a process that can be killed.
    private Process run(Path input, String drill) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC", "-Xmx64m",
                "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"),
                Levada.class.getName(), "run", input.toString(), "--pipeline", "users", "--output",
                place + "/" + drill, "--quiet"));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(work.resolve("log").toFile()));
        builder.environment().put("LEVADA_CHECKPOINT_BYTES", "4MiB");
        builder.environment().put("LEVADA_LEASE_SECONDS", LEASE_SECONDS);
        return builder.start();
    }

    private static void kill(Process run) throws InterruptedException {
        run.destroyForcibly();
        run.waitFor();
    }

    private boolean isWhole(String drill) throws IOException {
        return content(drill).equals(whole) && nothingStaged(drill);
    }

    private boolean nothingStaged(String drill) {
        return !new Sweep(OutputPlace.of(place + "/" + drill).stores()).isAnythingStaged();
    }

    private List<String> parts(String drill) {
        return documents(drill).list("users/data/");
    }

    private Documents documents(String drill) {
        return OutputPlace.of(place + "/" + drill).stores().documents();
    }

    /// What is published there by key, and what else is left; not the ledger. Manifests without their timings.
    private Map<String, String> content(String drill) throws IOException {
        Documents documents = documents(drill);
        Map<String, String> content = new TreeMap<>();
        for (String key : documents.list("")) {
            if (!key.startsWith("_levada/ledger/")) {
                content.put(key, key.endsWith("/manifest.json") ? untimed(documents, key) : checksum(documents, key));
            }
        }
        return content;
    }

    private static String untimed(Documents documents, String key) {
        byte[] manifest = documents.read(key).orElse(new byte[0]);
        return new String(manifest, StandardCharsets.UTF_8).replaceAll("(?s)\"timings\".*", "");
    }

    /// A part may be larger than this process.
    private static String checksum(Documents documents, String key) throws IOException {
        CRC32C crc = new CRC32C();
        byte[] piece = new byte[1 << 16];
        long length = 0;
        try (InputStream document = documents.stream(key)) {
            for (int read = document.read(piece); read >= 0; read = document.read(piece)) {
                crc.update(piece, 0, read);
                length += read;
            }
        }
        return length + " " + Long.toHexString(crc.getValue());
    }
}

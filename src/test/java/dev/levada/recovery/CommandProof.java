package dev.levada.recovery;

import dev.levada.entry.cli.demo.DemoExport;
import dev.levada.features.MortalStores;
import dev.levada.features.Published;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What the real command must bear on a disk: SIGKILL at every step that it takes there, and at random moments. Started again at
/// once until the export is published, it leaves what an undisturbed one does, and nothing else. Run by `.ci/recovery`.
public final class CommandProof {

    /// Parts of 5 MiB, as small as they can be.
    static final String OUTPUT = "output: {format: ndjson, compression: none, part-bytes: 5MiB}";
    static final Map<String, String> OFTEN = Map.of("LEVADA_CHECKPOINT_BYTES", "1MiB");

    private final CommandProcess.Installed installed;
    private final Path work;
    private final Path export;
    private final Path definition;
    private Map<String, String> whole;
    private volatile long undisturbedMillis;

    private CommandProof(String classPath, Path work, long users) throws IOException {
        this.work = work.toRealPath();
        this.installed = new CommandProcess.Installed(classPath, this.work.resolve("levada.jsa"));
        DemoExport demo = DemoExport.in(this.work, users);
        demo.write();
        this.export = demo.file();
        this.definition = definition(this.work);
    }

    /// The shipped definition of users, with an output that comes in several parts.
    static Path definition(Path folder) throws IOException {
        String users = Files.readString(Path.of("pipelines/users.yaml"));
        return Files.writeString(folder.resolve("users.yaml"),
                users.replaceFirst("output:\n(  .*\n)+", OUTPUT + "\n"));
    }

    /// Arguments: the class path of the command, a folder to work in, users of the export, kills at random, a seed, and `steps`
    /// where it shall be killed at each of them, too.
    public static void main(String[] arguments) throws IOException, InterruptedException {
        CommandProof proof = new CommandProof(arguments[0], Path.of(arguments[1]), Long.parseLong(arguments[2]));
        proof.undisturbed();
        if (List.of(arguments).contains("steps")) {
            for (MortalStores.Moment moment : MortalStores.Moment.values()) {
                proof.everyStep(moment);
            }
        }
        proof.random(Integer.parseInt(arguments[3]), Long.parseLong(arguments[4]));
        Runtime.getRuntime().halt(0);
    }

    private CommandProcess command(Path output) throws IOException {
        return CommandProcess.levada(installed, work.resolve(output.getFileName() + ".log"), OFTEN, "run",
                export.toString(), "--pipeline", definition.toString(), "--output", output.toString(), "--quiet");
    }

    private void undisturbed() throws IOException, InterruptedException {
        Path output = work.resolve("whole");
        Verdict.check(command(output).ended() == 0, "an undisturbed run");
        whole = Published.in(output);
        long began = System.nanoTime();
        finish(work.resolve("measured"), "undisturbed");
        undisturbedMillis = (System.nanoTime() - began) / 1_000_000;
    }

    private void everyStep(MortalStores.Moment moment) throws InterruptedException {
        AtomicInteger next = new AtomicInteger();
        AtomicInteger killed = new AtomicInteger();
        Workers.run(Runtime.getRuntime().availableProcessors(), worker -> {
            int step = next.incrementAndGet();
            Path output = work.resolve("step-" + step + "-" + moment);
            int code = CommandProcess.java(List.of("-cp", System.getProperty("java.class.path")), MortalCommand.class,
                    work.resolve(output.getFileName() + ".log"), OFTEN, export.toString(), definition.toString(),
                    output.toString(), String.valueOf(step), moment.name()).ended();
            if (code == 0) {
                return false;
            }
            Verdict.check(code == 137, "step " + step + " ended with " + code);
            killed.incrementAndGet();
            finish(output, "killed " + moment + " step " + step);
            return true;
        });
        Verdict.check(killed.get() > 20, "so many steps: " + killed);
        Verdict.told("the command on a disk: killed " + moment.name().toLowerCase(java.util.Locale.ROOT) + " each of "
                + killed + " steps: the same output, nothing left over");
    }

    private void finish(Path output, String when) throws IOException, InterruptedException {
        Verdict.check(command(output).ended() == 0,
                when + ": " + Files.readString(work.resolve(output.getFileName() + ".log")));
        Verdict.same(whole, Published.in(output), when);
        remove(output);
    }

    private void random(int kills, long seed) throws InterruptedException {
        AtomicInteger killed = new AtomicInteger();
        AtomicInteger rounds = new AtomicInteger();
        int count = Runtime.getRuntime().availableProcessors();
        List<Random> dice = IntStream.range(0, count).mapToObj(i -> new Random(seed + i)).toList();
        Workers.run(count, worker -> {
            Path output = work.resolve("round-" + rounds.incrementAndGet());
            boolean alive = false;
            for (int runs = 0; !alive && killed.get() < kills; runs++) {
                long began = System.nanoTime();
                CommandProcess run = command(output);
                alive = !run.killed(undisturbedMillis / 4
                        + dice.get(worker).nextLong(Math.max(1, undisturbedMillis)));
                killed.addAndGet(alive ? 0 : 1);
                Verdict.check(!alive || run.ended() == 0, "a run that nobody killed");
                if (alive && runs == 0) { // whole, and before it was to be killed: the machine is quicker by now
                    undisturbedMillis = (System.nanoTime() - began) / 1_000_000;
                }
            }
            finish(output, "killed at random, seed " + seed);
            return killed.get() < kills;
        });
        Verdict.told("the command on a disk: killed " + killed + " times at random in " + rounds + " rounds, seed "
                + seed + ": the same output, nothing left over");
    }

    static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}

package dev.levada.recovery;

import dev.levada.entry.cli.demo.DemoExport;
import dev.levada.features.Published;
import dev.levada.s3.DeadlyProxy;
import dev.levada.s3.S3Server;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.sync.RequestBody;

/// What the real command must bear on S3: SIGKILL before and behind every request that writes, at random moments, and its like beside
/// it. Run by `.ci/recovery`.
public final class CommandOnS3Proof {

    private static final String EXPORT = "s3://inbox/exports/users/all.json";
    /// Those that wait for the end of a lease need no processor.
    private static final int AT_ONCE = 4;

    private final CommandProcess.Installed installed;
    private final Path work;
    private final Path definition;
    private final S3Server s3;
    private Map<String, String> whole;
    private long undisturbedMillis;

    private CommandOnS3Proof(String classPath, Path work, long users, S3Server s3) throws IOException {
        this.work = work.toRealPath();
        this.installed = new CommandProcess.Installed(classPath, this.work.resolve("levada.jsa"));
        this.s3 = s3;
        this.definition = CommandProof.definition(this.work);
        DemoExport demo = DemoExport.in(this.work, users);
        demo.write();
        s3.createBucket("inbox");
        s3.client().putObject(request -> request.bucket("inbox").key("exports/users/all.json"),
                RequestBody.fromFile(demo.file()));
    }

    /// Arguments: as of [CommandProof].
    public static void main(String[] arguments) throws IOException, InterruptedException {
        try (S3Server s3 = S3Server.start()) {
            CommandOnS3Proof proof = new CommandOnS3Proof(arguments[0], Path.of(arguments[1]),
                    Long.parseLong(arguments[2]), s3);
            proof.undisturbed();
            proof.together();
            if (List.of(arguments).contains("steps")) {
                for (DeadlyProxy.Moment moment : DeadlyProxy.Moment.values()) {
                    proof.everyWrite(moment);
                }
            }
            proof.random(Integer.parseInt(arguments[3]), Long.parseLong(arguments[4]));
        }
        Runtime.getRuntime().halt(0);
    }

    /// With a lease of a second, so that nobody waits long for the dead.
    private CommandProcess command(URI endpoint, String bucket) throws IOException {
        return command(endpoint, bucket, 1);
    }

    private CommandProcess command(URI endpoint, String bucket, long leaseSeconds) throws IOException {
        Map<String, String> environment = new TreeMap<>(CommandProcess.s3(endpoint));
        environment.put("LEVADA_CHECKPOINT_BYTES", "4MiB");
        environment.put("LEVADA_LEASE_SECONDS", String.valueOf(leaseSeconds));
        return CommandProcess.levada(installed, log(bucket), environment, "run", EXPORT, "--pipeline",
                definition.toString(), "--output", "s3://" + bucket, "--quiet");
    }

    private Path log(String bucket) {
        return work.resolve(bucket + ".log");
    }

    private void undisturbed() throws IOException, InterruptedException {
        s3.createBucket("whole");
        Verdict.check(command(s3.endpoint(), "whole").ended() == 0,
                "an undisturbed run: " + Files.readString(log("whole")));
        whole = Published.in(s3, "whole");
        s3.createBucket("measured");
        long began = System.nanoTime();
        finish("measured", "undisturbed");
        undisturbedMillis = (System.nanoTime() - began) / 1_000_000;
    }

    private void everyWrite(DeadlyProxy.Moment moment) throws InterruptedException {
        AtomicInteger next = new AtomicInteger();
        AtomicInteger killed = new AtomicInteger();
        Workers.run(AT_ONCE, worker -> {
            int write = next.incrementAndGet();
            String bucket = "write-" + write + "-" + moment.name().toLowerCase(Locale.ROOT);
            s3.createBucket(bucket);
            CompletableFuture<CommandProcess> victim = new CompletableFuture<>();
            try (DeadlyProxy proxy = new DeadlyProxy(s3.endpoint())) {
                proxy.arm(write, moment, () -> victim.join().kill());
                victim.complete(command(proxy.endpoint(), bucket));
                int code = victim.join().ended();
                if (code == 0) {
                    return false;
                }
                Verdict.check(code == 137 && proxy.hasKilled(), "write " + write + ": ended with " + code);
            }
            killed.incrementAndGet();
            finish(bucket, "killed " + moment + " write " + write);
            return true;
        });
        Verdict.check(killed.get() > 12, "so many writes: " + killed);
        Verdict.told("the command on S3: killed " + moment.name().toLowerCase(Locale.ROOT) + " each of " + killed
                + " writing requests: the same output, nothing left over");
    }

    private void finish(String bucket, String when) throws IOException, InterruptedException {
        Verdict.check(command(s3.endpoint(), bucket).ended() == 0, when + ": " + Files.readString(log(bucket)));
        compare(bucket, when);
    }

    private void compare(String bucket, String when) {
        Verdict.same(whole, Published.in(s3, bucket), when);
        Verdict.check(s3.uploads(bucket).isEmpty(), when + ": uploads are left: " + s3.uploads(bucket));
        for (String key : s3.keys(bucket)) {
            s3.client().deleteObject(request -> request.bucket(bucket).key(key));
        }
        s3.client().deleteBucket(request -> request.bucket(bucket));
    }

    private void random(int kills, long seed) throws InterruptedException {
        AtomicInteger killed = new AtomicInteger();
        AtomicInteger rounds = new AtomicInteger();
        List<Random> dice = IntStream.range(0, AT_ONCE).mapToObj(i -> new Random(seed + i)).toList();
        Workers.run(AT_ONCE, worker -> {
            String bucket = "round-" + rounds.incrementAndGet();
            s3.createBucket(bucket);
            boolean alive = false;
            while (!alive && killed.get() < kills) {
                CommandProcess run = command(s3.endpoint(), bucket);
                // longer than it takes, for it may have to wait for a lease first
                alive = !run.killed(undisturbedMillis / 4 + dice.get(worker).nextLong(undisturbedMillis + 2_000));
                killed.addAndGet(alive ? 0 : 1);
                Verdict.check(!alive || run.ended() == 0, "a run that nobody killed");
            }
            finish(bucket, "killed at random, seed " + seed);
            return killed.get() < kills;
        });
        Verdict.told("the command on S3: killed " + killed + " times at random in " + rounds + " rounds, seed " + seed
                + ": the same output, nothing left over");
    }

    /// Several at once, each started again until it says that the export is published. None may lose its claim for being slow.
    private void together() throws InterruptedException {
        s3.createBucket("together");
        AtomicInteger starts = new AtomicInteger();
        long lease = 2 + 2 * undisturbedMillis / 1000;
        Workers.run(AT_ONCE, worker -> {
            starts.incrementAndGet();
            return command(s3.endpoint(), "together", lease).ended() != 0;
        });
        compare("together", AT_ONCE + " at once");
        Verdict.told("the command on S3: " + AT_ONCE + " at once, " + starts + " starts: one published run");
    }
}

package dev.levada.recovery;

import dev.levada.entry.cli.demo.DemoExport;
import dev.levada.features.Published;
import dev.levada.s3.DeadlyProxy;
import dev.levada.s3.S3Server;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.core.sync.RequestBody;

/// The packaged function, killed by SIGKILL before and behind every request that writes; and two processes of it with fifty
/// deliveries of one event. Run by `.ci/recovery`.
public final class FunctionStepsProof {

    private static final String KEY = "exports/users/all.json";
    private static final String REQUEST = "{\"bucket\":\"inbox\",\"key\":\"" + KEY + "\",\"pipeline\":\"users\"}";
    private static final int DELIVERIES = 50;
    /// Those that wait for the end of a lease need no processor.
    private static final int AT_ONCE = 3;

    private final Path zip;
    private final Path client;
    private final Path work;
    private final S3Server s3;
    private Map<String, String> whole = Map.of();
    /// Of an invocation: the lease of a killed one stands as long.
    private Duration time = Duration.ofMinutes(2);

    private FunctionStepsProof(Path zip, Path client, Path work, S3Server s3) {
        this.zip = zip;
        this.client = client;
        this.work = work;
        this.s3 = s3;
    }

    /// Arguments: the package, the folder with the runtime interface client, a folder to work in, users of the export.
    public static void main(String[] arguments) throws IOException, InterruptedException {
        try (S3Server s3 = S3Server.start()) {
            Path work = Path.of(arguments[2]);
            DemoExport export = DemoExport.in(work, Long.parseLong(arguments[3]));
            export.write();
            s3.createBucket("inbox");
            s3.client().putObject(request -> request.bucket("inbox").key(KEY), RequestBody.fromFile(export.file()));
            FunctionStepsProof proof = new FunctionStepsProof(Path.of(arguments[0]), Path.of(arguments[1]), work, s3);
            proof.undisturbed();
            proof.twoProcesses();
            for (DeadlyProxy.Moment moment : DeadlyProxy.Moment.values()) {
                proof.everyWrite(moment);
            }
        }
        Runtime.getRuntime().halt(0);
    }

    private PackagedFunction function(URI endpoint, IntakeQueue queue, String bucket) throws IOException {
        return new PackagedFunction(zip, client, work.resolve("function"), endpoint, queue,
                Map.of("LEVADA_OUTPUT", "s3://" + bucket, "LEVADA_CHECKPOINT_BYTES", "1MiB"));
    }

    private void undisturbed() throws IOException, InterruptedException {
        s3.createBucket("whole");
        try (IntakeQueue queue = new IntakeQueue();
                PackagedFunction function = function(s3.endpoint(), queue, "whole")) {
            long began = System.nanoTime();
            untilPublished(queue, function);
            time = Duration.ofNanos(System.nanoTime() - began).plusSeconds(2);
        }
        whole = Published.in(s3, "whole");
    }

    /// As the queue does: what was not answered is delivered again.
    private void untilPublished(IntakeQueue queue, PackagedFunction function)
            throws IOException, InterruptedException {
        queue.add(REQUEST);
        String last = "";
        for (String event = queue.poll(); event != null; event = queue.poll()) {
            RuntimeApi.Result result = function.invoke(event, time);
            last = result.toString();
            Verdict.check(!last.contains("\"failed\""), last);
            if (result instanceof RuntimeApi.Result.Answered) {
                Thread.sleep(last.contains("\"busy\"") ? 200 : 0);
            } else {
                queue.add(REQUEST);
            }
        }
        Verdict.check(last.contains("\"published\""), last);
    }

    private void everyWrite(DeadlyProxy.Moment moment) throws InterruptedException {
        AtomicInteger next = new AtomicInteger();
        AtomicInteger killed = new AtomicInteger();
        List<Site> sites = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            sites.add(new Site(moment.name().toLowerCase(Locale.ROOT) + "-" + i));
        }
        Workers.run(AT_ONCE, worker -> {
            boolean died = sites.get(worker).survives(next.incrementAndGet(), moment);
            killed.addAndGet(died ? 1 : 0);
            return died;
        });
        for (Site site : sites) {
            site.close();
        }
        Verdict.check(killed.get() > 15, "so many writes: " + killed);
        Verdict.told("the function: killed " + moment.name().toLowerCase(Locale.ROOT) + " each of " + killed
                + " writing requests: the same output, nothing left over");
    }

    /// A function with a bucket of its own: what goes on with a run is the victim of the next.
    private final class Site {

        private final String bucket;
        private final IntakeQueue queue = new IntakeQueue();
        private final DeadlyProxy proxy = new DeadlyProxy(s3.endpoint());
        private PackagedFunction function;

        Site(String bucket) {
            this.bucket = bucket;
            s3.createBucket(bucket);
        }

        /// @return whether there was such a write
        boolean survives(int write, DeadlyProxy.Moment moment) throws IOException, InterruptedException {
            if (function == null) {
                function = function(proxy.endpoint(), queue, bucket);
            }
            for (String key : s3.keys(bucket)) {
                s3.client().deleteObject(request -> request.bucket(bucket).key(key));
            }
            proxy.arm(write, moment, function::kill);
            untilPublished(queue, function);
            String when = "killed " + moment + " write " + write;
            Verdict.same(whole, Published.in(s3, bucket), when);
            Verdict.check(s3.uploads(bucket).isEmpty(), when + ": uploads are left: " + s3.uploads(bucket));
            return proxy.hasKilled();
        }

        void close() throws InterruptedException {
            if (function != null) {
                function.close();
            }
            proxy.close();
            queue.close();
        }
    }

    private void twoProcesses() throws InterruptedException {
        s3.createBucket("twice");
        AtomicInteger published = new AtomicInteger();
        try (IntakeQueue queue = new IntakeQueue()) {
            for (int i = 0; i < DELIVERIES; i++) {
                queue.add(REQUEST);
            }
            Workers.run(2, worker -> {
                try (PackagedFunction function = function(s3.endpoint(), queue, "twice")) {
                    for (String event = queue.poll(); event != null; event = queue.poll()) {
                        String answer = function.invoke(event, Duration.ofMinutes(2)).toString();
                        published.addAndGet(answer.contains("\"published\"") ? 1 : 0);
                        Thread.sleep(answer.contains("\"busy\"") ? 100 : 0);
                    }
                }
                return false;
            });
        }
        Verdict.check(published.get() >= DELIVERIES, "answers: " + published);
        Verdict.same(whole, Published.in(s3, "twice"), "two processes");
        Verdict.check(s3.uploads("twice").isEmpty(), "two processes: uploads are left");
        Verdict.told("the function: " + DELIVERIES + " deliveries to two processes at once: one published run");
    }
}

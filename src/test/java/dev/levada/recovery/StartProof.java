package dev.levada.recovery;

import dev.levada.run.FunctionMemory;
import dev.levada.run.FunctionMemory.LambdaRuntime;
import dev.levada.s3.S3Server;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// How long a function takes that has to start first: from the start of its process to an answer for which it has read from and written to a
/// whole S3 server, with the flags of the smallest size. By turns, so that whatever else the machine does meets all alike: the package as it is, the one
/// with the cache where there is one, and the first as behind a snapshot. Run by `.ci/start`; ends with 1 where something does not hold.
///
/// Arguments: the package, the one with the cache (or `-`), the folder with the runtime interface client, a folder to work in, starts of each, most
/// milliseconds of the plain one and of the one with the cache (0: not asked).
public final class StartProof {

    private static final String EXPORT = "[{\"user_id\":1},{\"user_id\":2},{\"user_id\":\"3\"}]";
    private static final Duration TIME = Duration.ofMinutes(5);
    private static final List<String> FLAGS = FunctionMemory
            .table(Runtime.version().feature() < 25 ? LambdaRuntime.JAVA21 : LambdaRuntime.JAVA25).getFirst().flags();

    /// Of one way to start: milliseconds from the start, of the invocation alone, and of the processor.
    private record Series(String name, List<Long> whole, List<Long> invocation, List<Long> cpu) {

        Series(String name) {
            this(name, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }

        static long median(List<Long> values) {
            List<Long> sorted = new ArrayList<>(values);
            Collections.sort(sorted);
            return sorted.get(sorted.size() / 2);
        }

        void tell() {
            Verdict.told(String.format(Locale.ROOT,
                    "%-28s median of %d: %,6d ms from the start (least %,6d), invocation %,6d ms, processor %,6d ms",
                    name, whole.size(), median(whole), Collections.min(whole), median(invocation), median(cpu)));
        }
    }

    private final Path client;
    private final Path work;
    private final S3Server s3;
    private int starts;

    private StartProof(Path client, Path work, S3Server s3) {
        this.client = client;
        this.work = work;
        this.s3 = s3;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path plainZip = Path.of(arguments[0]);
        boolean withCache = !arguments[1].equals("-");
        try (S3Server s3 = S3Server.start()) {
            StartProof proof = new StartProof(Path.of(arguments[2]), Path.of(arguments[3]), s3);
            Series plain = new Series("plain");
            Series cached = new Series("with its runtime and cache");
            Series rehearsed = new Series("rehearsed");
            for (int i = 0; i < Integer.parseInt(arguments[4]); i++) {
                proof.start(plain, plainZip, Map.of());
                proof.start(rehearsed, plainZip, Map.of("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start"));
                if (withCache) {
                    proof.start(cached, Path.of(arguments[1]), Map.of());
                }
            }
            plain.tell();
            rehearsed.tell();
            if (withCache) {
                cached.tell();
            }
            Verdict.check(Series.median(rehearsed.invocation) < 1.1 * Series.median(plain.invocation),
                    "expected an invocation behind the whole rehearsal to take no longer than behind the brief one");
            within(plain, Long.parseLong(arguments[5]));
            if (withCache) {
                within(cached, Long.parseLong(arguments[6]));
                Verdict.check(Series.median(cached.cpu) < 0.7 * Series.median(plain.cpu),
                        "expected a start with the cache for 0.7 of the processor time");
            }
        }
        System.exit(0); // the threads of the servers do not end by themselves
    }

    private static void within(Series series, long most) {
        Verdict.check(most == 0 || Series.median(series.whole) <= most,
                "expected " + series.name + " within " + most + " ms");
    }

    private void start(Series series, Path zip, Map<String, String> more) throws IOException, InterruptedException {
        String inbox = "inbox-" + ++starts;
        String outbox = "outbox-" + starts;
        s3.createBucket(inbox);
        s3.createBucket(outbox);
        s3.put(inbox, "exports/users/a.json", EXPORT.getBytes(StandardCharsets.UTF_8));
        Map<String, String> environment = new HashMap<>(more);
        environment.put("LEVADA_OUTPUT", "s3://" + outbox);
        environment.put("JAVA_TOOL_OPTIONS", String.join(" ", FLAGS));
        Path folder = work.resolve(zip.getFileName().toString().replace(".zip", ""));
        try (IntakeQueue queue = new IntakeQueue();
                PackagedFunction function = new PackagedFunction(zip, client, folder, s3.endpoint(), queue,
                        environment)) {
            long began = System.nanoTime();
            RuntimeApi.Result answer = function
                    .invoke("{\"bucket\":\"" + inbox + "\",\"key\":\"exports/users/a.json\"}", TIME);
            long whole = (System.nanoTime() - began) / 1_000_000;
            Verdict.check(answer.toString().contains("\"rows\":2"), answer + "\n" + function.log());
            series.whole.add(whole);
            series.invocation.add(function.lasted().toMillis());
            series.cpu.add(function.cpu().toMillis());
        }
    }
}

package dev.levada.recovery;

import com.github.luben.zstd.Zstd;
import dev.levada.entry.cli.demo.DemoExport;
import dev.levada.features.Published;
import dev.levada.s3.S3Server;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import software.amazon.awssdk.core.sync.RequestBody;

/// What the packaged function must bear, on a whole S3 server: too little time, and kills at random. Run by `.ci/recovery`; ends
/// with 1 where something does not hold.
///
/// Arguments: the package, the folder with the runtime interface client, a folder to work in, users of the export, kills.
public final class FunctionProof {

    private static final String KEY = "exports/users/all.json";
    private static final String REQUEST = "{\"bucket\":\"inbox\",\"key\":\"" + KEY + "\",\"pipeline\":\"users\"}";
    private static final Duration ALL_THE_TIME = Duration.ofMinutes(10);
    private static final Duration THREE_SECONDS = Duration.ofSeconds(3);
    private static final Pattern REFUSED = Pattern.compile("CANNOT_RESUME_IN_TIME[^\\\\]*?(?=\"|\\]|$)");
    private static final int PIECE = 1 << 20;
    /// Deflated by nobody in half of an invocation, a member of so many exports.
    private static final int TOO_MANY = 3;

    private final Path zip;
    private final Path client;
    private final Path work;
    private final Map<String, String> whole = new TreeMap<>();
    /// What an uninterrupted run took.
    private Duration undisturbed = Duration.ZERO;

    private FunctionProof(Path zip, Path client, Path work) {
        this.zip = zip;
        this.client = client;
        this.work = work;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        FunctionProof proof = new FunctionProof(Path.of(arguments[0]), Path.of(arguments[1]), Path.of(arguments[2]));
        proof.run(Long.parseLong(arguments[3]), Integer.parseInt(arguments[4]));
        System.exit(0); // the threads of the servers do not end by themselves
    }

    private void run(long users, int kills) throws IOException, InterruptedException {
        DemoExport export = DemoExport.in(work, users);
        export.write();
        Path plain = export.file();
        for (String form : List.of("plain", "zstd", "gzip")) {
            Path stored = stored(plain, form);
            whole.clear();
            whole.putAll(uninterrupted(stored));
            deadline(form, stored);
            killed(form, stored, kills);
        }
        tooLarge(oneMember(plain));
    }

    /// 3 seconds, where this machine is not so quick that there would be no continuation, or so slow that there would be no end.
    private Duration atAGo() {
        Duration third = undisturbed.dividedBy(3);
        Duration tenth = undisturbed.dividedBy(10);
        Duration least = third.compareTo(THREE_SECONDS) < 0 ? third : THREE_SECONDS;
        return tenth.compareTo(least) > 0 ? tenth : least;
    }

    private interface Work {
        void with(S3Server s3, IntakeQueue queue, PackagedFunction function) throws IOException, InterruptedException;
    }

    private void installed(Path export, Map<String, String> environment, Work task)
            throws IOException, InterruptedException {
        Map<String, String> all = new TreeMap<>(environment);
        all.put("LEVADA_OUTPUT", "s3://outbox");
        try (S3Server s3 = S3Server.start();
                IntakeQueue queue = new IntakeQueue();
                PackagedFunction function = new PackagedFunction(zip, client, work.resolve("function"), s3.endpoint(),
                        queue, all)) {
            s3.createBucket("inbox");
            s3.createBucket("outbox");
            s3.client().putObject(request -> request.bucket("inbox").key(KEY), RequestBody.fromFile(export));
            queue.add(REQUEST);
            task.with(s3, queue, function);
        }
    }

    private Map<String, String> uninterrupted(Path export) throws IOException, InterruptedException {
        Map<String, String> result = new TreeMap<>();
        installed(export, Map.of(), (s3, queue, function) -> {
            long began = System.nanoTime();
            RuntimeApi.Result answer = function.invoke(queue.poll(), ALL_THE_TIME);
            undisturbed = Duration.ofNanos(System.nanoTime() - began);
            Verdict.check(answer.toString().contains("\"published\""), answer.toString());
            result.putAll(objects(s3));
        });
        return result;
    }

    /// So much time an invocation: it has itself continued until it is done.
    private void deadline(String form, Path export) throws IOException, InterruptedException {
        Duration time = atAGo();
        installed(export, Map.of(), (s3, queue, function) -> {
            int invocations = 0;
            int continuations = 0;
            for (String event = queue.poll(); event != null; event = queue.poll()) {
                invocations++;
                RuntimeApi.Result result = function.invoke(event, time);
                if (result instanceof RuntimeApi.Result.Answered answer) {
                    continuations += answer.json().contains("\"continuing\"") ? 1 : 0;
                    Verdict.check(!answer.json().contains("\"failed\""), answer.json());
                } else {
                    queue.add(REQUEST); // it comes back when it is visible again
                }
                Verdict.check(invocations < 900, "no end after " + invocations + " invocations");
            }
            Verdict.check(continuations > 0, form + " took no continuation with " + time + " at a go");
            compare(s3, form + ", " + time + " at a go");
            Verdict.told("the function, " + form + ": " + seconds(time) + " at a go, " + invocations + " invocations, "
                    + continuations + " continuations, " + function.starts()
                    + " processes: the same output, nothing left over");
        });
    }

    /// Killed at random moments, started again at once until the export is published.
    private void killed(String form, Path export, int kills) throws IOException, InterruptedException {
        Random random = new Random(form.hashCode());
        long longest = Math.min(THREE_SECONDS.toMillis(), undisturbed.dividedBy(3).toMillis());
        installed(export, Map.of("LEVADA_CHECKPOINT_BYTES", "8MiB"), (s3, queue, function) -> {
            String event = queue.poll();
            int done = 0;
            RuntimeApi.Result last = new RuntimeApi.Result.Silent();
            while (!last.toString().contains("\"published\"")) {
                // The lease of a killed invocation stands until its deadline: not long after, so that nobody waits for it.
                Duration time = done < kills ? Duration.ofMillis(100 + random.nextLong(longest)) : ALL_THE_TIME;
                last = function.invoke(event, time, time.plusSeconds(1));
                Verdict.check(!last.toString().contains("\"failed\""), last.toString());
                done += last instanceof RuntimeApi.Result.Silent ? 1 : 0;
                Thread.sleep(last.toString().contains("\"busy\"") ? 200 : 0);
            }
            Verdict.check(done > 0, form + ": it was through before it was killed");
            compare(s3, form + ", killed");
            Verdict.told("the function, " + form + ": killed " + done
                    + " times at random: the same output, nothing left over");
        });
    }

    /// One member that is too large: coming back to any place of it would take most of an invocation.
    private void tooLarge(Path export) throws IOException, InterruptedException {
        installed(export, Map.of("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512"), (s3, queue, function) -> {
            Duration time = atAGo();
            int invocations = 0;
            Matcher why = REFUSED.matcher("");
            for (String event = queue.poll(); event != null && !why.find(); event = queue.poll()) {
                invocations++;
                RuntimeApi.Result result = function.invoke(event, time);
                why = REFUSED.matcher(result.toString());
                if (result instanceof RuntimeApi.Result.Silent) {
                    queue.add(REQUEST);
                }
                Verdict.check(invocations < 60, "no refusal after " + invocations + " invocations");
            }
            Verdict.check(why.reset().find(), "expected a refusal of one large member");
            Verdict.check(s3.keys("outbox").stream().allMatch(key -> key.startsWith("_levada/ledger/")),
                    "left: " + s3.keys("outbox"));
            Verdict.check(s3.uploads("outbox").isEmpty(), "uploads are left: " + s3.uploads("outbox"));
            Verdict.told("the function, one large member, " + seconds(time) + " at a go: refused after " + invocations
                    + " invocations: " + why.group());
        });
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1e3);
    }

    /// As [Published] has it, but without holding it all.
    private static Map<String, String> objects(S3Server s3) {
        Map<String, String> objects = new TreeMap<>();
        Published.in(s3, "outbox").forEach((key, content) -> {
            CRC32 crc = new CRC32();
            crc.update(content.getBytes(StandardCharsets.ISO_8859_1));
            objects.put(key, content.length() + " " + HexFormat.of().toHexDigits(crc.getValue()));
        });
        return objects;
    }

    private void compare(S3Server s3, String what) {
        Verdict.same(whole, objects(s3), what);
        Verdict.check(s3.uploads("outbox").isEmpty(), what + ": uploads are left: " + s3.uploads("outbox"));
    }

    private Path oneMember(Path plain) throws IOException {
        Path file = work.resolve("users.one");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20);
                GZIPOutputStream member = new GZIPOutputStream(out, 1 << 16) {
                    {
                        def.setLevel(Deflater.BEST_SPEED);
                    }
                }) {
            for (int i = 0; i < TOO_MANY; i++) {
                Files.copy(plain, member);
            }
        }
        return file;
    }

    private Path stored(Path plain, String form) throws IOException {
        if (form.equals("plain")) {
            return plain;
        }
        Path file = work.resolve("users." + form);
        try (InputStream in = Files.newInputStream(plain);
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            for (byte[] text = in.readNBytes(PIECE); text.length > 0; text = in.readNBytes(PIECE)) {
                if (form.equals("zstd")) {
                    out.write(Zstd.compress(text));
                } else {
                    ByteArrayOutputStream member = new ByteArrayOutputStream();
                    try (GZIPOutputStream gzip = new GZIPOutputStream(member)) {
                        gzip.write(text);
                    }
                    out.write(member.toByteArray());
                }
            }
        }
        return file;
    }
}

package dev.levada.recovery;

import com.github.luben.zstd.Zstd;
import dev.levada.entry.cli.demo.DemoExport;
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
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.CRC32;
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
    private static final int PIECE = 1 << 20;

    private final Path zip;
    private final Path client;
    private final Path work;
    private final Map<String, String> whole = new TreeMap<>();
    private int unpacked;

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
            Path stored = stored(plain, form, PIECE);
            whole.clear();
            whole.putAll(uninterrupted(stored));
            deadline(form, stored, Duration.ofSeconds(3));
            killed(form, stored, kills);
        }
        tooLarge(stored(plain, "gzip", Integer.MAX_VALUE));
    }

    private interface Work {
        void with(S3Server s3, IntakeQueue queue, PackagedFunction function) throws IOException, InterruptedException;
    }

    private void installed(Path export, Map<String, String> environment, Work task)
            throws IOException, InterruptedException {
        unpacked++;
        Map<String, String> all = new TreeMap<>(environment);
        all.put("LEVADA_OUTPUT", "s3://outbox");
        try (S3Server s3 = S3Server.start();
                IntakeQueue queue = new IntakeQueue();
                PackagedFunction function = new PackagedFunction(zip, client, work.resolve("function-" + unpacked), s3,
                        queue,
                        all)) {
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
            require(function.invoke(queue.poll(), ALL_THE_TIME), "\"published\"");
            result.putAll(objects(s3));
        });
        return result;
    }

    /// So much time an invocation: it has itself continued until it is done.
    private void deadline(String form, Path export, Duration time) throws IOException, InterruptedException {
        installed(export, Map.of(), (s3, queue, function) -> {
            int invocations = 0;
            int continuations = 0;
            for (String event = queue.poll(); event != null; event = queue.poll()) {
                invocations++;
                RuntimeApi.Result result = function.invoke(event, time);
                if (result instanceof RuntimeApi.Result.Answered answer) {
                    continuations += answer.json().contains("\"continuing\"") ? 1 : 0;
                    check(!answer.json().contains("\"failed\""), answer.json());
                } else {
                    queue.add(REQUEST); // it comes back when it is visible again
                }
                check(invocations < 500, "no end after " + invocations + " invocations");
            }
            check(continuations > 0, form + " took no continuation: give it a larger export");
            compare(s3, form + ", 3 s at a go");
            System.out.println(form + ": " + time.toSeconds() + " s at a go, " + invocations + " invocations, "
                    + continuations + " continuations, " + function.starts() + " processes: the same output");
        });
    }

    /// Killed at random moments, started again at once until the export is published.
    private void killed(String form, Path export, int kills) throws IOException, InterruptedException {
        Random random = new Random(form.hashCode());
        installed(export, Map.of("LEVADA_CHECKPOINT_BYTES", "8MiB"), (s3, queue, function) -> {
            String event = queue.poll();
            int done = 0;
            RuntimeApi.Result last = new RuntimeApi.Result.Silent();
            while (!last.toString().contains("\"published\"")) {
                // The lease of a killed invocation stands until its deadline: not long after, so that nobody waits for it.
                Duration time = done < kills ? Duration.ofMillis(100 + random.nextInt(2_500)) : ALL_THE_TIME;
                last = function.invoke(event, time, time.plusSeconds(1));
                check(!last.toString().contains("\"failed\""), last.toString());
                done += last instanceof RuntimeApi.Result.Silent ? 1 : 0;
                Thread.sleep(last.toString().contains("\"busy\"") ? 200 : 0);
            }
            compare(s3, form + ", killed");
            System.out.println(form + ": killed " + done + " times: the same output");
        });
    }

    /// One member as large as the export: coming back would take most of an invocation.
    private void tooLarge(Path export) throws IOException, InterruptedException {
        installed(export, Map.of(), (s3, queue, function) -> {
            int invocations = 0;
            String seen = "";
            for (String event = queue.poll(); event != null
                    && !seen.contains("CANNOT_RESUME_IN_TIME"); event = queue.poll()) {
                invocations++;
                RuntimeApi.Result result = function.invoke(event, Duration.ofSeconds(2));
                seen = result.toString();
                if (result instanceof RuntimeApi.Result.Silent) {
                    queue.add(REQUEST);
                }
                check(invocations < 60, "no end after " + invocations + " invocations");
            }
            check(seen.contains("CANNOT_RESUME_IN_TIME"), seen);
            check(s3.uploads("outbox").isEmpty(), "uploads are left: " + s3.uploads("outbox"));
            System.out.println("one member: refused after " + invocations + " invocations of 2 s");
        });
    }

    private static Map<String, String> objects(S3Server s3) {
        Map<String, String> objects = new TreeMap<>();
        for (String key : s3.keys("outbox")) {
            if (key.endsWith("manifest.json")) {
                objects.put(key, new String(s3.get("outbox", key), StandardCharsets.UTF_8)
                        .replaceAll("(?s)\"timings\".*", ""));
            } else if (!key.startsWith("_levada/ledger/") && !key.endsWith("/index.json")) {
                byte[] content = s3.get("outbox", key);
                CRC32 crc = new CRC32();
                crc.update(content);
                objects.put(key, content.length + " " + HexFormat.of().toHexDigits(crc.getValue()));
            }
        }
        return objects;
    }

    private void compare(S3Server s3, String what) {
        Map<String, String> got = objects(s3);
        check(got.equals(whole), what + ": expected " + whole + ", got " + got);
        check(s3.uploads("outbox").isEmpty(), what + ": uploads are left: " + s3.uploads("outbox"));
    }

    private static void require(RuntimeApi.Result result, String text) {
        check(result.toString().contains(text), result.toString());
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            System.out.println("FAILED: " + otherwise);
            System.exit(1);
        }
    }

    private Path stored(Path plain, String form, int piece) throws IOException {
        if (form.equals("plain")) {
            return plain;
        }
        Path file = work.resolve("users." + form);
        try (InputStream in = Files.newInputStream(plain);
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            if (piece == Integer.MAX_VALUE) {
                try (GZIPOutputStream member = new GZIPOutputStream(out, 1 << 16)) {
                    in.transferTo(member);
                }
                return file;
            }
            for (byte[] text = in.readNBytes(piece); text.length > 0; text = in.readNBytes(piece)) {
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

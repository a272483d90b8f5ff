package dev.levada.recovery;

import dev.levada.entry.cli.demo.DemoExport;
import dev.levada.run.FunctionMemory;
import dev.levada.run.FunctionMemory.LambdaRuntime;
import dev.levada.s3.S3Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.core.sync.RequestBody;

/// The packaged function as the smallest that AWS sells: a large export through the users pipeline, on a whole S3 server, with the flags of the
/// table. Once counted, and once with the kernel's limit on its data, which a JVM that wants more does not survive. Run by
/// `.ci/memory function`; ends with 1 where something does not hold.
///
/// Arguments: the package, the folder with the runtime interface client, a folder to work in, users of the export, most MiB of the
/// resident set, most MiB of data.
public final class FunctionMemoryProof {

    private static final String KEY = "exports/users/all.json";
    private static final String REQUEST = "{\"bucket\":\"inbox\",\"key\":\"" + KEY + "\",\"pipeline\":\"users\"}";
    private static final Duration TIME = Duration.ofMinutes(15);
    private static final long MIB = 1 << 20;
    private static final List<String> FLAGS = FunctionMemory
            .table(Runtime.version().feature() < 25 ? LambdaRuntime.JAVA21 : LambdaRuntime.JAVA25).getFirst().flags();

    private final Path zip;
    private final Path client;
    private final Path work;

    private FunctionMemoryProof(Path zip, Path client, Path work) {
        this.zip = zip;
        this.client = client;
        this.work = work;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        FunctionMemoryProof proof = new FunctionMemoryProof(Path.of(arguments[0]), Path.of(arguments[1]),
                Path.of(arguments[2]));
        DemoExport export = DemoExport.in(proof.work, Long.parseLong(arguments[3]));
        export.write();
        long peak = proof.peak(export.file(), List.of());
        Verdict.check(peak <= Long.parseLong(arguments[4]) * MIB,
                "expected a peak of at most " + arguments[4] + " MiB, got " + (peak + MIB - 1) / MIB);
        long limit = Long.parseLong(arguments[5]) * MIB;
        proof.peak(export.file(), List.of("prlimit", "--data=" + limit));
        Verdict.told("the same within " + arguments[5] + " MiB of data (prlimit --data)");
        System.exit(0); // the threads of the servers do not end by themselves
    }

    /// Runs the export, and comes back with the most memory that the process has held at once.
    private long peak(Path export, List<String> launcher) throws IOException, InterruptedException {
        Map<String, String> environment = Map.of("LEVADA_OUTPUT", "s3://outbox", "JAVA_TOOL_OPTIONS",
                String.join(" ", FLAGS));
        try (S3Server s3 = S3Server.start();
                IntakeQueue queue = new IntakeQueue();
                PackagedFunction function = new PackagedFunction(zip, client, work.resolve("function"), s3.endpoint(),
                        queue, environment, launcher)) {
            s3.createBucket("inbox");
            s3.createBucket("outbox");
            s3.client().putObject(request -> request.bucket("inbox").key(KEY), RequestBody.fromFile(export));
            long began = System.nanoTime();
            RuntimeApi.Result answer = function.invoke(REQUEST, TIME);
            Verdict.check(answer.toString().contains("\"published\""), answer + "\n" + function.log());
            long peak = function.bytes("VmHWM");
            Verdict.told(String.format(Locale.ROOT,
                    "the function, %d MB of export in %.1f s: peak %.1f MiB (%.1f anonymous at the end)",
                    Files.size(export) / 1_000_000, (System.nanoTime() - began) / 1e9, (double) peak / MIB,
                    (double) function.bytes("RssAnon") / MIB));
            return peak;
        }
    }
}

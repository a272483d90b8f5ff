package dev.levada.recovery;

import dev.levada.entry.cli.demo.DemoExport;
import dev.levada.run.FunctionMemory;
import dev.levada.run.FunctionMemory.LambdaRuntime;
import dev.levada.s3.S3Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.core.sync.RequestBody;

/// CPU seconds of whole processes of the packaged function: what `levada size` assumes of it comes from here. Each export is the first
/// of a process, with the flags of one size with one compiler and of one with both.
///
/// Arguments: the package, the folder with the runtime interface client, a folder to work in, users of the medium and of the large export.
public final class FunctionCost {

    private static final Duration TIME = Duration.ofMinutes(15);
    private static final List<Integer> SIZES = List.of(192, 512);

    private final Path zip;
    private final Path client;
    private final Path work;

    private FunctionCost(Path zip, Path client, Path work) {
        this.zip = zip;
        this.client = client;
        this.work = work;
    }

    /// What one process took.
    private record Cost(long bytes, double seconds) {
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        FunctionCost cost = new FunctionCost(Path.of(arguments[0]), Path.of(arguments[1]), Path.of(arguments[2]));
        for (int megabytes : SIZES) {
            List<Cost> costs = new ArrayList<>();
            for (long users : new long[]{1, Long.parseLong(arguments[3]), Long.parseLong(arguments[4])}) {
                costs.add(cost.of(megabytes, users));
            }
            Cost medium = costs.get(1);
            Cost large = costs.get(2);
            double rate = (large.seconds - medium.seconds) / (large.bytes - medium.bytes);
            Verdict.told(String.format(Locale.ROOT,
                    "flags of %d MB: %.2f CPU s to start and run 1 user, %.2f for %d MB, %.2f for %d MB:"
                            + " %.2f s/GB once warm, %.2f s of warm-up",
                    megabytes, costs.getFirst().seconds, medium.seconds, medium.bytes / 1_000_000, large.seconds,
                    large.bytes / 1_000_000, rate * 1e9,
                    medium.seconds - costs.getFirst().seconds - rate * medium.bytes));
        }
        System.exit(0); // the threads of the servers do not end by themselves
    }

    private Cost of(int megabytes, long users) throws IOException, InterruptedException {
        DemoExport export = DemoExport.in(work, users);
        export.write();
        LambdaRuntime runtime = Runtime.version().feature() < 25 ? LambdaRuntime.JAVA21 : LambdaRuntime.JAVA25;
        List<String> flags = FunctionMemory.table(runtime).stream().filter(row -> row.megabytes() == megabytes)
                .findFirst().orElseThrow().flags();
        Map<String, String> environment = Map.of("LEVADA_OUTPUT", "s3://outbox", "JAVA_TOOL_OPTIONS",
                String.join(" ", flags));
        try (S3Server s3 = S3Server.start();
                IntakeQueue queue = new IntakeQueue();
                PackagedFunction function = new PackagedFunction(zip, client, work.resolve("function"), s3.endpoint(),
                        queue, environment)) {
            s3.createBucket("inbox");
            s3.createBucket("outbox");
            s3.client().putObject(request -> request.bucket("inbox").key("all.json"),
                    RequestBody.fromFile(export.file()));
            RuntimeApi.Result answer = function
                    .invoke("{\"bucket\":\"inbox\",\"key\":\"all.json\",\"pipeline\":\"users\"}", TIME);
            Verdict.check(answer.toString().contains("\"published\""), answer + "\n" + function.log());
            return new Cost(Files.size(export.file()), function.cpu().toMillis() / 1e3);
        }
    }
}

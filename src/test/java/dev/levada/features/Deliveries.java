package dev.levada.features;

import dev.levada.model.ObjectRef;
import dev.levada.run.S3Stores;
import dev.levada.run.report.RunReport;
import dev.levada.s3.S3Server;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;

/// A process of its own that delivers one event by eight threads, and prints for each delivery the run that answered and whether it was
/// the first to.
final class Deliveries {

    /// So many times.
    static final int EACH = 25;

    private Deliveries() {
    }

    static Process begin(URI s3, Path answers) throws IOException {
        return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED", "-cp",
                System.getProperty("java.class.path"), Deliveries.class.getName(), s3.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT).redirectOutput(answers.toFile()).start();
    }

    public static void main(String[] arguments) throws InterruptedException, ExecutionException {
        try (S3Client client = S3Server.retrying(URI.create(arguments[0]), UrlConnectionHttpClient.create());
                ExecutorService threads = Executors.newFixedThreadPool(8)) {
            Callable<RunReport> delivery = () -> ManyDeliveriesTest.delivered(new S3Stores(client, "outbox", ""),
                    ObjectRef.object("inbox", "users.json"));
            List<Callable<RunReport>> all = new ArrayList<>(Collections.nCopies(EACH, delivery));
            for (Future<RunReport> report : threads.invokeAll(all)) {
                System.out.println(report.get().run() + (report.get().repeated() ? " again" : " first"));
            }
        }
    }
}

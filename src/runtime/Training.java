import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Starts the function on its own runtime, plays Lambda and an empty S3 to it, and ends it: it rehearses as before a snapshot, answers one
/// event, and its JVM writes down at its end what it has loaded, linked and counted. Arguments: the unpacked package, the file
/// to write, the flags of the JVM. Run by `src/runtime/package`.
public final class Training {

    private static final String EVENT = "{\"bucket\":\"training\",\"key\":\"exports/users/none.json\"}";
    private static final byte[] NOTHING = "<Error><Code>NoSuchKey</Code></Error>".getBytes(StandardCharsets.UTF_8);

    private static final AtomicInteger asked = new AtomicInteger();
    private static final CountDownLatch answered = new CountDownLatch(1);

    private Training() {
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", Training::handle);
        server.start();
        String address = "127.0.0.1:" + server.getAddress().getPort();
        Path root = Path.of(arguments[0]).toAbsolutePath();
        ProcessBuilder bootstrap = new ProcessBuilder(root.resolve("bootstrap").toString()).inheritIO();
        bootstrap.environment().putAll(Map.of("AWS_LAMBDA_RUNTIME_API", address, "LAMBDA_TASK_ROOT", root.toString(),
                "_HANDLER", "dev.levada.entry.lambda.CachedStreamHandler::handleRequest",
                "AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start", "AWS_REGION", "us-east-1", "AWS_ACCESS_KEY_ID", "none",
                "AWS_SECRET_ACCESS_KEY", "none", "LEVADA_OUTPUT", "s3://training-output"));
        bootstrap.environment().putAll(Map.of("AWS_ENDPOINT_URL_S3", "http://" + address, "JAVA_TOOL_OPTIONS",
                arguments[2], "LEVADA_JAVA_OPTIONS",
                "-XX:AOTCacheOutput=" + Path.of(arguments[1]).toAbsolutePath()));
        Process function = bootstrap.start();
        function.onExit().thenRun(answered::countDown); // too early
        boolean trained = answered.await(10, TimeUnit.MINUTES) && asked.get() > 1;
        function.destroy();
        boolean written = function.waitFor(10, TimeUnit.MINUTES);
        System.exit(trained && written ? 0 : 1);
    }

    private static void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            String path = exchange.getRequestURI().getPath();
            if (path.endsWith("/runtime/invocation/next")) {
                if (asked.incrementAndGet() > 1) {
                    answered.countDown();
                    Thread.sleep(TimeUnit.MINUTES.toMillis(10)); // as Lambda does: no answer before there is another event
                }
                byte[] event = EVENT.getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().add("Lambda-Runtime-Aws-Request-Id", "training");
                exchange.getResponseHeaders().add("Lambda-Runtime-Deadline-Ms",
                        String.valueOf(System.currentTimeMillis() + TimeUnit.MINUTES.toMillis(5)));
                exchange.getResponseHeaders().add("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:::training");
                exchange.getResponseHeaders().add("Content-Type", "application/json"); // its client dies without
                exchange.sendResponseHeaders(200, event.length);
                exchange.getResponseBody().write(event);
            } else if (path.contains("/runtime/")) {
                exchange.sendResponseHeaders(path.endsWith("/restore/next") ? 200 : 202, -1);
            } else {
                boolean head = exchange.getRequestMethod().equals("HEAD");
                exchange.sendResponseHeaders(404, head ? -1 : NOTHING.length);
                if (!head) {
                    exchange.getResponseBody().write(NOTHING);
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

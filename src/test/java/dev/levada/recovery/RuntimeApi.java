package dev.levada.recovery;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// The Lambda Runtime API (<https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html>) for one function at a time: hands an
/// invocation out when the function asks for the next one, and takes its answer.
final class RuntimeApi implements AutoCloseable {

    /// What came of an invocation.
    sealed interface Result {

        record Answered(String json) implements Result {
        }

        record Failed(String error) implements Result {
        }

        /// There was no answer in time.
        record Silent() implements Result {
        }
    }

    private record Invocation(String id, String event, Duration told) {
    }

    private record Reply(String id, Result result) {
    }

    private static final String PREFIX = "/2018-06-01/runtime/";

    private final HttpServer server;
    private final LinkedBlockingQueue<Invocation> waiting = new LinkedBlockingQueue<>();
    private final LinkedBlockingQueue<Invocation> begun = new LinkedBlockingQueue<>();
    private final LinkedBlockingQueue<Reply> replies = new LinkedBlockingQueue<>();
    private int invocations;
    private Duration lasted = Duration.ZERO;

    RuntimeApi() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext(PREFIX, this::handle);
        server.start();
    }

    /// What the environment of the function names.
    String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /// Waits until the function takes the event, and then as long as the invocation lasts: until it answers, its time is over, or
    /// it is dead.
    ///
    /// @param told how long the function is told that it may take
    Result invoke(String event, Duration time, Duration told, BooleanSupplier alive) throws InterruptedException {
        invocations++;
        Invocation invocation = new Invocation("request-" + invocations, event, told);
        waiting.add(invocation);
        if (begun.poll(120, TimeUnit.SECONDS) == null) {
            throw new IllegalStateException("the function does not ask for an event, "
                    + (alive.getAsBoolean() ? "and is alive" : "for it has ended"));
        }
        long began = System.nanoTime();
        long end = began + time.toNanos();
        while (true) {
            boolean ended = !alive.getAsBoolean() || System.nanoTime() >= end;
            Reply reply = replies.poll(ended ? 0 : 20, TimeUnit.MILLISECONDS);
            if (reply != null && reply.id.equals(invocation.id)) {
                lasted = Duration.ofNanos(System.nanoTime() - began);
                return reply.result;
            }
            if (reply == null && ended) {
                return new Result.Silent();
            }
        }
    }

    /// From the event taken to the answer given, of the last invocation that was answered.
    Duration lasted() {
        return lasted;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath().substring(PREFIX.length());
            if (path.equals("invocation/next")) {
                next(exchange);
                return;
            }
            if (path.equals("restore/next")) { // the copy of a snapshot begins at once
                exchange.sendResponseHeaders(200, -1);
                return;
            }
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String[] parts = path.split("/", -1);
            if (parts.length == 3) {
                replies.add(new Reply(parts[1],
                        parts[2].equals("response") ? new Result.Answered(body) : new Result.Failed(body)));
            }
            exchange.sendResponseHeaders(202, -1);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void next(HttpExchange exchange) throws IOException, InterruptedException {
        Invocation invocation = waiting.take();
        exchange.getResponseHeaders().add("Lambda-Runtime-Aws-Request-Id", invocation.id);
        exchange.getResponseHeaders().add("Lambda-Runtime-Deadline-Ms",
                String.valueOf(Instant.now().plus(invocation.told).toEpochMilli()));
        exchange.getResponseHeaders().add("Lambda-Runtime-Invoked-Function-Arn",
                "arn:aws:lambda:eu-north-1:000000000000:function:levada");
        begun.add(invocation);
        byte[] event = invocation.event.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, event.length);
        exchange.getResponseBody().write(event);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

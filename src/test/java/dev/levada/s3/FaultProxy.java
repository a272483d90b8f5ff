package dev.levada.s3;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// Stands between a client and an S3 server, passes on what comes, byte for byte, and does to each request what a script says. One
/// request a connection.
public final class FaultProxy implements AutoCloseable {

    /// What becomes of a request.
    public enum Fault {
        /// Nothing.
        NONE,
        /// 503 SlowDown; the server never sees it.
        SLOW_DOWN,
        /// 500 InternalError; the server never sees it.
        INTERNAL_ERROR,
        /// The connection is reset; the server never sees it.
        RESET_BEFORE,
        /// The server does it, and the connection is reset before the answer.
        RESET_BEHIND,
        /// Half of the answer's body comes, or nothing where it has none, then the connection breaks.
        TRUNCATED,
        /// Half of the answer's body comes, or nothing where it has none, and no more for longer than a client waits.
        STALLED,
        /// The answer says that it is of another range than was asked for. Only where a range was asked for.
        MISLABELLED,
        /// The answer has half of the bytes that were asked for, and a length that says so. Only where a range was asked for.
        SHORTENED,
        /// The server does it, and 409 ConditionalRequestConflict is answered, as if another write of the key were under way. Only
        /// where the write has a condition.
        CONFLICT
    }

    /// A request that has come.
    ///
    /// @param number from 1
    /// @param ranged whether it asks for a range of bytes
    /// @param conditional whether it writes under a condition
    public record Request(int number, String method, String path, boolean ranged, boolean conditional) {
    }

    /// Decides, before the server sees it.
    @FunctionalInterface
    public interface Script {
        Fault fault(Request request);
    }

    private final URI server;
    private final Script script;
    private final Duration stall;
    private final ServerSocket socket;
    private final AtomicInteger requests = new AtomicInteger();
    private final Map<Fault, Integer> done = new EnumMap<>(Fault.class);

    /// @param stall how long a stalled answer says nothing
    public FaultProxy(URI server, Duration stall, Script script) {
        this.server = server;
        this.stall = stall;
        this.script = script;
        try {
            this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
        Thread.ofPlatform().daemon().name("fault-proxy").start(this::accept);
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }

    /// How many requests came so far.
    public int requests() {
        return requests.get();
    }

    /// How often each fault was done.
    public synchronized Map<Fault, Integer> done() {
        return new EnumMap<>(done);
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            HttpMessage request = HttpMessage.read(client.getInputStream(), false);
            String[] line = request.head().lines().findFirst().orElseThrow().split(" ", -1);
            Fault fault = script.fault(new Request(requests.incrementAndGet(), line[0], line[1],
                    request.header("range") != null, line[0].equals("PUT")
                            && (request.header("if-match") != null || request.header("if-none-match") != null)));
            synchronized (this) {
                done.merge(fault, 1, Integer::sum);
            }
            answer(client, request, fault);
        } catch (IOException clientLeft) {
            // A client that gives up is what some faults are about.
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(Socket client, HttpMessage request, Fault fault) throws IOException, InterruptedException {
        OutputStream out = client.getOutputStream();
        switch (fault) {
            case NONE -> request.forwarded(server).write(out, Integer.MAX_VALUE);
            case SLOW_DOWN -> refuse(out, "503 Slow Down", "SlowDown");
            case INTERNAL_ERROR -> refuse(out, "500 Internal Server Error", "InternalError");
            case RESET_BEFORE -> client.setSoLinger(true, 0);
            case RESET_BEHIND -> {
                request.forwarded(server);
                client.setSoLinger(true, 0);
            }
            case CONFLICT -> {
                request.forwarded(server);
                refuse(out, "409 Conflict", "ConditionalRequestConflict");
            }
            case TRUNCATED -> request.forwarded(server).writeHalf(out);
            case STALLED -> {
                request.forwarded(server).writeHalf(out);
                Thread.sleep(stall);
            }
            case MISLABELLED -> request.forwarded(server).mislabelled().write(out, Integer.MAX_VALUE);
            case SHORTENED -> request.forwarded(server).shortened().write(out, Integer.MAX_VALUE);
        }
    }

    private static void refuse(OutputStream out, String status, String code) throws IOException {
        byte[] body = ("<?xml version=\"1.0\"?><Error><Code>" + code + "</Code></Error>")
                .getBytes(StandardCharsets.US_ASCII);
        new HttpMessage("HTTP/1.1 " + status + "\r\nContent-Type: application/xml\r\nContent-Length: " + body.length
                + "\r\n\r\n", body).write(out, Integer.MAX_VALUE);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
    }
}

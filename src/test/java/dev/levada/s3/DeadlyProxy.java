package dev.levada.s3;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;

/// Stands between one process and an S3 server, counts the requests that write, and kills the process at one of them. One request a
/// connection.
public final class DeadlyProxy implements AutoCloseable {

    /// When the process dies.
    public enum Moment {
        /// The server never sees the request.
        BEFORE,
        /// The server has done it, and nobody is left to hear of it.
        BEHIND
    }

    /// Ends a process as SIGKILL does, and returns when it has ended.
    @FunctionalInterface
    public interface Killer {
        void kill() throws IOException, InterruptedException;
    }

    private final URI server;
    private final ServerSocket socket;
    private int writes;
    private int last;
    private Moment moment = Moment.BEFORE;
    private Killer killer;

    public DeadlyProxy(URI server) {
        this.server = server;
        try {
            this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
        Thread.ofPlatform().daemon().name("deadly-proxy").start(this::accept);
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }

    /// The `n`-th writing request from now on kills.
    public synchronized void arm(int n, Moment when, Killer how) {
        writes = 0;
        last = n;
        moment = when;
        killer = how;
    }

    /// Nobody dies any more.
    public synchronized void disarm() {
        last = 0;
    }

    /// Whether the request that kills has come.
    public synchronized boolean hasKilled() {
        return last > 0 && writes >= last;
    }

    private synchronized boolean isLast(HttpMessage request) {
        boolean isWrite = !request.method().equals("GET") && !request.method().equals("HEAD");
        return isWrite && ++writes == last;
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
            if (!isLast(request)) {
                request.forwarded(server).write(client.getOutputStream(), Integer.MAX_VALUE);
                return;
            }
            switch (moment) {
                case BEFORE -> killer.kill();
                case BEHIND -> {
                    request.forwarded(server);
                    killer.kill();
                }
            }
        } catch (IOException clientLeft) {
            // Killed clients leave without a word.
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
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

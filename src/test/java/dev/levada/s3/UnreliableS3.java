package dev.levada.s3;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/// A server with one object that answers as its script says: whole, cut off, or with an error.
public final class UnreliableS3 implements AutoCloseable {

    /// The ETag of the object.
    public static final String ETAG = "\"7d793037a0760186574b0282f2f435e7\"";

    private final byte[] content;
    private final Script script;
    private final ServerSocket server;
    private final Thread acceptor;
    private final AtomicInteger requests = new AtomicInteger();

    /// What becomes of a request.
    @FunctionalInterface
    public interface Script {
        /// @param number of the request, from 1; the first is usually the HEAD
        Answer answer(int number);

        /// @param range that is asked for, as `0-99`; null for a HEAD
        default Answer answer(int number, String range) {
            return answer(number);
        }

        /// A script for many requests at once, whose order nobody knows.
        static Script byRange(Function<String, Answer> answers) {
            return new Script() {
                @Override
                public Answer answer(int number) {
                    return new Answer.Whole();
                }

                @Override
                public Answer answer(int number, String range) {
                    return range == null ? new Answer.Whole() : answers.apply(range);
                }
            };
        }
    }

    /// An answer.
    public sealed interface Answer {

        /// All that was asked for.
        record Whole() implements Answer {
        }

        /// All that was asked for, once a gate is open.
        record Held(CountDownLatch gate) implements Answer {
        }

        /// The connection breaks after so many bytes of the body.
        record Cut(int bytes) implements Answer {
        }

        /// The connection breaks before there is any answer.
        record Nothing() implements Answer {
        }

        /// An error.
        ///
        /// @param code of S3
        record Refusal(int status, String code) implements Answer {
        }

        /// The whole object, whatever range was asked for.
        record Unranged() implements Answer {
        }

        /// So many bytes less than were asked for, and a `Content-Length` that says so.
        record Shortened(int bytes) implements Answer {
        }

        /// The right range of another version, by a server that ignores `If-Match`.
        record Replaced() implements Answer {
        }

        /// The right bytes under a wrong `Content-Range`.
        record Mislabelled(String contentRange) implements Answer {
        }
    }

    /// Starts it.
    public UnreliableS3(byte[] content, Script script) {
        this.content = content;
        this.script = script;
        try {
            this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
        this.acceptor = Thread.ofPlatform().daemon().name("unreliable-s3").start(this::serve);
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    private void serve() {
        while (!server.isClosed()) {
            try {
                Socket connection = server.accept();
                Thread.ofVirtual().start(() -> serve(connection));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            answer(connection);
        } catch (IOException clientLeft) {
            // An aborted body is what some tests are about.
        }
    }

    private void answer(Socket connection) throws IOException {
        BufferedReader in = new BufferedReader(
                new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1));
        String method = in.readLine();
        String range = null;
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            if (line.toLowerCase(java.util.Locale.ROOT).startsWith("range: bytes=")) {
                range = line.substring("range: bytes=".length());
            }
        }
        if (method == null) {
            return;
        }
        OutputStream out = connection.getOutputStream();
        Answer answer = script.answer(requests.incrementAndGet(), range);
        if (method.startsWith("HEAD")) {
            head(out, answer);
        } else {
            get(out, answer, range);
        }
        out.flush();
    }

    private void head(OutputStream out, Answer answer) throws IOException {
        if (answer instanceof Answer.Refusal refusal) {
            send(out, refusal.status() + " Refused", "Content-Length: 0");
        } else {
            send(out, "200 OK", "Content-Length: " + content.length, "ETag: " + ETAG);
        }
    }

    private void get(OutputStream out, Answer answer, String range) throws IOException {
        int from = Integer.parseInt(range.substring(0, range.indexOf('-')));
        int length = Integer.parseInt(range.substring(range.indexOf('-') + 1)) + 1 - from;
        String contentRange = "bytes " + range + "/" + content.length;
        switch (answer) {
            case Answer.Unranged unranged -> {
                send(out, "200 OK", "Content-Length: " + content.length, "ETag: " + ETAG);
                out.write(content);
            }
            case Answer.Shortened less -> {
                send(out, "206 Partial Content", "Content-Range: " + contentRange,
                        "Content-Length: " + (length - less.bytes()), "ETag: " + ETAG);
                out.write(content, from, length - less.bytes());
            }
            case Answer.Replaced replaced -> {
                send(out, "206 Partial Content", "Content-Range: " + contentRange, "Content-Length: " + length,
                        "ETag: \"another\"");
                out.write(content, from, length);
            }
            case Answer.Held held -> {
                await(held.gate());
                body(out, contentRange, from, length, length);
            }
            case Answer.Whole whole -> body(out, contentRange, from, length, length);
            case Answer.Cut cut -> body(out, contentRange, from, length, Math.min(cut.bytes(), length));
            case Answer.Mislabelled wrong -> body(out, wrong.contentRange(), from, length, length);
            case Answer.Nothing nothing -> out.flush();
            case Answer.Refusal refusal -> {
                String xml = "<?xml version=\"1.0\"?><Error><Code>" + refusal.code() + "</Code></Error>";
                send(out, refusal.status() + " Refused", "Content-Type: application/xml",
                        "Content-Length: " + xml.length());
                out.write(xml.getBytes(StandardCharsets.US_ASCII));
            }
        }
    }

    private static void await(CountDownLatch gate) throws IOException {
        try {
            gate.await();
        } catch (InterruptedException interrupted) {
            throw new InterruptedIOException(interrupted.getMessage());
        }
    }

    private void body(OutputStream out, String contentRange, int from, int length, int sent) throws IOException {
        send(out, "206 Partial Content", "Content-Range: " + contentRange, "Content-Length: " + length,
                "ETag: " + ETAG);
        out.write(content, from, sent);
    }

    private static void send(OutputStream out, String status, String... headers) throws IOException {
        String head = "HTTP/1.1 " + status + "\r\nConnection: close\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
        out.write(head.getBytes(StandardCharsets.US_ASCII));
    }

    /// The system listens as long as the acceptor has not been told: behind this nobody is answered any more.
    @Override
    public void close() {
        try {
            server.close();
            acceptor.join();
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

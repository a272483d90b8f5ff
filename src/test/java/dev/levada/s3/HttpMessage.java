package dev.levada.s3;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/// A request or an answer.
///
/// @param head as it came, the empty line included
/// @param body as it came, chunks not undone
@SuppressWarnings("ArrayRecordComponent") // never compared
record HttpMessage(String head, byte[] body) {

    static HttpMessage read(InputStream in, boolean withoutBody) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.length() < 4 || !head.substring(head.length() - 4).equals("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("no whole head");
            }
            head.append((char) next);
        }
        HttpMessage message = new HttpMessage(head.toString(), new byte[0]);
        if (withoutBody || head.indexOf(" 204 ") > 0) {
            return message;
        }
        String length = message.header("content-length");
        if (length != null) {
            byte[] body = in.readNBytes(Integer.parseInt(length));
            if (body.length < Integer.parseInt(length)) {
                throw new EOFException("no whole body");
            }
            return new HttpMessage(message.head, body);
        }
        return "chunked".equals(message.header("transfer-encoding"))
                ? new HttpMessage(message.head, chunks(in))
                : message;
    }

    private static byte[] chunks(InputStream in) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int size = -1; size != 0;) {
            StringBuilder line = new StringBuilder();
            for (int next = in.read(); next >= 0; next = in.read()) {
                all.write(next);
                line.append((char) next);
                if (next == '\n') {
                    break;
                }
            }
            if (line.isEmpty()) {
                throw new EOFException("no whole body");
            }
            size = Integer.parseInt(line.toString().strip().replaceFirst(";.*", ""), 16);
            all.write(in.readNBytes(size + 2)); // and the line end behind it
        }
        return all.toByteArray();
    }

    /// The value of a header, or null.
    String header(String name) {
        return head.lines().filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).strip()).findFirst().orElse(null);
    }

    /// The first word of a request.
    String method() {
        return head.substring(0, head.indexOf(' '));
    }

    /// This answer, of another range than was asked for.
    HttpMessage mislabelled() {
        return new HttpMessage(head.replaceFirst("(?i)content-range: bytes [0-9]+-", "Content-Range: bytes 7-"), body);
    }

    /// This answer with half of its body, as if that were all.
    HttpMessage shortened() {
        int length = body.length / 2;
        return new HttpMessage(head.replaceFirst("(?i)content-length: [0-9]+", "Content-Length: " + length),
                Arrays.copyOf(body, length));
    }

    /// Breaks off in the middle of the body, if there is one.
    void writeHalf(OutputStream out) throws IOException {
        if (body.length > 0) {
            write(out, body.length / 2);
        }
    }

    /// What the server answers to this request.
    HttpMessage forwarded(URI server) throws IOException {
        try (Socket upstream = new Socket(server.getHost(), server.getPort())) {
            write(upstream.getOutputStream(), Integer.MAX_VALUE);
            return read(upstream.getInputStream(), method().equals("HEAD"));
        }
    }

    /// @param most bytes of the body
    void write(OutputStream out, int most) throws IOException {
        boolean answer = head.startsWith("HTTP/");
        String sent = answer ? head.substring(0, head.length() - 2) + "Connection: close\r\n\r\n" : head;
        out.write(sent.getBytes(StandardCharsets.ISO_8859_1));
        out.write(body, 0, Math.min(most, body.length));
        out.flush();
    }
}

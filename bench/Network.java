import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A server that speaks as much of S3 as reading an object takes, with the latency and the rate of a far one, and a reader that does
 * nothing but read.
 *
 * <pre>
 * java bench/Network.java serve FILE PORT LATENCY_MILLIS BYTES_A_SECOND    until it is ended; each connection has that rate
 * java bench/Network.java read PORT BYTES RANGE CONNECTIONS                prints the seconds that the bytes took
 * java bench/Network.java most PORT                                        prints how many bodies were under way at once
 * </pre>
 */
public final class Network {

    private static final int PIECE = 128 << 10;

    private final FileChannel file;
    private final long latencyNanos;
    private final long bytesPerSecond;
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    private Network(FileChannel file, long latencyMillis, long bytesPerSecond) {
        this.file = file;
        this.latencyNanos = latencyMillis * 1_000_000;
        this.bytesPerSecond = bytesPerSecond;
    }

    public static void main(String[] args) throws Exception {
        switch (args[0]) {
            case "serve" -> new Network(FileChannel.open(Path.of(args[1])), Long.parseLong(args[3]), Long.parseLong(args[4]))
                    .serve(Integer.parseInt(args[2]));
            case "read" -> System.out.printf("%.3f%n", read(Integer.parseInt(args[1]), Long.parseLong(args[2]),
                    Long.parseLong(args[3]), Integer.parseInt(args[4])));
            case "most" -> System.out.println(most(Integer.parseInt(args[1])));
            default -> throw new IllegalArgumentException("expected serve, read or most, got " + args[0]);
        }
    }

    private void serve(int port) throws IOException {
        try (ServerSocketChannel server = ServerSocketChannel.open()) {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            while (true) {
                SocketChannel client = server.accept();
                Thread.ofPlatform().daemon().start(() -> converse(client));
            }
        }
    }

    private void converse(SocketChannel client) {
        try (client) {
            BufferedReader in = new BufferedReader(
                    new InputStreamReader(Channels.newInputStream(client), StandardCharsets.ISO_8859_1));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String range = null;
                for (String header = in.readLine(); header != null && !header.isEmpty(); header = in.readLine()) {
                    if (header.regionMatches(true, 0, "range: bytes=", 0, 13)) {
                        range = header.substring(13);
                    }
                }
                answer(client, line, range);
            }
        } catch (IOException left) {
            // A client that has read enough leaves.
        }
    }

    private void answer(SocketChannel client, String request, String range) throws IOException {
        if (request.startsWith("GET /most")) {
            String count = String.valueOf(most.getAndSet(0));
            head(client, "200 OK", count.length(), "X-Kind: count");
            write(client, ByteBuffer.wrap(count.getBytes(StandardCharsets.US_ASCII)));
            return;
        }
        long began = System.nanoTime();
        waitUntil(began + latencyNanos);
        if (range == null) {
            head(client, "200 OK", file.size(), "Accept-Ranges: bytes");
            return;
        }
        long from = Long.parseLong(range.substring(0, range.indexOf('-')));
        long to = Long.parseLong(range.substring(range.indexOf('-') + 1)) + 1;
        most.accumulateAndGet(open.incrementAndGet(), Math::max);
        try {
            head(client, "206 Partial Content", to - from, "Content-Range: bytes " + range + "/" + file.size());
            long first = System.nanoTime();
            for (long at = from; at < to;) {
                at += file.transferTo(at, Math.min(PIECE, to - at), client);
                waitUntil(first + (at - from) * 1_000_000_000L / bytesPerSecond);
            }
        } finally {
            open.decrementAndGet();
        }
    }

    private static void head(SocketChannel client, String status, long length, String other) throws IOException {
        write(client, ByteBuffer.wrap(("HTTP/1.1 " + status + "\r\nETag: \"0123456789abcdef0123456789abcdef\"\r\n"
                + "Last-Modified: Thu, 26 Nov 2026 08:00:00 GMT\r\nContent-Length: " + length + "\r\n" + other
                + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII)));
    }

    private static void write(SocketChannel client, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            client.write(bytes);
        }
    }

    private static void waitUntil(long nanos) {
        for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
            java.util.concurrent.locks.LockSupport.parkNanos(left);
        }
    }

    private static double read(int port, long bytes, long range, int connections) throws InterruptedException {
        AtomicLong next = new AtomicLong();
        List<Thread> readers = new ArrayList<>();
        long began = System.nanoTime();
        for (int i = 0; i < connections; i++) {
            readers.add(Thread.ofPlatform().start(() -> readRanges(port, bytes, range, next)));
        }
        for (Thread reader : readers) {
            reader.join();
        }
        return (System.nanoTime() - began) / 1e9;
    }

    private static void readRanges(int port, long bytes, long range, AtomicLong next) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            InputStream in = socket.getInputStream();
            byte[] buffer = new byte[256 << 10];
            for (long from = next.getAndAdd(range); from < bytes; from = next.getAndAdd(range)) {
                long to = Math.min(bytes, from + range);
                socket.getOutputStream().write(("GET /object HTTP/1.1\r\nHost: localhost\r\nRange: bytes=" + from + "-" + (to - 1)
                        + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
                skipHead(in);
                for (long left = to - from; left > 0;) {
                    int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                    if (read < 0) {
                        throw new IOException("a body that ends early");
                    }
                    left -= read;
                }
            }
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static void skipHead(InputStream in) throws IOException {
        for (int ends = 0; ends < 4;) {
            int c = in.read();
            if (c < 0) {
                throw new IOException("a head that ends early");
            }
            ends = c == '\r' || c == '\n' ? ends + 1 : 0;
        }
    }

    private static String most(int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write("GET /most HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            skipHead(socket.getInputStream());
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }
}

package dev.levada.run;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpResponse;

/// The S3 that is only played, behind real connections: they load as much again as all the rest of the client. Nobody but this
/// machine reaches it, and it lasts as long as what is rehearsed.
final class S3RehearsalServer implements AutoCloseable {

    private final S3Rehearsal played;
    private final HttpServer server;

    /// @throws UncheckedIOException if this machine lets nobody listen
    S3RehearsalServer(S3Rehearsal played) {
        this.played = played;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    /// Stores that reach it as they reach S3.
    Stores stores(String output) {
        String endpoint = "http://127.0.0.1:" + server.getAddress().getPort();
        return S3Stores.connect(output, "", new S3Settings(endpoint, "us-east-1", true));
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            HttpExecuteResponse answer = played.prepareRequest(request(exchange)).call();
            SdkHttpResponse head = answer.httpResponse();
            head.forEachHeader((name, values) -> exchange.getResponseHeaders().put(name, values));
            byte[] body = body(answer);
            exchange.sendResponseHeaders(head.statusCode(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static byte[] body(HttpExecuteResponse answer) throws IOException {
        try (InputStream body = answer.responseBody().orElseThrow()) {
            return body.readAllBytes();
        }
    }

    private static HttpExecuteRequest request(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        SdkHttpFullRequest.Builder request = SdkHttpFullRequest.builder().protocol("http").host("127.0.0.1")
                .method(SdkHttpMethod.fromValue(exchange.getRequestMethod()))
                .encodedPath(exchange.getRequestURI().getRawPath());
        exchange.getRequestHeaders().forEach(request::putHeader);
        String query = exchange.getRequestURI().getRawQuery();
        for (String parameter : query == null ? new String[0] : query.split("&")) {
            String[] named = parameter.split("=", 2);
            request.putRawQueryParameter(named[0], named.length == 1 ? "" : named[1]);
        }
        return HttpExecuteRequest.builder().request(request.build())
                .contentStreamProvider(() -> new ByteArrayInputStream(body)).build();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

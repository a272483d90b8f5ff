package dev.levada.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import dev.levada.model.Sha256;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class SqsQueueTest {

    private final List<JsonNode> received = new ArrayList<>();
    private final List<String> targets = new ArrayList<>();
    private HttpServer server;
    private int status = 200;

    @BeforeEach
    void start() throws IOException {
        System.setProperty("aws.accessKeyId", "local-access");
        System.setProperty("aws.secretAccessKey", "local-secret");
        System.setProperty("aws.region", "eu-north-1");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
        System.clearProperty("aws.region");
    }

    private void answer(HttpExchange exchange) throws IOException {
        JsonNode request = new ObjectMapper().readTree(exchange.getRequestBody().readAllBytes());
        received.add(request);
        targets.add(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
        String body = status == 200
                ? "{\"MessageId\":\"1\",\"MD5OfMessageBody\":\"" + md5(request.path("MessageBody").asText()) + "\"}"
                : "{\"__type\":\"com.amazonaws.sqs#QueueDoesNotExist\"}";
        exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.0");
        exchange.sendResponseHeaders(status, body.length());
        exchange.getResponseBody().write(body.getBytes(StandardCharsets.UTF_8));
        exchange.close();
    }

    private static String md5(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private SqsQueue queue() {
        return new SqsQueue("http://queue.example/1/intake", "http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Test
    void aMessageIsSentWithItsDelay() {
        queue().send("{\"bucket\":\"in\"}", Duration.ofSeconds(41));
        assertEquals(List.of("AmazonSQS.SendMessage"), targets);
        assertEquals("{\"bucket\":\"in\"}", received.getFirst().path("MessageBody").textValue());
        assertEquals(41, received.getFirst().path("DelaySeconds").intValue());
        assertEquals("http://queue.example/1/intake", received.getFirst().path("QueueUrl").textValue());
    }

    @Test
    void aQueueThatRefusesIsAFailureThatQuotesNothing() {
        status = 400;
        String secret = Sha256.hex("secret");
        Failure failure = assertThrows(Failure.class, () -> queue().send(secret, Duration.ZERO));
        assertEquals(FailureCode.UNWRITABLE, failure.code());
        assertTrue(failure.getMessage().startsWith("expected to send a message to the intake queue, got 400"),
                failure.getMessage());
        assertTrue(!failure.getMessage().contains(secret));
    }

    @Test
    void aQueueThatDoesNotAnswerIsAFailure() {
        SqsQueue queue = queue();
        server.stop(0);
        Failure failure = assertThrows(Failure.class, () -> queue.send("{}", Duration.ZERO));
        assertEquals(FailureCode.UNWRITABLE, failure.code());
        assertTrue(failure.getMessage().startsWith("expected to send a message to the intake queue, got "),
                failure.getMessage());
    }
}

package dev.levada.sqs;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A server that speaks as much of SQS as redriving needs: queues by name, messages that are hidden once received, until they are
/// released or deleted. Nothing waits, no time passes.
public final class SqsServer implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final Map<String, List<Message>> queues = new LinkedHashMap<>();
    /// Sources of dead letters, by their queue.
    private final Map<String, List<String>> sources = new LinkedHashMap<>();
    private final Set<String> refused = new HashSet<>();
    private int messages;

    private static final class Message {
        private final String id;
        private final String body;
        private int received;
        private boolean hidden;

        Message(String id, String body) {
            this.id = id;
            this.body = body;
        }
    }

    public SqsServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    public String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /// URL of a queue, which is made if it is not there.
    public synchronized String queue(String name) {
        queues.computeIfAbsent(name, none -> new ArrayList<>());
        return endpoint() + "/000000000000/" + name;
    }

    /// Says whose dead letters end in a queue.
    public synchronized void redrives(String deadLetters, String... from) {
        sources.put(deadLetters, List.of(from));
    }

    public synchronized void add(String queue, String body) {
        queue(queue);
        queues.get(queue).add(new Message("m" + messages++, body));
    }

    /// Bodies of all messages of a queue, hidden ones included.
    public synchronized List<String> bodies(String queue) {
        return queues.getOrDefault(queue, List.of()).stream().map(message -> message.body).toList();
    }

    /// How many messages of a queue can be received now.
    public synchronized long visible(String queue) {
        return queues.getOrDefault(queue, List.of()).stream().filter(message -> !message.hidden).count();
    }

    /// From now on a queue takes no messages.
    public synchronized void refuse(String queue) {
        refused.add(queue);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
            JsonNode request = JSON.readTree(exchange.getRequestBody().readAllBytes());
            String url = request.path("QueueUrl").asText();
            String queue = url.substring(url.lastIndexOf('/') + 1);
            boolean known = queues.containsKey(queue) && !(refused.contains(queue) && target.endsWith("SendMessage"));
            byte[] body = (known
                    ? act(target.substring(target.indexOf('.') + 1), queue, request).toString()
                    : "{\"__type\":\"com.amazonaws.sqs#QueueDoesNotExist\"}").getBytes(UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.0");
            exchange.sendResponseHeaders(known ? 200 : 400, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private synchronized ObjectNode act(String action, String queue, JsonNode request) {
        ObjectNode answer = JSON.createObjectNode();
        String receipt = request.path("ReceiptHandle").asText();
        switch (action) {
            case "SendMessage" -> {
                String body = request.get("MessageBody").textValue();
                add(queue, body);
                answer.put("MessageId", "m" + (messages - 1)).put("MD5OfMessageBody", md5(body));
            }
            case "ReceiveMessage" -> receive(queue, request.path("MaxNumberOfMessages").asInt(1),
                    answer.putArray("Messages"));
            case "DeleteMessage" -> queues.get(queue).removeIf(message -> message.id.equals(receipt));
            case "ChangeMessageVisibility" -> queues.get(queue).stream()
                    .filter(message -> message.id.equals(receipt))
                    .forEach(message -> message.hidden = request.get("VisibilityTimeout").intValue() > 0);
            case "ListDeadLetterSourceQueues" -> {
                ArrayNode urls = answer.putArray("queueUrls");
                sources.getOrDefault(queue, List.of()).forEach(name -> urls.add(queue(name)));
            }
            default -> throw new IllegalArgumentException(action);
        }
        return answer;
    }

    private void receive(String queue, int most, ArrayNode into) {
        queues.get(queue).stream().filter(message -> !message.hidden).limit(most).forEach(message -> {
            message.hidden = true;
            message.received++;
            into.addObject().put("MessageId", message.id).put("ReceiptHandle", message.id).put("Body", message.body)
                    .put("MD5OfBody", md5(message.body)).putObject("Attributes")
                    .put("ApproximateReceiveCount", String.valueOf(message.received))
                    .put("SentTimestamp", String.valueOf(System.currentTimeMillis() - 7_200_000));
        });
    }

    private static String md5(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

package dev.levada.entry.trigger;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// Events as AWS sends them, cut to what matters.
final class Events {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Events() {
    }

    static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (java.io.IOException impossible) {
            throw new AssertionError(impossible);
        }
    }

    static Map<String, Object> s3Record(String eventName, String bucket, Map<String, Object> object) {
        return Map.of("eventSource", "aws:s3", "eventName", eventName, "s3",
                Map.of("bucket", Map.of("name", bucket), "object", object));
    }

    static String s3Put(String encodedKey) {
        return json(Map.of("Records", List.of(s3Record("ObjectCreated:Put", "exports", Map.of("key", encodedKey)))));
    }

    static String eventBridge(String source, String detailType, Map<String, Object> detail) {
        return json(Map.of("source", source, "detail-type", detailType, "detail", detail));
    }

    static String eventBridgePut(String key) {
        return eventBridge("aws.s3", "Object Created",
                Map.of("bucket", Map.of("name", "exports"), "object", Map.of("key", key)));
    }

    static String testEvent() {
        return json(Map.of("Service", "Amazon S3", "Event", "s3:TestEvent", "Bucket", "exports"));
    }

    /// A batch of messages `m0`, `m1`, ...
    static String sqs(String... bodies) {
        List<Map<String, String>> messages = new java.util.ArrayList<>();
        for (int i = 0; i < bodies.length; i++) {
            messages.add(Map.of("eventSource", "aws:sqs", "messageId", "m" + i, "body", bodies[i]));
        }
        return json(Map.of("Records", messages));
    }

    static String snsEvent(String message) {
        return json(Map.of("Records",
                List.of(Map.of("EventSource", "aws:sns", "Sns", Map.of("Type", "Notification", "Message", message)))));
    }

    static String snsEnvelope(String message) {
        return json(Map.of("Type", "Notification", "TopicArn", "arn:aws:sns:eu-north-1:1:t", "Message", message));
    }

    static Triggers decode(String event) {
        return TriggerDecoder.decode(event.getBytes(StandardCharsets.UTF_8));
    }

    /// The one trigger of an event that has one.
    static Trigger only(String event) {
        List<Trigger> all = decode(event).messages().stream().flatMap(message -> message.triggers().stream()).toList();
        if (all.size() != 1) {
            throw new AssertionError("expected one trigger, got " + all);
        }
        return all.getFirst();
    }
}

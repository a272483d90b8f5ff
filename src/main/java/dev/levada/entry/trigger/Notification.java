package dev.levada.entry.trigger;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/// What may come as an event of its own, in the body of a queue's message, or in the message of a topic.
final class Notification {

    private Notification() {
    }

    static List<Trigger> read(JsonNode event) {
        if (S3Notification.is(event)) {
            return S3Notification.read(event);
        }
        if (S3Notification.isTest(event)) {
            return List.of(S3Notification.test());
        }
        if (EventBridgeEvent.is(event)) {
            return List.of(EventBridgeEvent.read(event));
        }
        if (DirectRequest.is(event)) {
            return List.of(DirectRequest.read(event));
        }
        throw new MalformedEvent("expected an event of S3, SQS, SNS or EventBridge, or a request with bucket and key,"
                + " got an object with none of their members");
    }
}

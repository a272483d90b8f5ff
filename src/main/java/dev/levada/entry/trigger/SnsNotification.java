package dev.levada.entry.trigger;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/// A message of a topic: as records to the function, where `EventSource` is capitalised, or as an envelope in the
/// body of a queue's message (unless the subscription delivers raw messages, which have none)
/// (<https://docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html>).
final class SnsNotification {

    private SnsNotification() {
    }

    static boolean isEvent(JsonNode event) {
        return event.path("Records").path(0).path("EventSource").isTextual();
    }

    static List<Trigger> readEvent(JsonNode event) {
        List<Trigger> triggers = new ArrayList<>();
        for (JsonNode rec : event.path("Records")) {
            if ("aws:sns".equals(EventJson.text(rec, "EventSource"))) {
                triggers.addAll(message(rec.path("Sns")));
            } else {
                triggers.add(new Trigger.Ignored(null, "an event of another service than S3"));
            }
        }
        return triggers;
    }

    static boolean isEnvelope(JsonNode body) {
        return body.path("Type").isTextual() && body.path("TopicArn").isTextual();
    }

    static List<Trigger> readEnvelope(JsonNode body) {
        if (!body.path("Type").textValue().equals("Notification")) {
            // ex "SubscriptionConfirmation"
            return List.of(new Trigger.Ignored(null, "a message of SNS about a subscription"));
        }
        return message(body);
    }

    private static List<Trigger> message(JsonNode envelope) {
        try {
            String message = EventJson.requiredText(envelope, "Message", "an SNS notification");
            return Notification.read(EventJson.object(message, "the Message of an SNS notification"));
        } catch (MalformedEvent malformed) {
            return List.of(new Trigger.Malformed(malformed.getMessage()));
        }
    }
}

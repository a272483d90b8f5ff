package dev.levada.entry.trigger;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/// Messages of a queue; what S3, SNS or EventBridge sent is in their bodies
/// (<https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html>).
final class SqsBatch {

    private SqsBatch() {
    }

    static boolean is(JsonNode event) {
        return "aws:sqs".equals(event.path("Records").path(0).path("eventSource").textValue());
    }

    /// A message without an id makes the whole batch malformed: there is no way to say that only it failed.
    static Triggers read(JsonNode event) {
        List<Triggers.Message> messages = new ArrayList<>();
        for (JsonNode message : event.path("Records")) {
            String id = EventJson.requiredText(message, "messageId", "a message of SQS");
            messages.add(new Triggers.Message(id, triggers(message)));
        }
        return new Triggers(messages);
    }

    private static List<Trigger> triggers(JsonNode message) {
        try {
            String text = EventJson.requiredText(message, "body", "a message of SQS");
            JsonNode body = EventJson.object(text, "the body of a message of SQS");
            return SnsNotification.isEnvelope(body) ? SnsNotification.readEnvelope(body) : Notification.read(body);
        } catch (MalformedEvent malformed) {
            return List.of(new Trigger.Malformed(malformed.getMessage()));
        }
    }
}

package dev.levada.entry.trigger;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/// Any event to what it asks for. Whoever sent it, and through whatever it came: S3, SQS, SNS, SNS in SQS, EventBridge,
/// EventBridge in SQS or SNS, or a direct request.
public final class TriggerDecoder {

    private TriggerDecoder() {
    }

    /// Reads an event.
    ///
    /// @param event JSON, in UTF-8
    /// @throws MalformedEvent if nothing can be told of it; what is wrong with one message or record only is a
    ///         [Trigger.Malformed] among the others
    public static Triggers decode(byte[] event) {
        JsonNode root = EventJson.object(event, "the event");
        if (SqsBatch.is(root)) {
            return SqsBatch.read(root);
        }
        List<Trigger> triggers = SnsNotification.isEvent(root)
                ? SnsNotification.readEvent(root)
                : Notification.read(root);
        return new Triggers(List.of(new Triggers.Message(null, triggers)));
    }
}

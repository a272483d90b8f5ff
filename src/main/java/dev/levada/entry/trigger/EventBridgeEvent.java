package dev.levada.entry.trigger;

import com.fasterxml.jackson.databind.JsonNode;

/// What EventBridge sends; for a bucket whose owner has switched it on, `Object Created` with the key as it is
/// (<https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html>).
final class EventBridgeEvent {

    private static final String WHAT = "an EventBridge event of S3";

    private EventBridgeEvent() {
    }

    static boolean is(JsonNode event) {
        return event.path("detail-type").isTextual() && event.path("source").isTextual();
    }

    static Trigger read(JsonNode event) {
        if (!event.path("source").textValue().equals("aws.s3")) {
            return new Trigger.Ignored(null, "an event of another service than S3");
        }
        return switch (event.path("detail-type").textValue()) {
            case "Object Created" -> {
                JsonNode object = event.path("detail").path("object");
                yield location(event).created(EventJson.text(object, "version-id"), EventJson.text(object, "etag"),
                        object);
            }
            case "Object Deleted" ->
                new Trigger.Ignored(location(event).uri(), "a deletion: what was published stays");
            // ex "Object Tags Added", "AWS API Call via CloudTrail": the latter names no object
            default -> new Trigger.Ignored(null, "an S3 event other than Object Created");
        };
    }

    private static Location location(JsonNode event) {
        JsonNode detail = event.path("detail");
        return Location.of(EventJson.requiredText(detail.path("bucket"), "name", WHAT),
                EventJson.requiredText(detail.path("object"), "key", WHAT));
    }
}

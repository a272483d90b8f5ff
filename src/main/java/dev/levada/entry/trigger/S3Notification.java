package dev.levada.entry.trigger;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/// What S3 sends by itself, to the function, a queue or a topic: one or more records, keys URL-encoded
/// (<https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html>), and once a test
/// event.
final class S3Notification {

    private static final String WHAT = "a record of an S3 notification";

    private S3Notification() {
    }

    static boolean isTest(JsonNode event) {
        return "s3:TestEvent".equals(EventJson.text(event, "Event"));
    }

    static Trigger test() {
        return new Trigger.Ignored(null, "the test event that S3 sends when notifications are set up");
    }

    static boolean is(JsonNode event) {
        return event.path("Records").isArray();
    }

    static List<Trigger> read(JsonNode event) {
        List<Trigger> triggers = new ArrayList<>();
        for (JsonNode rec : event.path("Records")) {
            try {
                triggers.add(trigger(rec));
            } catch (MalformedEvent malformed) {
                triggers.add(new Trigger.Malformed(malformed.getMessage()));
            }
        }
        if (triggers.isEmpty()) {
            throw new MalformedEvent("expected at least one record, got none");
        }
        return triggers;
    }

    private static Trigger trigger(JsonNode rec) {
        String source = EventJson.requiredText(rec, "eventSource", "a record");
        if (!source.equals("aws:s3") && !source.equals("minio:s3")) {
            return new Trigger.Ignored(null, "an event of another service than S3");
        }
        JsonNode object = rec.path("s3").path("object");
        Location location = Location.of(EventJson.requiredText(rec.path("s3").path("bucket"), "name", WHAT),
                Location.decodedKey(EventJson.requiredText(object, "key", WHAT)));
        // Other stores write s3:ObjectCreated:Put.
        String name = EventJson.requiredText(rec, "eventName", WHAT).replaceFirst("^s3:", "");
        if (name.startsWith("ObjectCreated:")) {
            return location.created(EventJson.text(object, "versionId"), EventJson.text(object, "eTag"), object);
        }
        boolean removed = name.startsWith("ObjectRemoved:") || name.startsWith("LifecycleExpiration:");
        return new Trigger.Ignored(location.uri(),
                removed ? "a deletion: what was published stays" : "an S3 event other than ObjectCreated");
    }
}

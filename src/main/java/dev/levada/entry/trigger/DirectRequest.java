package dev.levada.entry.trigger;

import com.fasterxml.jackson.databind.JsonNode;
import dev.levada.model.ObjectRef;
import java.util.Set;

/// What a person or a state machine sends: `{"bucket": ..., "key": ..., "version": ..., "pipeline": ...}`, the last two
/// optional, the key as it is.
final class DirectRequest {

    private static final String WHAT = "a direct request";
    private static final Set<String> MEMBERS = Set.of("bucket", "key", "version", "pipeline");

    private DirectRequest() {
    }

    static boolean is(JsonNode event) {
        return event.has("bucket") || event.has("key");
    }

    static Trigger read(JsonNode event) {
        for (String member : (Iterable<String>) event::fieldNames) {
            if (!MEMBERS.contains(member)) {
                throw new MalformedEvent(
                        "expected only bucket, key, version and pipeline in a direct request, got another member");
            }
        }
        Location location = Location.of(EventJson.requiredText(event, "bucket", WHAT),
                EventJson.requiredText(event, "key", WHAT));
        ObjectRef export = new ObjectRef(location.bucket(), location.key(), optionalText(event, "version"), null, -1,
                null);
        return new Trigger.Export(export, optionalText(event, "pipeline"));
    }

    /// Absent and null are the same; anything else must be a text, lest a request that pins a version runs another.
    private static String optionalText(JsonNode event, String member) {
        return event.path(member).isMissingNode() || event.path(member).isNull()
                ? null
                : EventJson.requiredText(event, member, WHAT);
    }
}

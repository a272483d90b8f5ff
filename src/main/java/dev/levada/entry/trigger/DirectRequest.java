package dev.levada.entry.trigger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.levada.model.ObjectRef;
import java.util.Set;

/// What a person, a state machine or a run that asks for more time sends: `{"bucket": ..., "key": ..., "version": ...,
/// "etag": ..., "sequencer": ..., "pipeline": ...}`, all but the first two optional, the key as it is.
public final class DirectRequest {

    private static final String WHAT = "a direct request";
    private static final Set<String> MEMBERS = Set.of("bucket", "key", "version", "etag", "sequencer", "pipeline");

    private DirectRequest() {
    }

    static boolean is(JsonNode event) {
        return event.has("bucket") || event.has("key");
    }

    static Trigger read(JsonNode event) {
        for (String member : (Iterable<String>) event::fieldNames) {
            if (!MEMBERS.contains(member)) {
                throw new MalformedEvent(
                        "expected only bucket, key, version, etag, sequencer and pipeline in a direct request,"
                                + " got another member");
            }
        }
        Location location = Location.of(EventJson.requiredText(event, "bucket", WHAT),
                EventJson.requiredText(event, "key", WHAT));
        ObjectRef export = new ObjectRef(location.bucket(), location.key(), optionalText(event, "version"),
                optionalText(event, "etag"), -1, optionalText(event, "sequencer"));
        return new Trigger.Export(export, optionalText(event, "pipeline"));
    }

    /// The request for an object, with all that tells which version is meant.
    ///
    /// @param pipeline its name, or null: the key decides
    public static String of(ObjectRef export, String pipeline) {
        ObjectNode request = JsonNodeFactory.instance.objectNode().put("bucket", export.bucket())
                .put("key", export.key());
        put(request, "pipeline", pipeline);
        put(request, "version", export.version());
        put(request, "etag", export.etag());
        put(request, "sequencer", export.sequencer());
        return request.toString();
    }

    private static void put(ObjectNode request, String member, String text) {
        if (text != null) {
            request.put(member, text);
        }
    }

    /// Absent and null are the same; anything else must be a text, lest a request that pins a version runs another.
    private static String optionalText(JsonNode event, String member) {
        return event.path(member).isMissingNode() || event.path(member).isNull()
                ? null
                : EventJson.requiredText(event, member, WHAT);
    }
}

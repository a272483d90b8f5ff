package dev.levada.entry.trigger;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// Reads JSON objects of events, and texts out of them, with messages that quote nothing.
final class EventJson {

    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    private EventJson() {
    }

    static JsonNode object(byte[] json, String what) {
        try {
            return object(JSON.readTree(json), what);
        } catch (IOException quotesItsInput) {
            throw notJson(what);
        }
    }

    static JsonNode object(String json, String what) {
        return object(json.getBytes(StandardCharsets.UTF_8), what);
    }

    private static JsonNode object(JsonNode node, String what) {
        if (!node.isObject()) {
            throw notJson(what);
        }
        return node;
    }

    private static MalformedEvent notJson(String what) {
        return new MalformedEvent("expected a JSON object in " + what + ", got something else");
    }

    /// The text of a member, or null where there is none or it is empty (an absent `versionId` is often `""`).
    static String text(JsonNode object, String member) {
        String text = object.path(member).textValue();
        return text == null || text.isEmpty() ? null : text;
    }

    /// The text of a member that must be there.
    static String requiredText(JsonNode object, String member, String what) {
        String text = text(object, member);
        if (text == null) {
            throw new MalformedEvent("expected the text " + member + " in " + what + ", got none");
        }
        return text;
    }

    /// The whole number of a member that is a count of bytes, or -1.
    static long size(JsonNode object) {
        JsonNode size = object.path("size");
        return size.isIntegralNumber() && size.canConvertToLong() ? Math.max(-1, size.longValue()) : -1;
    }
}

package dev.levada.stage.output;

import dev.levada.model.Reject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// Writes rejects as NDJSON: `source`, `offset`, `length`, `index`, `field` (null where the record as a whole is at
/// fault), `code`, `reason`, and `raw` (base64) only where the definition keeps it.
final class RejectEncoder {

    private final String source;

    RejectEncoder(String sourceUri) {
        this.source = "{\"source\":" + JsonText.quoted(sourceUri);
    }

    /// The line of a reject.
    byte[] encode(Reject reject) {
        StringBuilder line = new StringBuilder(source);
        line.append(",\"offset\":").append(reject.offset());
        line.append(",\"length\":").append(reject.length());
        line.append(",\"index\":").append(reject.index());
        line.append(",\"field\":").append(reject.field() == null ? "null" : JsonText.quoted(reject.field()));
        line.append(",\"code\":\"").append(reject.code().name());
        line.append("\",\"reason\":").append(JsonText.quoted(reject.reason()));
        if (reject.raw() != null) {
            line.append(",\"raw\":\"").append(Base64.getEncoder().encodeToString(reject.raw())).append('"');
        }
        return line.append("}\n").toString().getBytes(StandardCharsets.UTF_8);
    }
}

package dev.levada.entry.trigger;

import com.fasterxml.jackson.databind.JsonNode;
import dev.levada.model.ObjectRef;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// Bucket and key of an object, as events name them.
record Location(String bucket, String key) {

    /// @param bucket a member `name` in S3's events
    /// @param key as it is in the bucket
    static Location of(String bucket, String key) {
        if (bucket.contains("/")) {
            throw new MalformedEvent("expected the name of a bucket, got a slash in it");
        }
        return new Location(bucket, key);
    }

    String uri() {
        return "s3://" + bucket + "/" + key;
    }

    /// What was created there, or why it is nothing to run.
    ///
    /// @param version id of the version, or null
    /// @param object the member of the event that has `size` and `sequencer`
    Trigger created(String version, String etag, JsonNode object) {
        long size = EventJson.size(object);
        if (key.endsWith("/") && size == 0) {
            return new Trigger.Ignored(uri(), "the mark of a folder");
        }
        ObjectRef export = new ObjectRef(bucket, key, version, etag, size, EventJson.text(object, "sequencer"));
        return new Trigger.Export(export, null);
    }

    /// Undoes the encoding of keys in S3 notifications: `+` is a space, `%2B` a plus, `%C3%A9` an é.
    ///
    /// `URLDecoder` would do, but it makes U+FFFD of bytes that are no UTF-8, and so another key.
    static String decodedKey(String encoded) {
        try {
            ByteBuffer in = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(encoded));
            ByteBuffer out = ByteBuffer.allocate(in.remaining());
            while (in.hasRemaining()) {
                byte next = in.get();
                switch (next) {
                    case '+' -> out.put((byte) ' ');
                    case '%' ->
                        out.put((byte) (HexFormat.fromHexDigit(in.get()) << 4 | HexFormat.fromHexDigit(in.get())));
                    default -> out.put(next);
                }
            }
            return StandardCharsets.UTF_8.newDecoder().decode(out.flip()).toString();
        } catch (IllegalArgumentException | BufferUnderflowException | CharacterCodingException notEncoded) {
            // ex "100%", "%zz", "%FF"
            throw new MalformedEvent("expected a URL-encoded key in an S3 notification, got another encoding");
        }
    }
}

package dev.levada.run;

import dev.levada.model.ObjectRef;

/// A place on S3 as people write it: `s3://bucket/key`.
///
/// @param key of an object, or a prefix; empty for the whole bucket
public record S3Uri(String bucket, String key) {

    private static final String SCHEME = "s3://";

    /// Whether the text names a place on S3, and not a path.
    public static boolean is(String text) {
        return text.startsWith(SCHEME);
    }

    /// Reads it. The key is taken as it stands: nothing in it is encoded.
    ///
    /// @throws IllegalArgumentException with a message for the user
    public static S3Uri parse(String text) {
        if (!is(text)) {
            throw new IllegalArgumentException("expected s3://bucket/key, got " + text);
        }
        String place = text.substring(SCHEME.length());
        int slash = place.indexOf('/');
        String bucket = slash < 0 ? place : place.substring(0, slash);
        if (bucket.isBlank()) {
            throw new IllegalArgumentException("expected the name of a bucket in s3://bucket/key, got none");
        }
        return new S3Uri(bucket, slash < 0 ? "" : place.substring(slash + 1));
    }

    /// An export there, nothing looked at yet.
    public ObjectRef object() {
        return ObjectRef.object(bucket, key);
    }
}

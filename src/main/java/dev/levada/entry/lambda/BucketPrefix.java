package dev.levada.entry.lambda;

import dev.levada.model.ObjectRef;
import java.util.stream.Stream;

/// A place in a bucket: everything whose key begins with the prefix.
///
/// @param prefix empty for the whole bucket, otherwise ends in `/`
public record BucketPrefix(String bucket, String prefix) {

    private static final String SCHEME = "s3://";

    public BucketPrefix {
        prefix = prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/";
    }

    /// Reads `s3://bucket/prefix`, or the name of a bucket.
    ///
    /// @throws IllegalArgumentException with a message for the user
    public static BucketPrefix parse(String text) {
        String place = isUri(text) ? text.substring(SCHEME.length()) : text;
        int slash = place.indexOf('/');
        String bucket = slash < 0 ? place : place.substring(0, slash);
        // Where buckets are folders, dots would lead out of them.
        boolean leadsOut = Stream.of(place.split("/")).anyMatch(name -> name.equals(".") || name.equals(".."));
        if (bucket.isBlank() || leadsOut || (slash >= 0 && !isUri(text))) {
            throw new IllegalArgumentException("expected s3://bucket/prefix or the name of a bucket, got " + text);
        }
        return new BucketPrefix(bucket, slash < 0 ? "" : place.substring(slash + 1));
    }

    /// Whether the text names a place on S3 and not a folder.
    static boolean isUri(String text) {
        return text.startsWith(SCHEME);
    }

    /// Whether the object lies here.
    public boolean holds(ObjectRef object) {
        return object.bucket().equals(bucket) && object.key().startsWith(prefix);
    }
}

package dev.levada.model;

import java.time.Instant;

/// An export: an object in a bucket, a local file, or the standard input.
///
/// @param bucket S3 bucket (or the folder that plays one); empty for a local file and the standard input
/// @param key object key, decoded; the absolute path of a local file; `-` for the standard input
/// @param version what tells this content from another under the same key: the version id, else the ETag, else size and
///        modification time of a file; null while nobody has looked
/// @param etag for `If-Match`, or null
/// @param size bytes, or -1 where unknown
/// @param sequencer order of events of one key (hex, compared after right-padding with zeros), or null
/// @param modified when it was written, as its store says; null while nobody has looked. Where a sequencer is missing it decides
///        which of two versions is the newer one
public record ObjectRef(String bucket, String key, String version, String etag, long size, String sequencer,
        Instant modified) {

    public ObjectRef(String bucket, String key, String version, String etag, long size, String sequencer) {
        this(bucket, key, version, etag, size, sequencer, null);
    }

    /// The standard input.
    public static final String STANDARD_INPUT = "-";

    /// A local file, nothing looked at yet.
    public static ObjectRef file(String absolutePath) {
        return new ObjectRef("", absolutePath, null, null, -1, null);
    }

    /// An object, nothing looked at yet.
    public static ObjectRef object(String bucket, String key) {
        return new ObjectRef(bucket, key, null, null, -1, null);
    }

    public boolean isLocal() {
        return bucket.isEmpty();
    }

    public boolean isStandardInput() {
        return isLocal() && key.equals(STANDARD_INPUT);
    }

    /// As people and messages write it: `s3://bucket/key`, or the path.
    public String uri() {
        return isLocal() ? key : "s3://" + bucket + "/" + key;
    }
}

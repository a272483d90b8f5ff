package dev.levada.model;

/// A finished file of the output that is staged, and visible to nobody until it is published.
///
/// @param key where it will appear, below the root of the output
/// @param bytes its length
/// @param rows rows (or rejects) in it
/// @param crc32c of its bytes (RFC 3720, Castagnoli)
/// @param staged where it waits
public record Part(Destination destination, String key, long bytes, long rows, int crc32c, Staged staged) {

    /// Where a part waits for its publication.
    public sealed interface Staged {

        /// A file below `.staging/`, published by a rename.
        ///
        /// @param path below the root of the output
        record File(String path) implements Staged {
        }

        /// An S3 multipart upload, published by its completion.
        ///
        /// @param parts of the upload that belong to it, numbered from 1; S3 itself keeps their ETags
        record Upload(String id, int parts) implements Staged {
        }
    }
}

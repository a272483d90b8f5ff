package dev.levada.model;

import java.util.List;

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
        /// @param etags of the uploaded parts, in order
        record Upload(String id, List<String> etags) implements Staged {

            public Upload {
                etags = List.copyOf(etags);
            }
        }
    }
}

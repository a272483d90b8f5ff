package dev.levada.model;

import java.nio.ByteBuffer;

/// A part that is being filled, as a checkpoint keeps it.
///
/// @param number of the part among those of its destination, from 0
/// @param key where it will appear, below the root of the output
/// @param bytes written to it so far, `buffered` included
/// @param rows rows (or rejects) in it so far
/// @param crc32c of its bytes so far
/// @param stored where the bytes that are not buffered lie, safely
/// @param buffered the last of its bytes, where the store cannot take them yet: a view, valid until the next block is written
public record PendingPart(Destination destination, int number, String key, long bytes, long rows, int crc32c,
        Part.Staged stored, ByteBuffer buffered) {
}

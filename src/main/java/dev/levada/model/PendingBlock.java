package dev.levada.model;

import java.nio.ByteBuffer;

/// Encoded rows of one destination that are not enough for a block yet, as a checkpoint keeps them.
///
/// @param rows rows (or rejects) in it
/// @param bytes a view of them, valid until the next batch is encoded
public record PendingBlock(Destination destination, long rows, ByteBuffer bytes) {
}

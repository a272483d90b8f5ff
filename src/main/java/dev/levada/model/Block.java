package dev.levada.model;

/// About 1 MiB of encoded rows of one destination: the unit of compression, and the only place where a part may end.
/// Blocks are cut by the sequence of records alone, so that equal inputs give equal outputs.
///
/// @param slab holds the bytes from index 0; the block is one holder of it
/// @param length bytes in use
/// @param rows rows (or rejects) in it
public record Block(Destination destination, Slab slab, int length, long rows) {

    public byte[] bytes() {
        return slab.bytes();
    }

    public void release() {
        slab.release();
    }
}

package dev.levada.stage.pack;

import dev.levada.model.Slab;
import dev.levada.model.Slabs;

/// Compresses runs of bytes, each on its own and each the same way, whatever came before.
sealed interface Packer permits GzipPacker, ZstdPacker {

    /// @param slab holds the compressed bytes from index 0; the taker releases it
    record Packed(Slab slab, int length) {
    }

    /// Compresses the first `length` bytes into a slab of its own.
    Packed pack(byte[] plain, int length, Slabs slabs);

    /// Frees native memory.
    void close();
}

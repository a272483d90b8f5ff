package dev.levada.stage.pack;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import dev.levada.model.Slab;
import dev.levada.model.Slabs;

/// One zstd frame (RFC 8878) a run of bytes, with checksum and content size, at level 3. No other class of the package
/// touches zstd-jni, so that it is loaded only where it is used.
final class ZstdPacker implements Packer {

    private static final int LEVEL = 3;

    private final ZstdCompressCtx context = new ZstdCompressCtx().setLevel(LEVEL).setChecksum(true)
            .setContentSize(true);

    @Override
    public Packed pack(byte[] plain, int length, Slabs slabs) {
        Slab slab = slabs.take(Math.toIntExact(Zstd.compressBound(length)));
        int packed = context.compressByteArray(slab.bytes(), 0, slab.capacity(), plain, 0, length);
        return new Packed(slab, packed);
    }

    @Override
    public void close() {
        context.close();
    }
}

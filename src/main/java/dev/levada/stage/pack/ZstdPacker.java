package dev.levada.stage.pack;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import dev.levada.model.Slab;
import dev.levada.model.Slabs;

/// One zstd frame (RFC 8878) a run of bytes, with checksum and content size, at level 3 with a longer shortest match: rows repeat
/// the names between their values and the beginnings of these, and what matches in 5 bytes mostly does so by chance. So it makes
/// smaller files in less time than the level by itself, and smaller tables lose none of that. No other class of the package touches
/// zstd-jni, so that it is loaded only where it is used.
final class ZstdPacker implements Packer {

    private static final int LEVEL = 3;
    /// Bytes; for a whole block the level by itself has 5.
    private static final int SHORTEST_MATCH = 6;
    /// Entries of the two tables of matches, as powers of two; for a whole block the level by itself has 17 and 16. The sample of
    /// [Packing#version] is smaller: it does not tell other tables apart.
    private static final int LONG_MATCHES = 16;
    private static final int SHORT_MATCHES = 15;

    private final ZstdCompressCtx context = new ZstdCompressCtx().setLevel(LEVEL).setMinMatch(SHORTEST_MATCH)
            .setHashLog(LONG_MATCHES).setChainLog(SHORT_MATCHES).setChecksum(true).setContentSize(true);

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

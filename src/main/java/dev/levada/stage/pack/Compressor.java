package dev.levada.stage.pack;

import dev.levada.model.Block;
import dev.levada.model.Compression;
import dev.levada.model.Drawn;
import dev.levada.model.Slabs;
import dev.levada.model.Stage;
import dev.levada.stage.pack.Packer.Packed;
import java.util.Arrays;
import java.util.List;

/// Compresses every block on its own: one whole gzip member (RFC 1952) or zstd frame (RFC 8878), or the block as it is.
/// Parts made of such blocks are whole compressed files, and equal blocks give equal bytes.
///
/// The plain block's slab is released when the packed one, in a slab of its own, is drawn. Destination and
/// rows are the plain block's.
public final class Compressor implements Stage<Block, Block> {

    private final Compression compression;
    private final Slabs slabs;
    /// Null until the first use, and where nothing is compressed.
    private Packer packer;
    /// A block that was fed and not yet drawn, or null.
    private Block plain;

    private Compressor(Compression compression, Slabs slabs) {
        this.compression = compression;
        this.slabs = slabs;
    }

    /// A stage that compresses like this.
    ///
    /// @param slabs for packed blocks; one that is larger than these gets a slab of its own
    public static Compressor of(Compression compression, Slabs slabs) {
        return new Compressor(compression, slabs);
    }

    @Override
    public Iterable<Block> feed(Block block) {
        return switch (compression) {
            case NONE -> List.of(block);
            case GZIP, ZSTD -> {
                plain = block;
                yield Drawn.until(this::next);
            }
        };
    }

    private Block next() {
        if (plain == null) {
            return null;
        }
        Block block = plain;
        Packed packed = packer().pack(block.bytes(), block.length(), slabs);
        plain = null;
        block.release();
        return new Block(block.destination(), packed.slab(), packed.length(), block.rows());
    }

    /// Compresses bytes that belong to no block, such as what every part begins with: a member or frame of their own.
    public byte[] pack(byte[] bytes) {
        return switch (compression) {
            case NONE -> bytes;
            case GZIP, ZSTD -> {
                Packed packed = packer().pack(bytes, bytes.length, slabs);
                byte[] copy = Arrays.copyOf(packed.slab().bytes(), packed.length());
                packed.slab().release();
                yield copy;
            }
        };
    }

    private Packer packer() {
        if (packer == null) {
            packer = switch (compression) {
                case GZIP -> new GzipPacker();
                case ZSTD -> new ZstdPacker();
                case NONE -> throw new IllegalStateException("nothing is compressed");
            };
        }
        return packer;
    }

    @Override
    public void close() {
        if (plain != null) {
            plain.release();
            plain = null;
        }
        if (packer != null) {
            packer.close();
            packer = null;
        }
    }
}

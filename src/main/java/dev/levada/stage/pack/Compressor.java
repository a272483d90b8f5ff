package dev.levada.stage.pack;

import dev.levada.model.Block;
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

    private final Packing packing;
    private final Slabs slabs;
    /// Null until the first use, and where nothing is compressed.
    private Packer packer;
    /// A block that was fed and not yet drawn, or null.
    private Block plain;

    private Compressor(Packing packing, Slabs slabs) {
        this.packing = packing;
        this.slabs = slabs;
    }

    /// A stage that compresses like this.
    ///
    /// @param slabs for packed blocks; one that is larger than these gets a slab of its own
    public static Compressor of(Packing packing, Slabs slabs) {
        return new Compressor(packing, slabs);
    }

    @Override
    public Iterable<Block> feed(Block block) {
        return switch (packing) {
            case NONE -> List.of(block);
            case ZLIB, ISAL, ZSTD -> {
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
        return switch (packing) {
            case NONE -> bytes;
            case ZLIB, ISAL, ZSTD -> {
                Packed packed = packer().pack(bytes, bytes.length, slabs);
                byte[] copy = Arrays.copyOf(packed.slab().bytes(), packed.length());
                packed.slab().release();
                yield copy;
            }
        };
    }

    private Packer packer() {
        if (packer == null) {
            packer = switch (packing) {
                case ZLIB -> new GzipPacker(new ZlibDeflater());
                case ISAL -> new GzipPacker(IsalDeflater.open());
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

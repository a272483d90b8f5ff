package dev.levada.stage.pack;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import dev.levada.contract.CompressorContract;
import dev.levada.contract.CountedSlabs;
import dev.levada.model.Block;
import dev.levada.model.Compression;
import dev.levada.model.Destination;
import dev.levada.model.Slab;
import dev.levada.model.Slabs;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

final class CompressorTest {

    private interface Opening {
        InputStream open(InputStream file) throws IOException;
    }

    private static byte[] drained(byte[] file, Opening opening) {
        try (InputStream in = opening.open(new ByteArrayInputStream(file))) {
            return in.readAllBytes();
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
    }

    @Nested
    final class GzipPackingTest implements CompressorContract {
        @Override
        public Compression compression() {
            return Compression.GZIP;
        }

        @Override
        public byte[] read(byte[] file) {
            return drained(file, GZIPInputStream::new);
        }
    }

    @Nested
    final class ZstdPackingTest implements CompressorContract {
        @Override
        public Compression compression() {
            return Compression.ZSTD;
        }

        @Override
        public byte[] read(byte[] file) {
            return drained(file, in -> new ZstdInputStreamNoFinalizer(in).setContinuous(false));
        }
    }

    @Nested
    final class NoPackingTest implements CompressorContract {
        @Override
        public Compression compression() {
            return Compression.NONE;
        }

        @Override
        public byte[] read(byte[] file) {
            return file;
        }
    }

    @Test
    void aGzipHeaderHasNoTimeAndNoSystem() {
        Compressor compressor = Compressor.of(Compression.GZIP, new Slabs(64, 0));
        byte[] packed = compressor.pack(new byte[]{'1'});
        assertEquals("1f8b08000000000000ff", HexFormat.of().formatHex(Arrays.copyOf(packed, 10)));
        compressor.close();
    }

    @Test
    void aZstdFrameSaysHowLongItsTextIs() {
        Compressor compressor = Compressor.of(Compression.ZSTD, new Slabs(64, 0));
        byte[] packed = compressor.pack(new byte[1234]);
        assertEquals(1234, Zstd.getFrameContentSize(packed));
        assertEquals(4, packed[4] & 4, "checksum flag");
        compressor.close();
    }

    @Test
    void withoutCompressionTheBlockItselfPassesThrough() {
        Slab slab = new Slabs(64, 0).take();
        Block block = new Block(Destination.DATA, slab, 3, 1);
        assertSame(block, Compressor.of(Compression.NONE, new Slabs(64, 0)).feed(block).iterator().next());
    }

    @Test
    void aBlockThatNobodyDrewIsReleasedOnClose() {
        CountedSlabs in = new CountedSlabs(64, 2);
        Compressor compressor = Compressor.of(Compression.ZSTD, new Slabs(64, 0));
        Iterable<Block> undrawn = compressor.feed(new Block(Destination.DATA, in.slabs().take(), 3, 1));
        compressor.close();
        in.assertAllAreBack("closed");
        assertEquals(false, undrawn.iterator().hasNext());
        assertArrayEquals(new byte[0], Compressor.of(Compression.NONE, in.slabs()).pack(new byte[0]));
    }
}

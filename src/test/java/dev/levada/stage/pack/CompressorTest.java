package dev.levada.stage.pack;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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
    final class ZlibPackingTest implements CompressorContract {
        @Override
        public Packing packing() {
            return Packing.ZLIB;
        }

        @Override
        public byte[] read(byte[] file) {
            return drained(file, GZIPInputStream::new);
        }
    }

    @Nested
    @EnabledIf("dev.levada.stage.pack.IsalDeflater#isSupported")
    final class IsalPackingTest implements CompressorContract {
        @Override
        public Packing packing() {
            return Packing.ISAL;
        }

        @Override
        public byte[] read(byte[] file) {
            return drained(file, GZIPInputStream::new);
        }
    }

    @Nested
    final class ZstdPackingTest implements CompressorContract {
        @Override
        public Packing packing() {
            return Packing.ZSTD;
        }

        @Override
        public byte[] read(byte[] file) {
            return drained(file, in -> new ZstdInputStreamNoFinalizer(in).setContinuous(false));
        }
    }

    @Nested
    final class NoPackingTest implements CompressorContract {
        @Override
        public Packing packing() {
            return Packing.NONE;
        }

        @Override
        public byte[] read(byte[] file) {
            return file;
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = {"NONE", "ZSTD"})
    void aGzipHeaderHasNoTimeAndNoSystem(Packing packing) {
        assumeTrue(packing.isSupported(), "ISA-L is for x86-64");
        Compressor compressor = Compressor.of(packing, new Slabs(64, 0));
        byte[] packed = compressor.pack(new byte[]{'1'});
        assertEquals("1f8b08000000000000ff", HexFormat.of().formatHex(Arrays.copyOf(packed, 10)));
        compressor.close();
    }

    @Test
    void librariesAreToldApart() {
        List<String> versions = Stream.of(Packing.values()).filter(Packing::isSupported).map(Packing::version).toList();
        assertEquals(versions.size(), Set.copyOf(versions).size(), versions::toString);
    }

    /// The same assembler on every x86-64: CRC-32 of what it makes of the sample.
    @Test
    @EnabledIf("dev.levada.stage.pack.IsalDeflater#isSupported")
    void isalMakesTheSameBytesOnEveryMachine() {
        assertEquals("isal-b7abdcc9", Packing.ISAL.version());
    }

    @Test
    void theFastestIsOneThatIsThere() {
        boolean x86 = List.of("amd64", "x86_64").contains(System.getProperty("os.arch"));
        boolean glibc = System.getProperty("os.name").equals("Linux")
                && Files.exists(Path.of("/lib64/ld-linux-x86-64.so.2"));
        if (x86 && glibc) {
            assertEquals(Packing.ISAL, Packing.fastest(Compression.GZIP));
        }
        for (Compression compression : Compression.values()) {
            assertTrue(Packing.fastest(compression).isSupported());
            assertTrue(Packing.portable(compression).isSupported());
            assertEquals(compression, Packing.fastest(compression).compression());
            assertEquals(compression, Packing.portable(compression).compression());
        }
    }

    @Test
    void aZstdFrameSaysHowLongItsTextIs() {
        Compressor compressor = Compressor.of(Packing.ZSTD, new Slabs(64, 0));
        byte[] packed = compressor.pack(new byte[1234]);
        assertEquals(1234, Zstd.getFrameContentSize(packed));
        assertEquals(4, packed[4] & 4, "checksum flag");
        compressor.close();
    }

    @Test
    void withoutCompressionTheBlockItselfPassesThrough() {
        Slab slab = new Slabs(64, 0).take();
        Block block = new Block(Destination.DATA, slab, 3, 1);
        assertSame(block, Compressor.of(Packing.NONE, new Slabs(64, 0)).feed(block).iterator().next());
    }

    @Test
    void aBlockThatNobodyDrewIsReleasedOnClose() {
        CountedSlabs in = new CountedSlabs(64, 2);
        Compressor compressor = Compressor.of(Packing.ZSTD, new Slabs(64, 0));
        Iterable<Block> undrawn = compressor.feed(new Block(Destination.DATA, in.slabs().take(), 3, 1));
        compressor.close();
        in.assertAllAreBack("closed");
        assertEquals(false, undrawn.iterator().hasNext());
        assertArrayEquals(new byte[0], Compressor.of(Packing.NONE, in.slabs()).pack(new byte[0]));
    }
}

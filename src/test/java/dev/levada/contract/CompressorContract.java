package dev.levada.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.levada.model.Block;
import dev.levada.model.Destination;
import dev.levada.model.Slab;
import dev.levada.model.Slabs;
import dev.levada.stage.codec.Decoded;
import dev.levada.stage.codec.Decompressor;
import dev.levada.stage.pack.Compressor;
import dev.levada.stage.pack.Packing;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What packing does in every compression: other readers and our own read what went in, and equal blocks give equal
/// bytes.
public interface CompressorContract {

    Packing packing();

    /// Reads a file with another reader than ours.
    byte[] read(byte[] file);

    /// Rows that shrink, nothing, noise that does not shrink, and more than a slab holds.
    private static List<byte[]> blocks() {
        byte[] rows = "{\"id\":1,\"city\":\"Bergen\"}\n".repeat(30).getBytes(StandardCharsets.UTF_8);
        byte[] noise = new byte[5000];
        new Random(7).nextBytes(noise);
        return List.of(rows, new byte[0], Arrays.copyOf(noise, 300), noise, rows);
    }

    private static Block block(Slabs slabs, byte[] plain) {
        Slab slab = slabs.take(plain.length);
        System.arraycopy(plain, 0, slab.bytes(), 0, plain.length);
        return new Block(Destination.REJECTS, slab, plain.length, 30);
    }

    private List<byte[]> packed(Compressor compressor) {
        List<byte[]> packed = new ArrayList<>();
        for (byte[] plain : blocks()) {
            compressor.feed(block(new Slabs(1024, 0), plain)).forEach(block -> {
                packed.add(Arrays.copyOf(block.bytes(), block.length()));
                block.release();
            });
        }
        compressor.close();
        return packed;
    }

    private static byte[] joined(List<byte[]> parts) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        parts.forEach(file::writeBytes);
        return file.toByteArray();
    }

    private Compressor compressor() {
        return Compressor.of(packing(), new Slabs(1024, 4));
    }

    @Test
    default void blocksBehindEachOtherAreOneFileForOthersAndForUs() {
        byte[] file = joined(packed(compressor()));
        assertArrayEquals(joined(blocks()), read(file));
        Decoded ours = Decoded.whole(slabs -> new Decompressor(new Slabs(100, 0), 23), file);
        assertEquals(new Decoded(joined(blocks()), 0, null), ours);
    }

    @Test
    default void everyBlockIsAFileOfItsOwn() {
        List<byte[]> packed = packed(compressor());
        for (int i = 0; i < packed.size(); i++) {
            assertArrayEquals(blocks().get(i), read(packed.get(i)), "block " + i);
        }
    }

    @Test
    default void equalBlocksGiveEqualBytesWhateverCameBefore() {
        List<byte[]> packed = packed(compressor());
        assertArrayEquals(packed.getFirst(), packed.getLast());
        assertArrayEquals(joined(packed), joined(packed(compressor())));
    }

    @Test
    default void ofTheSameTextThereIsOneVersion() {
        assertEquals(packing().version(), packing().version());
        assertTrue(packing().version().matches(packing().name().toLowerCase(Locale.ROOT) + "-[0-9a-f]{8}"));
    }

    @Test
    default void aBlockOfAFullSlabFitsIntoAnotherWhateverItHolds() {
        byte[] noise = new byte[1 << 20];
        new Random(11).nextBytes(noise);
        CountedSlabs slabs = new CountedSlabs((1 << 20) + (64 << 10), 4);
        Compressor compressor = Compressor.of(packing(), slabs.slabs());
        Slab slab = slabs.slabs().take(noise.length);
        System.arraycopy(noise, 0, slab.bytes(), 0, noise.length);
        Block packed = compressor.feed(new Block(Destination.DATA, slab, noise.length, 1)).iterator().next();
        assertArrayEquals(noise, read(Arrays.copyOf(packed.bytes(), packed.length())));
        packed.release();
        slabs.assertAllAreBack("packed");
        compressor.close();
    }

    @Test
    default void whatABlockSaysOfItselfStays() {
        byte[] plain = blocks().getFirst();
        Compressor compressor = compressor();
        Block packed = compressor.feed(block(new Slabs(1024, 0), plain)).iterator().next();
        assertEquals(Destination.REJECTS, packed.destination());
        assertEquals(30, packed.rows());
        compressor.close();
    }

    @Test
    default void aPreambleIsAFileOfItsOwnToo() {
        byte[] preamble = "id,city\r\n".getBytes(StandardCharsets.UTF_8);
        Compressor compressor = compressor();
        assertArrayEquals(preamble, read(compressor.pack(preamble)));
        assertArrayEquals(compressor.pack(preamble), compressor.pack(preamble));
        compressor.close();
    }

    @Test
    default void everySlabComesBack() {
        CountedSlabs in = new CountedSlabs(8192, 4);
        CountedSlabs out = new CountedSlabs(8192, 4);
        Compressor compressor = Compressor.of(packing(), out.slabs());
        for (byte[] plain : blocks()) {
            compressor.feed(block(in.slabs(), plain)).forEach(Block::release);
            in.assertAllAreBack("drawn");
            out.assertAllAreBack("drawn");
        }
        compressor.close();
    }
}

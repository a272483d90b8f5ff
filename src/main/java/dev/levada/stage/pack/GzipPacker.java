package dev.levada.stage.pack;

import dev.levada.model.Slab;
import dev.levada.model.Slabs;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/// One gzip member (RFC 1952) a run of bytes, by zlib at level 6.
final class GzipPacker implements Packer {

    private static final int LEVEL = 6;
    /// Magic number, deflate, no flags, no time, no extra flags, system unknown.
    private static final byte[] HEADER = {0x1f, (byte) 0x8b, Deflater.DEFLATED, 0, 0, 0, 0, 0, 0, (byte) 0xff};
    /// Checksum and length.
    private static final int TRAILER = 8;

    private final Deflater deflater = new Deflater(LEVEL, true);
    private final CRC32 crc = new CRC32();

    @Override
    public Packed pack(byte[] plain, int length, Slabs slabs) {
        deflater.reset();
        deflater.setInput(plain, 0, length);
        deflater.finish();
        Slab slab = slabs.take(HEADER.length + length / 2 + TRAILER); // text becomes smaller than half
        System.arraycopy(HEADER, 0, slab.bytes(), 0, HEADER.length);
        int end = HEADER.length;
        while (true) {
            end += deflater.deflate(slab.bytes(), end, slab.capacity() - TRAILER - end);
            if (deflater.finished()) {
                return new Packed(slab, writeTrailer(plain, length, slab.bytes(), end));
            }
            slab = grown(slab, end, slabs);
        }
    }

    private static Slab grown(Slab full, int length, Slabs slabs) {
        Slab larger = slabs.take(Math.multiplyExact(full.capacity(), 2));
        System.arraycopy(full.bytes(), 0, larger.bytes(), 0, length);
        full.release();
        return larger;
    }

    private int writeTrailer(byte[] plain, int length, byte[] packed, int end) {
        crc.reset();
        crc.update(plain, 0, length);
        ByteBuffer trailer = ByteBuffer.wrap(packed, end, TRAILER).order(ByteOrder.LITTLE_ENDIAN);
        return trailer.putInt((int) crc.getValue()).putInt(length).position();
    }

    @Override
    public void close() {
        deflater.end();
    }
}

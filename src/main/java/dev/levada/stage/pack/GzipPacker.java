package dev.levada.stage.pack;

import dev.levada.model.Slab;
import dev.levada.model.Slabs;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/// One gzip member (RFC 1952) a run of bytes.
final class GzipPacker implements Packer {

    /// Magic number, deflate, no flags, no time, no extra flags, system unknown.
    private static final byte[] HEADER = {0x1f, (byte) 0x8b, Deflater.DEFLATED, 0, 0, 0, 0, 0, 0, (byte) 0xff};
    /// Checksum and length.
    private static final int TRAILER = 8;

    private final BlockDeflater deflater;
    private final CRC32 crc = new CRC32();

    GzipPacker(BlockDeflater deflater) {
        this.deflater = deflater;
    }

    @Override
    public Packed pack(byte[] plain, int length, Slabs slabs) {
        Slab slab = slabs.take(HEADER.length + BlockDeflater.bound(length) + TRAILER);
        int end = deflater.deflate(plain, length, slab.bytes(), HEADER.length);
        System.arraycopy(HEADER, 0, slab.bytes(), 0, HEADER.length);
        return new Packed(slab, writeTrailer(plain, length, slab.bytes(), end));
    }

    private int writeTrailer(byte[] plain, int length, byte[] packed, int end) {
        crc.reset();
        crc.update(plain, 0, length);
        ByteBuffer trailer = ByteBuffer.wrap(packed, end, TRAILER).order(ByteOrder.LITTLE_ENDIAN);
        return trailer.putInt((int) crc.getValue()).putInt(length).position();
    }

    @Override
    public void close() {
        deflater.close();
    }
}

package dev.levada.stage.codec;

import java.nio.ByteBuffer;

/// Code units of UTF-32: each is a character, or nothing.
final class Utf32Units implements CodeUnits {

    @Override
    public int width() {
        return Integer.BYTES;
    }

    @Override
    public void write(ByteBuffer in, ByteBuffer out) {
        while (in.remaining() >= Integer.BYTES && out.remaining() >= Decoder.ROOM) {
            Utf8.write(in.getInt(), out);
        }
    }

    @Override
    public boolean isPending() {
        return false;
    }

    @Override
    public void end(ByteBuffer out) {
        // No code unit waits for another.
    }
}

package dev.levada.stage.pack;

import java.util.zip.Deflater;

/// zlib at level 6, the way every gzip does it: it comes with the JDK, and so runs anywhere.
final class ZlibDeflater implements BlockDeflater {

    private static final int LEVEL = 6;

    private final Deflater deflater = new Deflater(LEVEL, true);

    @Override
    public int deflate(byte[] plain, int length, byte[] into, int at) {
        deflater.reset();
        deflater.setInput(plain, 0, length);
        deflater.finish();
        int end = at;
        while (!deflater.finished()) {
            int made = deflater.deflate(into, end, into.length - end);
            if (made == 0) {
                throw new IllegalStateException("expected " + BlockDeflater.bound(length) + " bytes of room, got less");
            }
            end += made;
        }
        return end;
    }

    @Override
    public void close() {
        deflater.end();
    }
}

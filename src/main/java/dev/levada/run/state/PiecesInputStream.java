package dev.levada.run.state;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;

/// Several buffers as one stream, without a copy; their positions stay as they are.
final class PiecesInputStream extends InputStream {

    private final List<ByteBuffer> left;
    private int piece;

    PiecesInputStream(List<ByteBuffer> pieces) {
        this.left = pieces.stream().map(ByteBuffer::duplicate).toList();
    }

    @Override
    public int read() {
        return advanced() ? left.get(piece).get() & 0xff : -1;
    }

    @Override
    public int read(byte[] bytes, int from, int length) {
        if (length == 0) {
            return 0;
        }
        if (!advanced()) {
            return -1;
        }
        int count = Math.min(length, left.get(piece).remaining());
        left.get(piece).get(bytes, from, count);
        return count;
    }

    @Override
    public int available() {
        return advanced() ? left.get(piece).remaining() : 0;
    }

    /// To the next piece that has bytes; false behind the last.
    private boolean advanced() {
        while (piece < left.size() && !left.get(piece).hasRemaining()) {
            piece++;
        }
        return piece < left.size();
    }
}

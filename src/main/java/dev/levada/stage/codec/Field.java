package dev.levada.stage.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// A few little-endian bytes of a header or trailer that are needed together and may be cut by a chunk's edge.
final class Field {

    private final ByteBuffer bytes;

    /// @param longest most bytes that are gathered at once
    Field(int longest) {
        this.bytes = ByteBuffer.allocate(longest).order(ByteOrder.LITTLE_ENDIAN);
    }

    /// Moves input here until there are so many bytes; false where it needs more input.
    boolean gathered(ByteBuffer in, int length) {
        while (bytes.position() < length) {
            if (!in.hasRemaining()) {
                return false;
            }
            bytes.put(in.get());
        }
        return true;
    }

    /// One byte, unsigned.
    int byteAt(int index) {
        return bytes.get(index) & 0xff;
    }

    /// Two bytes, unsigned.
    int shortAt(int index) {
        return bytes.getShort(index) & 0xffff;
    }

    /// Four bytes.
    int intAt(int index) {
        return bytes.getInt(index);
    }

    /// Up to eight bytes, unsigned.
    long numberAt(int index, int length) {
        long number = 0;
        for (int i = length - 1; i >= 0; i--) {
            number = number << 8 | byteAt(index + i);
        }
        return number;
    }

    /// What was gathered, to be read once; the next field begins empty.
    ByteBuffer taken() {
        ByteBuffer whole = bytes.duplicate().flip();
        bytes.clear();
        return whole;
    }
}

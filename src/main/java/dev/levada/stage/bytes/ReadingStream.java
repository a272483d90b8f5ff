package dev.levada.stage.bytes;

import dev.levada.model.Chunk;
import dev.levada.model.Failure;
import java.io.InputStream;
import java.util.Objects;
import java.util.function.UnaryOperator;

/// A reading as the JDK's own kind of stream. What it fails with is a [Failure], never an [java.io.IOException].
final class ReadingStream extends InputStream {

    private final Reading reading;
    private final UnaryOperator<Failure> meaning;
    /// What was read and not given yet, or null.
    private Chunk chunk;
    private int given;

    /// @param meaning what the stream fails with
    ReadingStream(Reading reading, UnaryOperator<Failure> meaning) {
        this.reading = reading;
        this.meaning = meaning;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) {
        Objects.checkFromIndexSize(from, length, bytes.length);
        if (length == 0) {
            return 0;
        }
        if (chunk == null) {
            chunk = next();
            given = 0;
        }
        if (chunk == null) {
            return -1;
        }
        int count = Math.min(length, chunk.length() - given);
        System.arraycopy(chunk.bytes(), chunk.from() + given, bytes, from, count);
        given += count;
        if (given == chunk.length()) {
            release();
        }
        return count;
    }

    private Chunk next() {
        try {
            return reading.next();
        } catch (Failure failure) {
            throw meaning.apply(failure);
        }
    }

    private void release() {
        if (chunk != null) {
            chunk.release();
            chunk = null;
        }
    }

    @Override
    public void close() {
        release();
        reading.close();
    }
}

package dev.levada.stage.bytes;

import dev.levada.model.Chunk;
import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import dev.levada.model.Slab;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;

/// One pass over a local file. Chunks end at the same places wherever it begins.
final class FileReading implements Reading {

    private final FileByteSource source;
    private final FileChannel channel;
    private final long to;
    private long position;

    private FileReading(FileByteSource source, FileChannel channel, long position, long to) {
        this.source = source;
        this.channel = channel;
        this.position = position;
        this.to = to;
    }

    /// @param from offset of the first byte
    /// @param to offset behind the last one
    static Reading open(FileByteSource source, long from, long to) {
        try {
            FileChannel channel = FileChannel.open(source.path(), StandardOpenOption.READ);
            return new FileReading(source, channel.position(from), from, to);
        } catch (IOException trouble) {
            throw explained(trouble);
        }
    }

    @Override
    public Chunk next() {
        try {
            if (position >= to) {
                source.requireUnchanged();
                return null;
            }
            return fill(source.slabs().take());
        } catch (IOException trouble) {
            throw explained(trouble);
        }
    }

    private Chunk fill(Slab slab) throws IOException {
        try {
            long left = to - position;
            int length = (int) Math.min(slab.capacity() - position % slab.capacity(), left);
            read(ByteBuffer.wrap(slab.bytes(), 0, length));
            position += length;
            return new Chunk(slab, 0, length, position - length);
        } catch (IOException | Failure trouble) {
            slab.release();
            throw trouble;
        }
    }

    private void read(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            if (channel.read(bytes) < 0) {
                throw new Failure(FailureCode.SOURCE_CHANGED, "expected " + source.object().size()
                        + " bytes, got a file that ends after " + (position + bytes.position()));
            }
        }
    }

    /// A file that was there when it was opened, and is gone now, was removed.
    private static Failure explained(IOException trouble) {
        return trouble instanceof NoSuchFileException
                ? new Failure(FailureCode.SOURCE_CHANGED, "expected the file as it was when the run began, got nothing")
                : FileByteSource.unreadable(trouble);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException readOnly) {
            // Nothing was written, so nothing is lost; the end of the reading is what counts.
        }
    }
}

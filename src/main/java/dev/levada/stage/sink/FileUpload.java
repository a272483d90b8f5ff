package dev.levada.stage.sink;

import dev.levada.model.Part;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/// A staged file that is being written.
final class FileUpload implements Staging.Upload {

    /// The JDK copies what a channel is given into native memory of the same size, and keeps that: a block at a time
    /// would keep a block.
    private static final int SLICE = 128 << 10;

    private final String path;
    private final FileChannel channel;

    /// @param path of the file below the root
    FileUpload(String path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
        try {
            int end = from + length;
            for (int i = from; i < end; i += SLICE) {
                ByteBuffer slice = ByteBuffer.wrap(bytes, i, Math.min(SLICE, end - i));
                while (slice.hasRemaining()) {
                    channel.write(slice);
                }
            }
        } catch (IOException trouble) {
            throw FileStaging.unwritable(path, trouble);
        }
    }

    @Override
    public Part.Staged secure() {
        try {
            channel.force(true);
            return new Part.Staged.File(path);
        } catch (IOException trouble) {
            throw FileStaging.unwritable(path, trouble);
        }
    }

    @Override
    public ByteBuffer buffered() {
        return ByteBuffer.allocate(0);
    }

    @Override
    public Part.Staged stage() {
        try (channel) {
            return secure();
        } catch (IOException trouble) {
            throw FileStaging.unwritable(path, trouble);
        }
    }

    @Override
    public void leave() {
        try {
            channel.close();
        } catch (IOException closedAllTheSame) {
            // What had to be safe was secured before.
        }
    }
}

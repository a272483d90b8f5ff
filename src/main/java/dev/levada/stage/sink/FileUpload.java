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

    private final FileStaging staging;
    private final String path;
    private final FileChannel channel;

    /// @param path of the file below the root
    FileUpload(FileStaging staging, String path, FileChannel channel) {
        this.staging = staging;
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
    public Part.Staged stage() {
        try (channel) {
            channel.force(true);
            return new Part.Staged.File(path);
        } catch (IOException trouble) {
            throw FileStaging.unwritable(path, trouble);
        }
    }

    @Override
    public void abort() {
        try {
            channel.close();
            staging.delete(path);
        } catch (IOException leftBehind) {
            // Below .staging/ it is visible to nobody, and the next run of the same export clears it.
        }
    }
}

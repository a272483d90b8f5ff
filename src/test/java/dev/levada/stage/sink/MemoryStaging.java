package dev.levada.stage.sink;

import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import dev.levada.model.Part;
import dev.levada.model.PendingPart;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Notes what becomes of the parts of a sink. It stores [#STORED] bytes at a time, and what is left over is buffered.
final class MemoryStaging implements Staging {

    static final int STORED = 7;

    /// What was written, by key.
    final Map<String, ByteArrayOutputStream> written = new TreeMap<>();
    final List<String> staged = new ArrayList<>();
    final List<String> left = new ArrayList<>();
    /// Bytes that may be written in all.
    long space = Long.MAX_VALUE;
    /// A key that cannot be staged, or null.
    String unstageable;

    String text(String key) {
        return written.get(key).toString(StandardCharsets.US_ASCII);
    }

    @Override
    public Upload begin(String key) {
        written.put(key, new ByteArrayOutputStream());
        return new MemoryUpload(key);
    }

    @Override
    public Upload resume(PendingPart part, InputStream buffered, int bufferedLength) {
        byte[] before = written.get(part.key()).toByteArray();
        ByteArrayOutputStream now = new ByteArrayOutputStream();
        now.write(before, 0, (int) part.bytes() - bufferedLength);
        try {
            now.writeBytes(buffered.readNBytes(bufferedLength));
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
        written.put(part.key(), now);
        return new MemoryUpload(part.key());
    }

    private static void refuse(boolean refused) {
        if (refused) {
            throw new Failure(FailureCode.UNWRITABLE, "expected room, got none");
        }
    }

    @Override
    public void publish(Part part) {
        throw new UnsupportedOperationException("a sink does not publish");
    }

    @Override
    public void remove(String key) {
        throw new UnsupportedOperationException("a sink does not remove");
    }

    @Override
    public void clear(Collection<Part.Staged> kept) {
        throw new UnsupportedOperationException("a sink does not clear");
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException("a sink does not close its staging");
    }

    private final class MemoryUpload implements Upload {

        private final String key;

        MemoryUpload(String key) {
            this.key = key;
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            space -= length;
            refuse(space < 0);
            written.get(key).write(bytes, from, length);
        }

        @Override
        public Part.Staged secure() {
            return new Part.Staged.File(key);
        }

        @Override
        public ByteBuffer buffered() {
            byte[] all = written.get(key).toByteArray();
            return ByteBuffer.wrap(Arrays.copyOfRange(all, all.length - all.length % STORED, all.length));
        }

        @Override
        public Part.Staged stage() {
            refuse(key.equals(unstageable));
            staged.add(key);
            return secure();
        }

        @Override
        public void leave() {
            left.add(key);
        }
    }
}

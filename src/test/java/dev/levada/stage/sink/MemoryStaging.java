package dev.levada.stage.sink;

import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import dev.levada.model.Part;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Notes what becomes of the parts of a sink.
final class MemoryStaging implements Staging {

    /// What was written, by key.
    final Map<String, ByteArrayOutputStream> written = new TreeMap<>();
    final List<String> staged = new ArrayList<>();
    final List<String> aborted = new ArrayList<>();
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
        return new Upload() {
            @Override
            public void write(byte[] bytes, int from, int length) {
                space -= length;
                refuse(space < 0);
                written.get(key).write(bytes, from, length);
            }

            @Override
            public Part.Staged stage() {
                refuse(key.equals(unstageable));
                staged.add(key);
                return new Part.Staged.File(key);
            }

            @Override
            public void abort() {
                aborted.add(key);
            }
        };
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
    public void discard(Part part) {
        throw new UnsupportedOperationException("a sink does not discard");
    }

    @Override
    public void remove(String key) {
        throw new UnsupportedOperationException("a sink does not remove");
    }

    @Override
    public void clear() {
        throw new UnsupportedOperationException("a sink does not clear");
    }
}

package dev.levada.stage.bytes;

import dev.levada.model.Chunk;
import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import dev.levada.model.ObjectRef;
import dev.levada.model.Slab;
import dev.levada.model.Slabs;
import io.smallrye.mutiny.Multi;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.UUID;

/// A stream that comes once: the standard input, or a named pipe. Its size is unknown, and its version is never that of
/// another run, for nobody can tell whether the same bytes came before.
public final class StreamByteSource implements ByteSource {

    private final ObjectRef object;
    private final Opening opening;
    private final Slabs slabs;

    /// How the stream is had when the reading begins: a pipe blocks until somebody writes to it.
    @FunctionalInterface
    interface Opening {
        InputStream open() throws IOException;
    }

    /// @param in read once, to its end, and closed
    public StreamByteSource(InputStream in, Slabs slabs) {
        this(new ObjectRef("", ObjectRef.STANDARD_INPUT, UUID.randomUUID().toString(), null, -1, null), () -> in,
                slabs);
    }

    StreamByteSource(ObjectRef object, Opening opening, Slabs slabs) {
        this.object = object;
        this.opening = opening;
        this.slabs = slabs;
    }

    @Override
    public ObjectRef object() {
        return object;
    }

    @Override
    public Multi<Chunk> read(long from) {
        return Reading.pulled(() -> begin(from));
    }

    private Reading begin(long from) {
        try {
            return new StreamReading(opening.open(), from);
        } catch (IOException trouble) {
            throw FileByteSource.unreadable(trouble);
        }
    }

    /// The one pass.
    private final class StreamReading implements Reading {

        private final InputStream in;
        private final long from;
        private long position;

        StreamReading(InputStream in, long from) {
            this.in = in;
            this.from = from;
        }

        @Override
        public Chunk next() {
            Slab slab = slabs.take();
            try {
                if (position < from) {
                    in.skipNBytes(from);
                    position = from;
                }
                int length = fill(slab.bytes(), slab.capacity());
                if (length == 0) {
                    slab.release();
                    return null;
                }
                position += length;
                return new Chunk(slab, 0, length, position - length);
            } catch (EOFException early) {
                slab.release();
                throw new Failure(FailureCode.SOURCE_CHANGED, "expected at least " + from + " bytes, got fewer", early);
            } catch (IOException trouble) {
                slab.release();
                throw FileByteSource.unreadable(trouble);
            }
        }

        /// Waits for the first bytes, then goes on as long as more are ready: a fast writer fills the slab, a slow
        /// one is not waited for.
        private int fill(byte[] bytes, int room) throws IOException {
            int filled = 0;
            while (filled < room && (filled == 0 || in.available() > 0)) {
                int read = in.read(bytes, filled, room - filled);
                if (read < 0) {
                    break;
                }
                filled += read;
            }
            return filled;
        }

        @Override
        public void close() {
            try {
                in.close();
            } catch (IOException readOnly) {
                // Nothing was written, so nothing is lost; the end of the reading is what counts.
            }
        }
    }
}

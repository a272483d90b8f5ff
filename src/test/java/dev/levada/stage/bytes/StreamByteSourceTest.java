package dev.levada.stage.bytes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.levada.contract.ByteSourceContract;
import dev.levada.model.Chunk;
import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import dev.levada.model.Slabs;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class StreamByteSourceTest implements ByteSourceContract {

    @Override
    public Opened open(byte[] content, Slabs slabs) {
        AtomicInteger open = new AtomicInteger(1);
        InputStream in = new ByteArrayInputStream(content) {
            @Override
            public void close() {
                open.set(0);
            }
        };
        return new Opened(new StreamByteSource(in, slabs), open::get);
    }

    private static ByteSource source(InputStream in) {
        return new StreamByteSource(in, new Slabs(SLAB, 4));
    }

    @Test
    void noTwoStreamsAreTheSame() {
        InputStream nothing = InputStream.nullInputStream();
        assertEquals("-", source(nothing).object().key());
        assertNotEquals(source(nothing).object().version(), source(nothing).object().version());
    }

    @Test
    void aFastWriterFillsTheSlabs() {
        List<Chunk> chunks = source(new Trickle(ByteSourceContract.content(3 * SLAB), 7, 7)).read(0).collect().asList()
                .await().indefinitely();
        assertEquals(List.of(SLAB, SLAB, SLAB), chunks.stream().map(Chunk::length).toList());
    }

    @Test
    void aSlowWriterIsNotWaitedForOnceThereIsSomething() {
        byte[] content = ByteSourceContract.content(30);
        List<Chunk> chunks = source(new Trickle(content, 7, 0)).read(0).collect().asList().await().indefinitely();
        assertEquals(List.of(7, 7, 7, 7, 2), chunks.stream().map(Chunk::length).toList());
        assertArrayEquals(content, ByteSourceContract.joined(chunks));
    }

    @Test
    void aStreamThatBreaksIsUnreadable() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("Input/output error");
            }

            @Override
            public int read(byte[] to, int at, int length) throws IOException {
                return read();
            }
        };
        Failure failure = assertThrows(Failure.class, () -> ByteSourceContract.drain(source(broken).read(0)));
        assertEquals(FailureCode.UNREADABLE, failure.code());
        assertTrue(failure.getMessage().endsWith("got: Input/output error"), failure.getMessage());
    }

    @Test
    void aStreamThatEndsBeforeTheByteToBeginAtIsAnother() {
        InputStream shorter = new ByteArrayInputStream(new byte[5]);
        Failure failure = assertThrows(Failure.class, () -> ByteSourceContract.drain(source(shorter).read(6)));
        assertEquals(FailureCode.SOURCE_CHANGED, failure.code());
    }

    /// Gives so many bytes a call, and says that so many more are ready.
    private static final class Trickle extends InputStream {

        private final ByteArrayInputStream content;
        private final int bytes;
        private final int ready;

        Trickle(byte[] content, int bytes, int ready) {
            this.content = new ByteArrayInputStream(content);
            this.bytes = bytes;
            this.ready = ready;
        }

        @Override
        public int read() {
            return content.read();
        }

        @Override
        public int read(byte[] to, int at, int length) {
            return content.read(to, at, Math.min(length, bytes));
        }

        @Override
        public int available() {
            return ready;
        }
    }
}

package dev.levada.stage.bytes;

import dev.levada.model.Chunk;
import dev.levada.model.ObjectRef;
import io.smallrye.mutiny.Multi;
import java.time.Duration;
import java.util.function.Predicate;

/// An export that was looked at and pinned, and can be read from any byte.
public interface ByteSource {

    /// What is there: size, version and ETag filled in where they are known. They hold for every reading.
    ObjectRef object();

    /// The bytes from `from` (0 up to the size) on, in order, one chunk for each unit of demand; without demand nothing is
    /// read, not even the first byte, and afterwards no more ahead of it than the source was opened for. Each chunk belongs
    /// to its taker. What was opened is closed, and every thread has ended, on completion, failure and cancellation.
    ///
    /// Fails with [dev.levada.model.Failure] `SOURCE_CHANGED` where the bytes are no longer those of [#object], and
    /// `UNREADABLE` where they cannot be had.
    Multi<Chunk> read(long from);

    /// The same for a taker who wants nothing from `to` on, and cancels there: a source that asks for its bytes in ranges asks
    /// for no more than these, and reads nothing ahead. What comes may go beyond.
    default Multi<Chunk> read(long from, long to) {
        return read(from);
    }

    /// The same for a taker whose time is limited: before a source that gives nothing is tried again, the taker is asked whether
    /// the wait and the try may take so long. It may be asked on another thread, while it still has chunks to work on.
    default ByteSource within(Predicate<Duration> allowed) {
        return this;
    }

    /// How often a connection to the source broke, or gave nothing, and was opened again at the byte, in all readings so far.
    default long reopened() {
        return 0;
    }
}

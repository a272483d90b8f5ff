package dev.levada.stage.sink;

import dev.levada.model.Part;
import dev.levada.model.PendingPart;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.List;

/// Where the parts of one run wait, and how they become visible. One thread at a time.
///
/// Everything fails with [dev.levada.model.Failure]: `STAGING_LOST` where what an earlier process or call has staged is
/// gone, `UNWRITABLE` otherwise; except what says that it never fails.
public interface Staging extends AutoCloseable {

    /// Opens a part.
    ///
    /// @param key where it will appear, below the root of the output
    Upload begin(String key);

    /// Goes on with a part that an earlier process was writing, at the byte where `part` was taken. What that process
    /// has written behind it is written again, and is the same.
    ///
    /// @param part as it was; its own [PendingPart#buffered] is not looked at
    /// @param buffered what stood in that buffer: read as far as `bufferedLength` and not closed
    Upload resume(PendingPart part, InputStream buffered, int bufferedLength);

    /// Makes a staged part visible under its key, at once and whole. Again is harmless: a part that is visible
    /// already stays as it is.
    void publish(Part part);

    /// Removes a published part. One that is gone already is no trouble.
    void remove(String key);

    /// Removes whatever an earlier process of this run has left staged, finished or not, but not these.
    void clear(Collection<Part.Staged> kept);

    /// Removes whatever an earlier process of this run has left staged, finished or not.
    default void clear() {
        clear(List.of());
    }

    /// This process goes on no further with the run. What is staged stays. Never fails.
    @Override
    void close();

    /// A part that is being written. It ends in [#stage] or [#leave].
    interface Upload {

        /// Appends bytes; they may be reused when this returns.
        void write(byte[] bytes, int from, int length);

        /// What was written so far, but for [#buffered], is now safely stored, and here.
        Part.Staged secure();

        /// The last of the bytes written, which cannot be stored yet: a view, valid until the next write.
        ByteBuffer buffered();

        /// The part is whole: it now waits, safely stored, for its publication.
        Part.Staged stage();

        /// The part stays as it is, for another process to go on with, or for [Staging#clear] to remove. Never fails.
        void leave();
    }
}

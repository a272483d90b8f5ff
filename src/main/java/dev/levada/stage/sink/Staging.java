package dev.levada.stage.sink;

import dev.levada.model.Part;

/// Where the parts of one run wait, and how they become visible. Everything fails with [dev.levada.model.Failure]
/// `UNWRITABLE`, except what says that it never fails. One thread at a time.
public interface Staging {

    /// Opens a part.
    ///
    /// @param key where it will appear, below the root of the output
    Upload begin(String key);

    /// Makes a staged part visible under its key, at once and whole. Again is harmless: a part that is visible
    /// already stays as it is.
    void publish(Part part);

    /// Removes a staged part that will not be published. One that is gone already is no trouble.
    void discard(Part part);

    /// Removes a published part. One that is gone already is no trouble.
    void remove(String key);

    /// Removes whatever an earlier process of this run has left staged, finished or not.
    void clear();

    /// A part that is being written. It ends in [#stage] or [#abort].
    interface Upload {

        /// Appends bytes; they may be reused when this returns.
        void write(byte[] bytes, int from, int length);

        /// The part is whole: it now waits, safely stored, for its publication.
        Part.Staged stage();

        /// The part will not be needed: removes what was written. Never fails, for it is called because something else
        /// did; what it cannot remove is left to [Staging#clear].
        void abort();
    }
}

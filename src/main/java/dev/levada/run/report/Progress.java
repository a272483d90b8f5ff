package dev.levada.run.report;

import java.time.Instant;

/// How far a run is.
///
/// @param bytesRead bytes of the source, compressed where it is
/// @param bytesTotal size of the source, or -1 where unknown
public record Progress(long bytesRead, long bytesTotal, long records, long rejected) {

    /// Told at every chunk; on the run's own thread, so it had better be quick.
    @FunctionalInterface
    public interface Watcher {
        /// Watches nothing.
        Watcher NONE = progress -> {
        };

        void advanced(Progress progress);

        /// Another process is at the export, and its claim lasts until then.
        default void waiting(Instant until) {
        }
    }
}

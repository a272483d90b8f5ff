package dev.levada.run.report;

import dev.levada.model.ObjectRef;
import dev.levada.run.RunFailure;
import java.time.Instant;

/// What came of a run. Unknown numbers are null.
///
/// @param input the export as the caller named it
/// @param run id of the run, as in the file names; null where the export could not even be opened
/// @param complete false where damage was kept
/// @param repeated the export was published before, and this is that result
/// @param definitionChanged it was published by another definition than today's
/// @param shape how records lie, as `--records` takes it
/// @param bytesIn bytes read from the source
/// @param bytesOut bytes of all parts, rejects included
/// @param seconds wall time of the run
/// @param cpuSeconds CPU time of the process during the run
/// @param peakRssBytes of the process, where the platform tells
/// @param manifest where the manifest lies, as people write it; null where nothing was published
/// @param failure null unless failed
/// @param busyUntil when to look again where another process holds the export; null for any other state
/// @param opened the version that was found when the export was opened; null where it could not be
/// @param reopened how often this process opened a connection to the export again, for it broke or gave nothing
/// @param published the manifest itself, as this process has just written or read it; null where nothing was published
public record RunReport(String input, String run, State state, boolean complete, boolean repeated,
        boolean definitionChanged, String shape, Long records, Long rows, Long filtered, Long rejected, Long bytesIn,
        Long bytesOut, Integer parts, Double seconds, Double cpuSeconds, Long peakHeapBytes, Long peakRssBytes,
        String manifest, RunFailure failure, Instant busyUntil, ObjectRef opened, long reopened,
        Manifest published) {

    public RunReport(String input, String run, State state, boolean complete, boolean repeated,
            boolean definitionChanged, String shape, Long records, Long rows, Long filtered, Long rejected,
            Long bytesIn, Long bytesOut, Integer parts, Double seconds, Double cpuSeconds, Long peakHeapBytes,
            Long peakRssBytes, String manifest, RunFailure failure) {
        this(input, run, state, complete, repeated, definitionChanged, shape, records, rows, filtered, rejected,
                bytesIn, bytesOut, parts, seconds, cpuSeconds, peakHeapBytes, peakRssBytes, manifest, failure, null,
                null, 0, null);
    }

    /// Without the manifest, which names every part: for who keeps many of them.
    public RunReport withoutManifest() {
        return new RunReport(input, run, state, complete, repeated, definitionChanged, shape, records, rows, filtered,
                rejected, bytesIn, bytesOut, parts, seconds, cpuSeconds, peakHeapBytes, peakRssBytes, manifest,
                failure, busyUntil, opened, reopened, null);
    }

    /// How it ended.
    public enum State {
        /// Parts, rejects and manifest are there.
        PUBLISHED,
        /// Nothing is.
        FAILED,
        /// It stopped at a checkpoint, for its time was over: another invocation goes on from there.
        CONTINUING,
        /// Nothing was done: another process is at the same export.
        BUSY
    }
}

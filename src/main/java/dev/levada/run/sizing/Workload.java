package dev.levada.run.sizing;

/// What an export and its definition take, as far as a sample tells. Seconds are CPU seconds of a whole core of this machine.
///
/// @param exportBytes size of the export as it is stored
/// @param sampleBytes stored bytes from its beginning that were looked at
/// @param plainBytes plain text that came of the sample
/// @param records in the sample
/// @param rejected of these
/// @param outputBytes of rows and rejects, as stored
/// @param shape how records lie
/// @param pinned whether the shape was pinned and not found
/// @param passes over the sample
/// @param warmUp seconds that the first passes took beyond what the later ones do: what compiling while running costs
/// @param secondsPerByte of stored bytes, once warm
/// @param coreShare part of a core that the machine gave to the passes: below 1 it did other work, or waited for the source
/// @param decodingPerByte what of it is decompressing: what a continuation may have to do again
/// @param source where the sample lay
/// @param entry where a continuation can go on
/// @param windowLog binary logarithm of the zstd window that suffices
public record Workload(long exportBytes, long sampleBytes, long plainBytes, long records, long rejected,
        long outputBytes, String shape, boolean pinned, int passes, double warmUp, double secondsPerByte,
        double coreShare, double decodingPerByte, Source source, Entry entry, int windowLog) {

    /// Where the bytes came from: reading an object has its own cost, which a file on this machine does not show.
    public enum Source {
        FILE, OBJECT
    }

    /// Where an export can be entered, but for its beginning.
    public enum Entry {
        /// At any byte, or at a gzip member or zstd frame: several began in the sample.
        NEARBY,
        /// Nowhere, as far as the sample tells: it is one long gzip member or zstd frame.
        BEGINNING
    }

    /// Plain text of the whole export, by the ratio of the sample.
    public long expectedPlainBytes() {
        return scaled(plainBytes);
    }

    /// Records of the whole export.
    public long expectedRecords() {
        return scaled(records);
    }

    /// Output of the whole export.
    public long expectedOutputBytes() {
        return scaled(outputBytes);
    }

    private long scaled(long ofSample) {
        return sampleBytes == exportBytes ? ofSample : Math.round((double) ofSample * exportBytes / sampleBytes);
    }

    /// CPU seconds for a GB (10⁹ bytes) of plain text, once warm.
    public double secondsPerPlainGigabyte() {
        return plainBytes == 0 ? 0 : secondsPerByte * sampleBytes / plainBytes * 1e9;
    }
}

package dev.levada.entry.cli;

import dev.levada.run.LocatedStores;
import dev.levada.run.S3Uri;
import dev.levada.run.report.Manifest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Where output goes: a folder, or `s3://bucket/prefix`.
///
/// @param typed as it was typed
/// @param stores that write there, and read exports from wherever they lie
record OutputPlace(String typed, LocatedStores stores) {

    /// @throws UsageError if it names no place
    static OutputPlace of(String typed) {
        RunCommand.requireNamed(List.of(typed), "--output");
        try {
            return new OutputPlace(typed, LocatedStores.of(typed));
        } catch (IllegalArgumentException wrong) {
            throw new UsageError("expected a folder or s3://bucket/prefix for --output, got " + typed, wrong);
        }
    }

    /// The same place, with a folder in the place of every bucket that exports lie in.
    OutputPlace withBuckets(Path folder) {
        return new OutputPlace(typed, stores.withBuckets(folder));
    }

    /// Where nothing is yet, nothing was published; a file is a slip of the pen.
    ///
    /// @throws UsageError where it is one
    void requireNoFile() {
        if (!S3Uri.is(typed) && Files.exists(Path.of(typed)) && !Files.isDirectory(Path.of(typed))) {
            throw new UsageError("expected a folder that runs have published to, got a file: " + typed);
        }
    }

    /// Where a key lies, as people go on to type it.
    String place(String key) {
        return S3Uri.is(typed) ? stores.documents().uri(key) : Path.of(typed).resolve(key).toString();
    }

    /// The manifest of a run, if there is one.
    Optional<Manifest> manifest(String pipeline, String run) {
        String key = Manifest.key(pipeline, run);
        return stores.documents().read(key).map(document -> Manifest.read(document, place(key)));
    }
}

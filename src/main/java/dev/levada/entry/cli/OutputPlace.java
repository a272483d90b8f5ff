package dev.levada.entry.cli;

import dev.levada.run.LocatedStores;
import dev.levada.run.S3Uri;
import dev.levada.run.Stores;
import dev.levada.run.report.Manifest;
import dev.levada.run.report.RunReport;
import java.nio.file.Path;
import java.util.List;

/// Where output goes: a folder, or `s3://bucket/prefix`.
///
/// @param typed as it was typed
/// @param stores that write there, and read exports from wherever they lie
record OutputPlace(String typed, Stores stores) {

    /// @throws UsageError if it names no place
    static OutputPlace of(String typed) {
        RunCommand.requireNamed(List.of(typed), "--output");
        try {
            return new OutputPlace(typed, LocatedStores.of(typed));
        } catch (IllegalArgumentException wrong) {
            throw new UsageError("expected a folder or s3://bucket/prefix for --output, got " + typed, wrong);
        }
    }

    /// Where a key lies, as people go on to type it.
    String place(String key) {
        return S3Uri.is(typed) ? stores.documents().uri(key) : Path.of(typed).resolve(key).toString();
    }

    /// The manifest of a published run.
    Manifest manifest(RunReport report) {
        String root = stores.documents().uri("");
        String below = report.manifest().substring(root.length());
        byte[] document = stores.documents().read(below.startsWith("/") ? below.substring(1) : below)
                .orElseThrow(() -> new IllegalStateException("expected the manifest that was just written"));
        return Manifest.read(document, report.manifest());
    }
}

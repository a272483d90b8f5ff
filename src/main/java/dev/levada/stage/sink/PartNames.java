package dev.levada.stage.sink;

import dev.levada.model.Compression;
import dev.levada.model.Destination;
import dev.levada.model.Format;

/// Names of the parts of one run: `users/data/3f9a-00000.csv.zst`. Rejects are NDJSON whatever the format of the rows.
///
/// @param pipeline first folder
/// @param run id of the run
/// @param format of the rows
public record PartNames(String pipeline, String run, Format format, Compression compression) {

    private static final int DIGITS = 5;

    /// What the keys of all parts of a run begin with, and of no other's.
    public static String prefix(String pipeline, Destination destination, String run) {
        return pipeline + "/" + destination.folder() + "/" + run + "-";
    }

    /// Key of a part below the root of the output.
    ///
    /// @param number from 0, of the parts of this destination
    public String key(Destination destination, int number) {
        Format written = switch (destination) {
            case DATA -> format;
            case REJECTS -> Format.NDJSON;
        };
        String digits = Integer.toString(number);
        return prefix(pipeline, destination, run) + "0".repeat(Math.max(0, DIGITS - digits.length())) + digits + "."
                + written.word() + compression.suffix();
    }
}

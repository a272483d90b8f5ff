package dev.levada.entry.cli;

import dev.levada.run.S3Uri;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which run's rejects are meant: its folder, its manifest, or any of its parts of rejects; with `--output`, the name of such a part
/// or the id of the run will do.
///
/// @param output where the run was published
/// @param pipeline name of the run's pipeline; null where only the definition can tell
/// @param run its id
record RejectsPlace(String output, String pipeline, String run) {

    private static final String RUN = "(?<run>[0-9a-f]{16})";
    private static final String PART = RUN + "-[0-9]{5,}\\.ndjson(?:\\.gz|\\.zst)?";

    /// `out/users/runs/0123456789abcdef/manifest.json`, `out/users/rejects/0123456789abcdef-00000.ndjson.zst`
    private static final Pattern PUBLISHED = Pattern
            .compile("(?<output>.*)/(?<pipeline>[^/]+)/(?:runs/" + RUN + "(?:/manifest\\.json)?/?|rejects/"
                    + PART.replace("run>", "part>") + ")");

    private static final Pattern NAMED = Pattern
            .compile("(?:.*/)?(?:" + RUN + "|" + PART.replace("run>", "part>") + ")");

    /// @param output what was typed for it, or null
    /// @throws UsageError if that names no run
    static RejectsPlace of(String rejects, String output) {
        String place = S3Uri.is(rejects) ? rejects : absolute(rejects);
        Matcher published = PUBLISHED.matcher(place);
        if (published.matches()) {
            return new RejectsPlace(output == null ? root(rejects, published.group("output")) : output,
                    published.group("pipeline"), run(published));
        }
        Matcher named = NAMED.matcher(place);
        if (output != null && named.matches()) {
            return new RejectsPlace(output, null, run(named));
        }
        throw new UsageError("expected a part of rejects, a manifest.json or the folder of a run, got " + rejects
                + (output == null ? " (with --output, the id of a run will do)" : ""));
    }

    /// The place of the output, relative where that of the rejects was.
    private static String root(String rejects, String output) {
        if (S3Uri.is(rejects) || Path.of(rejects).isAbsolute()) {
            return output.isEmpty() ? "/" : output;
        }
        String relative = Path.of("").toAbsolutePath().relativize(Path.of(output + "/")).toString();
        return relative.isEmpty() ? "." : relative;
    }

    private static String run(Matcher place) {
        return place.group("run") == null ? place.group("part") : place.group("run");
    }

    private static String absolute(String path) {
        try {
            return Path.of(path).toAbsolutePath().normalize().toString().replace('\\', '/');
        } catch (InvalidPathException noPath) {
            return path;
        }
    }
}

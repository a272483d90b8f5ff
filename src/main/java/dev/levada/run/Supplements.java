package dev.levada.run;

import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import dev.levada.run.report.Manifest;
import dev.levada.run.state.Documents;
import java.util.ArrayList;
import java.util.List;

/// How runs and the replays of their rejects belong together. A supplement counts while the manifest of the run that it adds to
/// names it, and that run counts itself.
///
/// @param documents where manifests are kept
record Supplements(Documents documents) {

    /// The run whose rejects were rejected by no earlier run: at the end of the line of what a run supplements.
    ///
    /// @throws Failure SOURCE_CHANGED where another run has taken the place of one on the way
    Manifest root(Manifest run) {
        Manifest at = run;
        requireCounted(at);
        while (at.supplements() != null) {
            at = new Archive(documents).manifest(at.pipeline().name(), at.supplements());
            requireCounted(at);
        }
        return at;
    }

    private static void requireCounted(Manifest run) {
        if (run.supersededBy() != null) {
            throw new Failure(FailureCode.SOURCE_CHANGED, "expected a run whose output is there, got " + run.run()
                    + ", whose place " + run.supersededBy() + " has taken");
        }
    }

    /// Names a replay in the manifest of the run that it supplements, in the place of the one that it supersedes. From here on its
    /// rows count. Again is harmless.
    ///
    /// @throws Failure SOURCE_CHANGED where another run has taken the place of that run
    void link(Manifest replay) {
        rewrite(replay.pipeline().name(), replay.supplements(), replay.supersedes(), replay.run());
    }

    /// Takes that back.
    ///
    /// @param original the run that the replay supplements
    /// @param before the replay that it supersedes, or null
    /// @throws Failure SOURCE_CHANGED where another run has taken the place of that run
    void unlink(Manifest original, String replay, String before) {
        rewrite(original.pipeline().name(), original.run(), replay, before);
    }

    /// In the list of supplements, one in the place of another; either may be null.
    private void rewrite(String pipeline, String run, String out, String in) {
        String key = Manifest.key(pipeline, run);
        boolean found = new SharedManifest(documents, key).change(original -> {
            requireCounted(original);
            List<String> supplements = new ArrayList<>(original.supplementedBy());
            supplements.remove(out);
            if (in != null && !supplements.contains(in)) {
                supplements.add(in);
            }
            return original.supplementedBy(supplements);
        }).isPresent();
        if (!found) {
            throw new Failure(FailureCode.SOURCE_CHANGED,
                    "expected the manifest at " + documents.uri(key) + ", got nothing");
        }
    }
}

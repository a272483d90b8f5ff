package dev.levada.run;

import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import dev.levada.run.report.Manifest;
import dev.levada.run.state.Documents;
import dev.levada.stage.sink.Staging;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
        rewrite(replay, replay.supersedes(), replay.run());
    }

    /// Takes that back.
    void unlink(Manifest replay) {
        rewrite(replay, replay.run(), replay.supersedes());
    }

    /// In the list of supplements, one in the place of another; either may be null.
    private void rewrite(Manifest replay, String out, String in) {
        String key = Manifest.key(replay.pipeline().name(), replay.supplements());
        Optional<String> written = Optional.empty();
        while (written.isEmpty()) {
            Documents.Tagged document = documents.readTagged(key).orElseThrow(() -> new Failure(
                    FailureCode.SOURCE_CHANGED, "expected the manifest at " + documents.uri(key) + ", got nothing"));
            Manifest original = Manifest.read(document.document(), documents.uri(key));
            requireCounted(original);
            List<String> supplements = new ArrayList<>(original.supplementedBy());
            supplements.remove(out);
            if (in != null && !supplements.contains(in)) {
                supplements.add(in);
            }
            if (supplements.equals(original.supplementedBy())) {
                return;
            }
            written = documents.replace(key, original.supplementedBy(supplements).toJson(), document.tag());
        }
    }

    /// Another run has taken the place of one: what supplemented that one, and whatever supplemented this, goes too.
    ///
    /// @param superseded the manifest of the run that does not count any more
    /// @param by the run that has taken its place
    void retire(Manifest superseded, String by, Staging staging) {
        for (String supplement : superseded.supplementedBy()) {
            Optional<Manifest> found = new Archive(documents).find(superseded.pipeline().name(), supplement);
            if (found.isPresent() && found.get().supersededBy() == null) {
                retire(found.get(), by, staging);
                found.get().parts().forEach(part -> staging.remove(part.key()));
                documents.write(Manifest.key(superseded.pipeline().name(), supplement),
                        found.get().supersededBy(by).toJson());
            }
        }
    }
}

package dev.levada.run;

import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import dev.levada.run.report.Manifest;
import dev.levada.run.state.Documents;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// A manifest that is published already, to which runs and replays write at the same time: who supplements its run, who has taken
/// its place. Each changes what stands there, and nothing else.
///
/// @param key of the manifest
record SharedManifest(Documents documents, String key) {

    /// So many others are never faster.
    private static final int TRIES = 50;

    /// Changes it.
    ///
    /// @param change from what stands there, each time that something else does; the same manifest: nothing is written
    /// @return as it stands now; empty where there is none
    /// @throws Failure UNWRITABLE where others have been faster each time
    Optional<Manifest> change(UnaryOperator<Manifest> change) {
        for (int tries = 0; tries < TRIES; tries++) {
            Optional<Documents.Tagged> document = documents.readTagged(key);
            if (document.isEmpty()) {
                return Optional.empty();
            }
            Manifest manifest = Manifest.read(document.get().document(), documents.uri(key));
            Manifest changed = change.apply(manifest);
            if (changed.equals(manifest)
                    || documents.replace(key, changed.toJson(), document.get().tag()).isPresent()) {
                return Optional.of(changed);
            }
        }
        throw new Failure(FailureCode.UNWRITABLE,
                "expected to change " + documents.uri(key) + ", got others that were faster " + TRIES + " times");
    }
}

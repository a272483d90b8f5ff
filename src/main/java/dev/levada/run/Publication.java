package dev.levada.run;

import dev.levada.model.Failure;
import dev.levada.model.Part;
import dev.levada.run.report.Manifest;
import dev.levada.run.state.Documents;
import dev.levada.run.state.Ledger;
import dev.levada.stage.sink.Staging;
import java.util.List;
import java.util.Optional;

/// The short window in which a run becomes visible: parts, then the manifest, then the ledger, then the parts of the run
/// whose place it takes are removed.
///
/// @param staging where the parts wait
/// @param documents where manifest and ledger go
record Publication(Staging staging, Documents documents) {

    /// Shows a run. Where that fails before the ledger names it, all of it is withdrawn.
    void publish(List<Part> parts, Manifest manifest, Optional<Ledger.Entry> entry) {
        String key = Manifest.key(manifest.pipeline().name(), manifest.run());
        try {
            parts.forEach(staging::publish);
            documents.write(key, manifest.toJson());
            entry.ifPresent(published -> new Ledger(documents).record(ledgerKey(manifest), published));
        } catch (RuntimeException trouble) {
            withdraw(parts, key, trouble);
            throw trouble;
        }
    }

    private void withdraw(List<Part> parts, String manifestKey, RuntimeException cause) {
        try {
            documents.remove(manifestKey);
            for (Part part : parts) {
                staging.discard(part);
                staging.remove(part.key());
            }
        } catch (RuntimeException alsoFails) {
            cause.addSuppressed(alsoFails);
        }
    }

    private static String ledgerKey(Manifest manifest) {
        return Ledger.key(manifest.pipeline().name(), manifest.source().bucket(), manifest.source().key());
    }

    /// Takes the parts of the run that this one supersedes away, and then says so in its manifest. What cannot be removed now is
    /// removed when the export is asked for the next time: the run is published all the same.
    void retireSuperseded(Manifest manifest) {
        if (manifest.supersedes() == null) {
            return;
        }
        String key = Manifest.key(manifest.pipeline().name(), manifest.supersedes());
        try {
            Optional<Manifest> superseded = documents.read(key)
                    .map(document -> Manifest.read(document, documents.uri(key)));
            if (superseded.isPresent() && superseded.get().supersededBy() == null) {
                superseded.get().parts().forEach(part -> staging.remove(part.key()));
                documents.write(key, superseded.get().supersededBy(manifest.run()).toJson());
            }
        } catch (Failure later) {
            return;
        }
    }

    /// Nothing of a failed run stays.
    void discard(List<Part> parts) {
        parts.forEach(staging::discard);
    }
}

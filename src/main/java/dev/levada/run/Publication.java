package dev.levada.run;

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

    void publish(List<Part> parts, Manifest manifest, Optional<Ledger.Entry> entry, Optional<Ledger.Entry> before) {
        parts.forEach(staging::publish);
        documents.write(Manifest.key(manifest.pipeline().name(), manifest.run()), manifest.toJson());
        entry.ifPresent(published -> new Ledger(documents)
                .record(ledgerKey(manifest), published));
        before.ifPresent(superseded -> remove(superseded, manifest.run()));
    }

    private static String ledgerKey(Manifest manifest) {
        return Ledger.key(manifest.pipeline().name(), manifest.source().bucket(), manifest.source().key());
    }

    /// Takes the parts of a superseded run away, and says so in its manifest.
    private void remove(Ledger.Entry superseded, String by) {
        documents.read(superseded.manifest()).ifPresent(document -> {
            Manifest old = Manifest.read(document, documents.uri(superseded.manifest()));
            documents.write(superseded.manifest(), old.supersededBy(by).toJson());
            old.parts().forEach(part -> staging.remove(part.key()));
        });
    }

    /// Nothing of a failed run stays.
    void discard(List<Part> parts) {
        parts.forEach(staging::discard);
    }
}

package dev.levada.run;

import dev.levada.model.Failure;
import dev.levada.model.Part;
import dev.levada.run.report.Manifest;
import dev.levada.run.report.SeekIndex;
import dev.levada.run.state.Documents;
import dev.levada.stage.sink.Staging;
import java.util.List;
import java.util.Optional;

/// The short window in which a run becomes visible: its parts, then the manifest. Every step may be done again, by whoever comes
/// next. Around it stands the ledger: it says before that this is to happen, and behind that it has.
///
/// @param staging where the parts wait
/// @param documents where the manifest goes
record Publication(Staging staging, Documents documents) {

    /// Shows a run. Parts and manifest that are there already stay as they are.
    ///
    /// @param index the seek index, or null where there is none
    void show(List<Part> parts, byte[] index, Manifest manifest) {
        parts.forEach(staging::publish);
        if (index != null) {
            documents.write(SeekIndex.key(manifest.pipeline().name(), manifest.run()), index);
        }
        documents.create(key(manifest), manifest.toJson());
    }

    /// Takes back what was shown of a run.
    void withdraw(List<Part> parts, Manifest manifest) {
        documents.remove(key(manifest));
        documents.remove(SeekIndex.key(manifest.pipeline().name(), manifest.run()));
        for (Part part : parts) {
            staging.discard(part);
            staging.remove(part.key());
        }
    }

    static String key(Manifest manifest) {
        return Manifest.key(manifest.pipeline().name(), manifest.run());
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
                new Supplements(documents).retire(superseded.get(), manifest.run(), staging);
                superseded.get().parts().forEach(part -> staging.remove(part.key()));
                documents.write(key, superseded.get().supersededBy(manifest.run()).toJson());
            }
        } catch (Failure later) {
            return;
        }
    }
}

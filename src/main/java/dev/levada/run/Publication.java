package dev.levada.run;

import dev.levada.model.Part;
import dev.levada.run.report.Manifest;
import dev.levada.run.report.SeekIndex;
import dev.levada.run.state.Documents;
import dev.levada.stage.sink.Staging;
import java.util.List;

/// The short window in which a run becomes visible: its parts, then the manifest. Every step may be done again, by whoever comes
/// next. Around it stands the ledger: it says before that this is to happen, and behind that it has.
///
/// @param staging where the parts wait
/// @param documents where the manifest goes
record Publication(Staging staging, Documents documents) {

    /// Shows a run. Parts and manifest that are there already stay as they are.
    ///
    /// @param index the seek index, or null where there is none
    /// @param pause is called before each step, and may end it
    void show(List<Part> parts, byte[] index, Manifest manifest, Runnable pause) {
        for (Part part : parts) {
            pause.run();
            staging.publish(part);
        }
        pause.run();
        String seekIndex = SeekIndex.key(manifest.pipeline().name(), manifest.run());
        if (index != null) {
            documents.write(seekIndex, index);
        }
        documents.create(key(manifest), manifest.toJson());
        documents.tidy(seekIndex);
        documents.tidy(key(manifest));
    }

    /// Takes back what was shown of a run, whatever has become of the list of its parts.
    void withdraw(String pipeline, String run) {
        documents.remove(Manifest.key(pipeline, run));
        new Retirement(staging, documents).removeAll(pipeline, run);
    }

    static String key(Manifest manifest) {
        return Manifest.key(manifest.pipeline().name(), manifest.run());
    }
}

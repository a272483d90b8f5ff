package dev.levada.run;

import dev.levada.model.Destination;
import dev.levada.model.Failure;
import dev.levada.run.report.Manifest;
import dev.levada.run.report.SeekIndex;
import dev.levada.run.state.Documents;
import dev.levada.stage.sink.PartNames;
import dev.levada.stage.sink.Staging;

/// Takes the output of runs away that do not count any more. Every step may be done again, by whoever comes next.
record Retirement(Staging staging, Documents documents) {

    /// Retires the run whose place this one has taken. What cannot be removed now is removed when the export is asked for the
    /// next time: the run is published all the same.
    void predecessorOf(Manifest manifest) {
        if (manifest.supersedes() == null) {
            return;
        }
        try {
            retire(manifest.pipeline().name(), manifest.supersedes(), manifest.run());
        } catch (Failure later) {
            return;
        }
    }

    private void retire(String pipeline, String run, String by) {
        boolean known = new SharedManifest(documents, Manifest.key(pipeline, run))
                .change(manifest -> retired(manifest, by)).isPresent();
        if (!known) { // somebody has removed its manifest: the names of its parts still tell whose they are
            removeAll(pipeline, run);
        }
    }

    /// First the output, then the word in the manifest that it is gone: in between, a replay may have linked itself to it, and this
    /// is done again.
    private Manifest retired(Manifest manifest, String by) {
        if (manifest.supersededBy() != null) {
            return manifest;
        }
        String pipeline = manifest.pipeline().name();
        if (manifest.supersedes() != null) { // where it was cut before it could do this itself
            retire(pipeline, manifest.supersedes(), manifest.run());
        }
        manifest.supplementedBy().forEach(supplement -> retire(pipeline, supplement, by));
        manifest.parts().forEach(part -> staging.remove(part.key()));
        documents.remove(SeekIndex.key(pipeline, manifest.run()));
        return manifest.supersededBy(by);
    }

    /// Removes whatever there is to see of a run, but its manifest.
    void removeAll(String pipeline, String run) {
        documents.remove(SeekIndex.key(pipeline, run));
        for (Destination destination : Destination.values()) {
            documents.list(PartNames.prefix(pipeline, destination, run)).forEach(staging::remove);
        }
    }
}

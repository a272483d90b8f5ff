package dev.levada.run;

import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import dev.levada.model.ObjectRef;
import dev.levada.run.report.Manifest;
import dev.levada.run.report.SeekIndex;
import dev.levada.run.state.Documents;
import dev.levada.run.state.Entry;
import dev.levada.run.state.Ledger;
import java.util.Optional;

/// What published runs have left to be looked up: manifests and seek indexes.
record Archive(Documents documents) {

    /// The published run of just this version of an export, if there is one.
    Optional<Manifest> published(String pipeline, ObjectRef export) {
        Entry entry = new Ledger(documents).find(Ledger.key(pipeline, export), export).entry();
        return Optional.ofNullable(entry.published())
                .filter(published -> published.version().equals(export.version()))
                .flatMap(published -> find(pipeline, published.run()));
    }

    /// The manifest of a run, if there is one.
    Optional<Manifest> find(String pipeline, String run) {
        String key = Manifest.key(pipeline, run);
        return documents.read(key).map(document -> Manifest.read(document, documents.uri(key)));
    }

    /// The manifest of a run.
    ///
    /// @throws Failure UNREADABLE if there is none
    Manifest manifest(String pipeline, String run) {
        return find(pipeline, run).orElseThrow(() -> new Failure(FailureCode.UNREADABLE,
                "expected the manifest of a run, got nothing"));
    }

    /// The seek index of a run; empty where it has none: runs of standard input, and those of older versions, do not.
    Optional<SeekIndex> index(String pipeline, String run) {
        String key = SeekIndex.key(pipeline, run);
        return documents.read(key).map(document -> SeekIndex.read(document, documents.uri(key)));
    }
}

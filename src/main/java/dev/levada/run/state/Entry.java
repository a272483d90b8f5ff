package dev.levada.run.state;

import dev.levada.model.ObjectRef;

/// What the ledger knows of one export: the result that counts, and the run that is under way.
///
/// @param export as people write it
/// @param published the published result, or null
/// @param attempt the run that is not published yet, or null
public record Entry(String export, Published published, Attempt attempt) {

    /// A published result.
    ///
    /// @param version of the export ([ObjectRef#version])
    /// @param recency of that version
    /// @param generation counts the runs of this export that were published, from 1
    /// @param definition digest of the definition
    /// @param run its id
    /// @param manifest key of its manifest
    /// @param at when, in UTC
    public record Published(String version, Recency recency, int generation, String definition, String run,
            String manifest, String at) {

        /// Whether it speaks of a later version than an event does: a late event never replaces a newer result.
        public boolean isNewerThan(ObjectRef event) {
            return recency.isNewerThan(Recency.of(event));
        }
    }

    /// An export of which nothing is known.
    public static Entry of(ObjectRef export) {
        return new Entry(export.uri(), null, null);
    }

    /// Whether it speaks of another version of which nobody can tell whether it is the later one.
    public boolean isInDoubtOf(ObjectRef export) {
        Recency recency = Recency.of(export);
        boolean publishedBefore = published != null && !published.version().equals(export.version());
        boolean attemptedBefore = attempt != null && !attempt.isOf(export);
        return (publishedBefore && !published.recency().tells(recency))
                || (attemptedBefore && !attempt.recency().tells(recency));
    }

    public Entry with(Attempt next) {
        return new Entry(export, published, next);
    }

    public Entry with(Published result) {
        return new Entry(export, result, null);
    }

    /// Generation of the run that is to come.
    public int nextGeneration() {
        return published == null ? 1 : published.generation() + 1;
    }
}

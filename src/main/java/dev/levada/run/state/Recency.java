package dev.levada.run.state;

import dev.levada.model.ObjectRef;

/// Tells which of two versions of one key is the newer one: by the sequencers of their events, else by when they were written.
///
/// @param sequencer of the event, hex; or null
/// @param modified when the store says that it was written, in ms since 1970; or null
public record Recency(String sequencer, Long modified) {

    public static Recency of(ObjectRef export) {
        return new Recency(export.sequencer(), export.modified() == null ? null : export.modified().toEpochMilli());
    }

    /// Whether this is surely the later one. Sequencers are hex of unequal length, compared after right-padding with zeros (Amazon
    /// S3 User Guide, event message structure).
    boolean isNewerThan(Recency other) {
        if (sequencer != null && other.sequencer != null) {
            int length = Math.max(sequencer.length(), other.sequencer.length());
            return padded(sequencer, length).compareToIgnoreCase(padded(other.sequencer, length)) > 0;
        }
        return modified != null && other.modified != null && modified > other.modified;
    }

    /// Whether one of them is surely the later one. Last-Modified has whole seconds: versions of the same second do not tell.
    boolean tells(Recency other) {
        return isNewerThan(other) || other.isNewerThan(this);
    }

    private static String padded(String hex, int length) {
        return hex + "0".repeat(length - hex.length());
    }
}

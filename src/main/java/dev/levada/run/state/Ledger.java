package dev.levada.run.state;

import dev.levada.model.ObjectRef;
import dev.levada.model.Sha256;
import dev.levada.run.JsonDocument;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;

/// What is published of each export, and who is at it: one small document per pipeline and export, whatever its version, which
/// advances only from what its writer has read.
///
/// @param documents where it is kept
public record Ledger(Documents documents) {

    /// An entry as it was read.
    ///
    /// @param tag of its document; null where there is none yet
    public record Found(String key, Entry entry, String tag) {
    }

    /// Key of the entry of an export.
    public static String key(String pipeline, ObjectRef export) {
        return key(pipeline, export.bucket(), export.key());
    }

    /// Key of the entry of an export.
    ///
    /// @param bucket empty for a local file
    public static String key(String pipeline, String bucket, String exportKey) {
        return "_levada/ledger/" + pipeline + "/" + Sha256.hex(bucket + "\n" + exportKey).substring(0, 32)
                + ".json";
    }

    /// Id of a run: the same for the same pipeline, definition, engine, export, version and generation, so that what one of them
    /// left behind is never taken for another's.
    ///
    /// @param definition its digest
    public static String run(String pipeline, String definition, String engine, ObjectRef export, int generation) {
        return Sha256.hex(String.join("\n", pipeline, definition, engine, export.bucket(),
                export.key(), export.version(), Integer.toString(generation))).substring(0, 16);
    }

    /// What is known of an export. A document that is no entry (an empty one, one cut by a full disk) says nothing: it is
    /// replaced by the next claim.
    public Found find(String key, ObjectRef export) {
        Optional<Documents.Tagged> document = documents.readTagged(key);
        if (document.isEmpty()) {
            return new Found(key, Entry.of(export), null);
        }
        return new Found(key, parsed(document.get().document()).orElse(Entry.of(export)), document.get().tag());
    }

    private static Optional<Entry> parsed(byte[] document) {
        try {
            return Optional.ofNullable(JsonDocument.read(document, Entry.class))
                    .filter(entry -> entry.export() != null);
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /// Puts a run into this process's hands.
    ///
    /// @param until when the lease ends, in ms since 1970; 0 where a lock of the operating system stands for it
    /// @return empty where another process was faster
    public Optional<Claim> claim(Found found, Attempt attempt, long until) {
        Attempt mine = attempt.takenOver(UUID.randomUUID().toString(), until);
        Entry entry = found.entry().with(mine);
        return advanced(found.key(), entry, found.tag()).map(tag -> new Claim(this, found.key(), entry, tag));
    }

    /// Replaces the document with this tag.
    ///
    /// @return its new tag, or empty where it is another one by now
    Optional<String> advanced(String key, Entry entry, String tag) {
        byte[] document = JsonDocument.bytes(entry);
        return tag == null ? documents.create(key, document) : documents.replace(key, document, tag);
    }
}

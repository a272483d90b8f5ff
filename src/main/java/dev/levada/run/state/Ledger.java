package dev.levada.run.state;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import dev.levada.model.ObjectRef;
import dev.levada.model.Sha256;
import java.io.IOException;
import java.util.Optional;

/// What is published of each export: one small document per pipeline and export, whatever its version. It is written after the
/// manifest: what it says is there is there.
///
/// @param documents where it is kept
public record Ledger(Documents documents) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /// The published result of an export.
    ///
    /// @param version of the export ([ObjectRef#version])
    /// @param generation counts the runs of this export that were published, from 1
    /// @param definition digest of the definition
    /// @param run its id
    /// @param manifest key of its manifest
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Entry(String state, String export, String version, String sequencer, int generation,
            String definition, String run, String manifest, String published) {

        /// The only state that is kept: a run that fails leaves the entry as it was.
        public static final String PUBLISHED = "published";

        /// Whether it speaks of a later version than an event does: a late event never replaces a newer result. Sequencers are hex
        /// of unequal length, compared after right-padding with zeros (Amazon S3 User Guide, event message structure).
        public boolean isNewerThan(ObjectRef export) {
            if (sequencer == null || export.sequencer() == null) {
                return false;
            }
            int length = Math.max(sequencer.length(), export.sequencer().length());
            return padded(sequencer, length).compareToIgnoreCase(padded(export.sequencer(), length)) > 0;
        }

        private static String padded(String hex, int length) {
            return hex + "0".repeat(length - hex.length());
        }
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

    /// Id of a run: the same for the same pipeline, definition, export, version and generation.
    ///
    /// @param definition its digest, so that what one definition left behind is never taken for another's
    public static String run(String pipeline, String definition, ObjectRef export, int generation) {
        return Sha256.hex(String.join("\n", pipeline, definition, export.bucket(), export.key(), export.version(),
                Integer.toString(generation))).substring(0, 16);
    }

    /// What is published under a key.
    public Optional<Entry> find(String key) {
        return documents.read(key).map(document -> {
            try {
                return JSON.readValue(document, Entry.class);
            } catch (IOException damaged) {
                throw new Failure(FailureCode.UNREADABLE, "expected a ledger entry at " + documents.uri(key)
                        + ", got something else", damaged);
            }
        });
    }

    /// Puts an entry in the place of the one before.
    public void record(String key, Entry entry) {
        try {
            documents.write(key, JSON.writeValueAsBytes(entry));
        } catch (IOException impossible) {
            throw new Failure(FailureCode.INTERNAL, "cannot write a ledger entry", impossible);
        }
    }
}

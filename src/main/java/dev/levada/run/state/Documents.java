package dev.levada.run.state;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/// Small documents of our own by key: ledger entries, manifests, definitions. Whole documents only, replaced at once:
/// a reader sees the old one or the new one.
public interface Documents {

    /// A document and what tells it from any other that stood, or will stand, under its key.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Tagged(byte[] document, String tag) {
    }

    /// The document, or empty where there is none.
    default Optional<byte[]> read(String key) {
        return readTagged(key).map(Tagged::document);
    }

    /// The document and its tag, or empty where there is none.
    Optional<Tagged> readTagged(String key);

    /// Reads it without holding it whole.
    ///
    /// @throws dev.levada.model.Failure STAGING_LOST where there is none
    InputStream stream(String key);

    /// Creates or replaces it.
    void write(String key, byte[] document);

    /// Creates or replaces it.
    ///
    /// @param pieces one behind the other; their positions stay as they are
    void write(String key, List<ByteBuffer> pieces);

    /// Creates it where there is none.
    ///
    /// @return its tag; empty where there is another one
    Optional<String> create(String key, byte[] document);

    /// Replaces the document with this tag.
    ///
    /// @return the new tag; empty where it is another one by now, or gone
    Optional<String> replace(String key, byte[] document, String tag);

    /// Removes it. One that is gone already is no trouble.
    void remove(String key);

    /// Removes what writers of a document that were killed have left beside it. Whoever calls holds the export: nobody writes it now.
    default void tidy(String key) {
        // A store that writes whole documents has no such thing.
    }

    /// Keys that begin with `prefix`, sorted.
    List<String> list(String prefix);

    /// Where a key lies, as people and messages write it.
    String uri(String key);
}

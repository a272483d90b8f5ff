package dev.levada.run.state;

import java.util.List;
import java.util.Optional;

/// Small documents of our own by key: ledger entries, manifests, definitions. Whole documents only, replaced at once:
/// a reader sees the old one or the new one.
public interface Documents {

    /// The document, or empty where there is none.
    Optional<byte[]> read(String key);

    /// Creates or replaces it.
    void write(String key, byte[] document);

    /// Removes it. One that is gone already is no trouble.
    void remove(String key);

    /// Keys that begin with `prefix`, sorted.
    List<String> list(String prefix);

    /// Where a key lies, as people and messages write it.
    String uri(String key);
}

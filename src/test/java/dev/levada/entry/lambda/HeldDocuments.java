package dev.levada.entry.lambda;

import dev.levada.run.state.Documents;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// Documents in memory.
final class HeldDocuments implements Documents {

    private final TreeMap<String, byte[]> documents = new TreeMap<>();

    HeldDocuments with(String key, String document) {
        documents.put(key, document.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    @Override
    public Optional<byte[]> read(String key) {
        return Optional.ofNullable(documents.get(key));
    }

    @Override
    public void write(String key, byte[] document) {
        documents.put(key, document);
    }

    @Override
    public void remove(String key) {
        documents.remove(key);
    }

    @Override
    public List<String> list(String prefix) {
        return documents.keySet().stream().filter(key -> key.startsWith(prefix)).toList();
    }

    @Override
    public String uri(String key) {
        return "held:" + key;
    }
}

package dev.levada.run.state;

import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import dev.levada.model.Sha256;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/// Documents in memory.
public class HeldDocuments implements Documents {

    private final ConcurrentSkipListMap<String, byte[]> documents = new ConcurrentSkipListMap<>();

    public final HeldDocuments with(String key, String document) {
        documents.put(key, document.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    @Override
    public Optional<Tagged> readTagged(String key) {
        return Optional.ofNullable(documents.get(key)).map(document -> new Tagged(document, Sha256.hex(document)));
    }

    @Override
    public InputStream stream(String key) {
        return new ByteArrayInputStream(read(key).orElseThrow(
                () -> new Failure(FailureCode.STAGING_LOST, "expected " + uri(key) + ", got nothing")));
    }

    @Override
    public void write(String key, byte[] document) {
        documents.put(key, document);
    }

    @Override
    public void write(String key, List<ByteBuffer> pieces) {
        ByteArrayOutputStream document = new ByteArrayOutputStream();
        for (ByteBuffer piece : pieces) {
            byte[] bytes = new byte[piece.remaining()];
            piece.duplicate().get(bytes);
            document.writeBytes(bytes);
        }
        write(key, document.toByteArray());
    }

    @Override
    public Optional<String> create(String key, byte[] document) {
        return documents.putIfAbsent(key, document) == null ? Optional.of(Sha256.hex(document)) : Optional.empty();
    }

    @Override
    public Optional<String> replace(String key, byte[] document, String tag) {
        byte[] there = documents.get(key);
        boolean replaced = there != null && Sha256.hex(there).equals(tag) && documents.replace(key, there, document);
        return replaced ? Optional.of(Sha256.hex(document)) : Optional.empty();
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

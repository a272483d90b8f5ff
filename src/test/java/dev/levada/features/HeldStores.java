package dev.levada.features;

import dev.levada.model.Chunk;
import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import dev.levada.model.ObjectRef;
import dev.levada.model.Part;
import dev.levada.model.PendingPart;
import dev.levada.model.Sha256;
import dev.levada.model.Slabs;
import dev.levada.run.Lease;
import dev.levada.run.MemoryPlan;
import dev.levada.run.Stores;
import dev.levada.run.TimeLeft;
import dev.levada.run.state.Documents;
import dev.levada.stage.bytes.ByteSource;
import dev.levada.stage.bytes.StreamByteSource;
import dev.levada.stage.sink.Leftovers;
import dev.levada.stage.sink.Staging;
import io.smallrye.mutiny.Multi;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// One export and an output in memory, for runs by the thousand: no disk is waited for.
final class HeldStores implements Stores {

    private final byte[] export;
    /// All that is visible, the ledger too.
    private final TreeMap<String, byte[]> objects = new TreeMap<>();
    /// What waits for its publication.
    private final Map<String, ByteArrayOutputStream> staged = new TreeMap<>();

    HeldStores(byte[] export) {
        this.export = export;
    }

    /// What people would see, by key; the ledger is not theirs.
    Map<String, byte[]> output() {
        return objects.entrySet().stream().filter(object -> !object.getKey().startsWith("_levada/"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /// Keys of parts that are staged and not published.
    Set<String> staged() {
        return staged.keySet();
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Source(ObjectRef object, byte[] content, Slabs slabs) implements ByteSource {
        @Override
        public Multi<Chunk> read(long from) {
            return new StreamByteSource(new ByteArrayInputStream(content), slabs).read(from);
        }
    }

    @Override
    public ByteSource open(ObjectRef ref, MemoryPlan memory) {
        return new Source(new ObjectRef(ref.bucket(), ref.key(), Sha256.hex(export), null, export.length, null), export,
                memory.chunkSlabs());
    }

    @Override
    public Staging staging(String run) {
        return new HeldStaging();
    }

    @Override
    public Leftovers leftovers() {
        throw new UnsupportedOperationException("nobody sweeps here");
    }

    @Override
    public Documents documents() {
        return new HeldDocuments();
    }

    @Override
    public Lock lock(String name) {
        return () -> {
        };
    }

    @Override
    public Lease lease(TimeLeft time) {
        return Lease.none();
    }

    private final class HeldStaging implements Staging {

        @Override
        public Upload begin(String key) {
            staged.put(key, new ByteArrayOutputStream());
            return new HeldUpload(key);
        }

        @Override
        public Upload resume(PendingPart part, InputStream buffered, int bufferedLength) {
            throw new UnsupportedOperationException("nothing is resumed here");
        }

        @Override
        public void publish(Part part) {
            objects.put(part.key(), staged.remove(part.key()).toByteArray());
        }

        @Override
        public void remove(String key) {
            objects.remove(key);
        }

        @Override
        public void clear(Collection<Part.Staged> kept) {
            staged.keySet().removeIf(key -> !kept.contains(new Part.Staged.File(key)));
        }

        @Override
        public void close() {
            // Nothing is held that would have to be let go.
        }
    }

    private final class HeldUpload implements Staging.Upload {

        private final String key;

        HeldUpload(String key) {
            this.key = key;
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            staged.get(key).write(bytes, from, length);
        }

        @Override
        public Part.Staged secure() {
            return new Part.Staged.File(key);
        }

        @Override
        public ByteBuffer buffered() {
            return ByteBuffer.allocate(0);
        }

        @Override
        public Part.Staged stage() {
            return secure();
        }

        @Override
        public void leave() {
            // Whatever was written stays staged.
        }
    }

    private final class HeldDocuments implements Documents {

        @Override
        public Optional<Tagged> readTagged(String key) {
            return Optional.ofNullable(objects.get(key)).map(document -> new Tagged(document, Sha256.hex(document)));
        }

        @Override
        public InputStream stream(String key) {
            return new ByteArrayInputStream(read(key)
                    .orElseThrow(() -> new Failure(FailureCode.STAGING_LOST, "expected " + key + ", got nothing")));
        }

        @Override
        public void write(String key, byte[] document) {
            objects.put(key, document.clone());
        }

        @Override
        public void write(String key, List<ByteBuffer> pieces) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            pieces.forEach(piece -> {
                byte[] bytes = new byte[piece.remaining()];
                piece.duplicate().get(bytes);
                all.writeBytes(bytes);
            });
            objects.put(key, all.toByteArray());
        }

        @Override
        public Optional<String> create(String key, byte[] document) {
            return objects.putIfAbsent(key, document) == null ? Optional.of(Sha256.hex(document)) : Optional.empty();
        }

        @Override
        public Optional<String> replace(String key, byte[] document, String tag) {
            return readTagged(key).filter(there -> there.tag().equals(tag)).map(there -> {
                objects.put(key, document);
                return Sha256.hex(document);
            });
        }

        @Override
        public void remove(String key) {
            objects.remove(key);
        }

        @Override
        public List<String> list(String prefix) {
            return objects.keySet().stream().filter(key -> key.startsWith(prefix)).toList();
        }

        @Override
        public String uri(String key) {
            return "held:" + key;
        }
    }
}

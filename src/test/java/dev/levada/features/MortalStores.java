package dev.levada.features;

import dev.levada.model.ObjectRef;
import dev.levada.model.Part;
import dev.levada.model.PendingPart;
import dev.levada.run.Lease;
import dev.levada.run.MemoryPlan;
import dev.levada.run.Stores;
import dev.levada.run.TimeLeft;
import dev.levada.run.state.Documents;
import dev.levada.stage.bytes.ByteSource;
import dev.levada.stage.sink.Leftovers;
import dev.levada.stage.sink.Staging;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Stores of a process that dies at its n-th step: just before the step is done, or just behind it, before anybody learns that
/// it was. A dead process does nothing any more, whatever its code tries.
public final class MortalStores implements Stores {

    /// When in its last step it dies.
    public enum Moment {
        BEFORE, BEHIND
    }

    /// The end of the process, as its code sees it.
    static final class Death extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Death() {
            super("killed", null, false, false);
        }
    }

    private final Stores stores;
    private final int last;
    private final Moment moment;
    private final Runnable end;
    private int steps;

    /// Only the code takes it for dead.
    MortalStores(Stores stores, int last, Moment moment) {
        this(stores, last, moment, () -> {
        });
    }

    /// @param end what kills the process in earnest
    public MortalStores(Stores stores, int last, Moment moment, Runnable end) {
        this.stores = stores;
        this.last = last;
        this.moment = moment;
        this.end = end;
    }

    /// Whether it came to its last step.
    boolean died() {
        return steps >= last;
    }

    private <T> T step(Supplier<T> work) {
        steps++;
        if (steps > last || (steps == last && moment == Moment.BEFORE)) {
            throw death();
        }
        T result = work.get();
        if (steps == last) {
            throw death();
        }
        return result;
    }

    private Death death() {
        end.run();
        return new Death();
    }

    private void step(Runnable work) {
        step(() -> {
            work.run();
            return null;
        });
    }

    @Override
    public ByteSource open(ObjectRef export, MemoryPlan memory) {
        return stores.open(export, memory);
    }

    @Override
    public Lock lock(String name) {
        return stores.lock(name);
    }

    /// Nobody waits for the dead, lest the tests do.
    @Override
    public Lease lease(TimeLeft time) {
        return Lease.none();
    }

    @Override
    public Leftovers leftovers() {
        return stores.leftovers();
    }

    @Override
    public Staging staging(String run) {
        return new MortalStaging(stores.staging(run));
    }

    @Override
    public Documents documents() {
        return new MortalDocuments(stores.documents());
    }

    private final class MortalDocuments implements Documents {

        private final Documents documents;

        MortalDocuments(Documents documents) {
            this.documents = documents;
        }

        @Override
        public Optional<byte[]> read(String key) {
            return step(() -> documents.read(key));
        }

        @Override
        public Optional<Tagged> readTagged(String key) {
            return step(() -> documents.readTagged(key));
        }

        @Override
        public InputStream stream(String key) {
            return step(() -> documents.stream(key));
        }

        @Override
        public void write(String key, byte[] document) {
            step(() -> documents.write(key, document));
        }

        @Override
        public void write(String key, List<ByteBuffer> pieces) {
            step(() -> documents.write(key, pieces));
        }

        @Override
        public Optional<String> create(String key, byte[] document) {
            return step(() -> documents.create(key, document));
        }

        @Override
        public Optional<String> replace(String key, byte[] document, String tag) {
            return step(() -> documents.replace(key, document, tag));
        }

        @Override
        public void remove(String key) {
            step(() -> documents.remove(key));
        }

        @Override
        public void tidy(String key) {
            step(() -> documents.tidy(key));
        }

        @Override
        public List<String> list(String prefix) {
            return step(() -> documents.list(prefix));
        }

        @Override
        public String uri(String key) {
            return documents.uri(key);
        }
    }

    private final class MortalStaging implements Staging {

        private final Staging staging;

        MortalStaging(Staging staging) {
            this.staging = staging;
        }

        @Override
        public Upload begin(String key) {
            return step(() -> new MortalUpload(staging.begin(key)));
        }

        @Override
        public Upload resume(PendingPart part, InputStream buffered, int bufferedLength) {
            return step(() -> new MortalUpload(staging.resume(part, buffered, bufferedLength)));
        }

        @Override
        public void publish(Part part) {
            step(() -> staging.publish(part));
        }

        @Override
        public void remove(String key) {
            step(() -> staging.remove(key));
        }

        @Override
        public void clear(Collection<Part.Staged> kept) {
            step(() -> staging.clear(kept));
        }

        /// The operating system closes what a process had open.
        @Override
        public void close() {
            staging.close();
        }
    }

    private final class MortalUpload implements Staging.Upload {

        private final Staging.Upload upload;

        MortalUpload(Staging.Upload upload) {
            this.upload = upload;
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            step(() -> upload.write(bytes, from, length));
        }

        @Override
        public Part.Staged secure() {
            return step(upload::secure);
        }

        @Override
        public ByteBuffer buffered() {
            return upload.buffered();
        }

        @Override
        public Part.Staged stage() {
            return step(upload::stage);
        }

        @Override
        public void leave() {
            upload.leave();
        }
    }
}

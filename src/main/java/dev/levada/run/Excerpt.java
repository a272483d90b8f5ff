package dev.levada.run;

import dev.levada.model.Chunk;
import dev.levada.model.ObjectRef;
import dev.levada.stage.bytes.ByteSource;
import io.smallrye.mutiny.Multi;

/// The first bytes of an export, as if it were cut off there.
///
/// @param bytes that are asked for; a chunk may reach beyond them
record Excerpt(ByteSource whole, long bytes) implements ByteSource {

    /// The whole export, of its whole size.
    @Override
    public ObjectRef object() {
        return whole.object();
    }

    @Override
    public Multi<Chunk> read(long from) {
        return whole.read(from, bytes);
    }

    @Override
    public long reopened() {
        return whole.reopened();
    }
}

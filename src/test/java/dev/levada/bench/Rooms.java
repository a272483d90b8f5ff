package dev.levada.bench;

import dev.levada.model.Block;
import dev.levada.model.Chunk;
import dev.levada.model.Format;
import dev.levada.model.Frames;
import dev.levada.model.Rows;
import dev.levada.model.Slab;
import dev.levada.model.Slabs;
import dev.levada.stage.frame.Framer;
import dev.levada.stage.mapping.Mapping;
import dev.levada.stage.output.Router;

/// frame, mapping and output as `Pipeline` joins them, without Mutiny between and with no source and no sink: chunks of an endless text go
/// in, blocks come out and are let go.
final class Rooms {

    static final int CHUNK = 256 << 10;
    private static final int LONGEST_RECORD = 1 << 20;

    private final UserText text;
    private final Slabs chunks = new Slabs(CHUNK, 4);
    private final Framer framer;
    private final Mapping mapping = Mapping.of(UserText.mapping(), 0);
    private final Router router;
    private long position;
    /// What has passed the doors.
    private long batches;
    private long rows;
    private long blocks;
    private long blockBytes;

    Rooms(UserText text, Format format) {
        this.text = text;
        this.framer = new Framer(text.shape(), LONGEST_RECORD, chunks, Mapping.of(UserText.mapping(), 0).walk());
        this.router = new Router(format, "bench", new Slabs((1 << 20) + (64 << 10), 4));
    }

    /// One chunk goes through.
    void feedChunk() {
        Slab slab = chunks.take();
        text.fill(slab.bytes(), CHUNK, position);
        Chunk chunk = new Chunk(slab, 0, CHUNK, position);
        position += CHUNK;
        for (Frames frames : framer.feed(chunk)) {
            batches++;
            for (Rows mapped : mapping.feed(frames)) {
                rows += mapped.count;
                if (!mapped.rejects.isEmpty()) {
                    throw new IllegalStateException("expected rows, got " + mapped.rejects.getFirst());
                }
                for (Block block : router.feed(mapped)) {
                    blocks++;
                    blockBytes += block.length();
                    block.release();
                }
            }
        }
    }

    long rows() {
        return rows;
    }

    /// Chunks, batches and blocks that have passed a door.
    long passages() {
        return position / CHUNK + batches + blocks;
    }

    long blockBytes() {
        return blockBytes;
    }
}

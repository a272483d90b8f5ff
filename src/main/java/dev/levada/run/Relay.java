package dev.levada.run;

import dev.levada.model.Frames;
import dev.levada.model.Handover;
import dev.levada.model.Rows;
import dev.levada.model.Slab;
import dev.levada.stage.mapping.Mapping;
import io.smallrye.mutiny.Multi;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// How records are mapped by as many threads as a pipeline has. With two, one reads, decodes and walks records, the other encodes,
/// compresses and writes them, and whoever has the time maps: the first where the second has enough to do already, and before it has
/// so much that the first would have to wait. So both are busy whatever the rooms on either side take. Batches keep their order, so
/// nothing of what comes out depends on it, and the checkpoints stay with the second thread, the taker.
///
/// `emitOn` would do the same with less control: its demand and its cancellation reach the rooms on the wrong thread, and a native
/// decoder must not be closed while it decodes. Here both halves are whole streams, each on one thread.
///
/// @param chunkBytes a usual batch has no more
record Relay(int threads, int chunkBytes) {

    /// Batches that may wait: enough for the second thread to go on while the first one waits for the disk, and the other way round.
    /// One whose record outgrew a chunk waits until there is no other.
    static final int ROOM = 8;

    static Relay of(MemoryPlan memory) {
        return new Relay(memory.threads(), memory.chunkBytes());
    }

    /// A batch on its way from one thread to the other.
    sealed interface Batch {

        Slab slab();

        void release();

        /// Records that nobody has mapped yet.
        record Framed(Frames frames) implements Batch {
            @Override
            public Slab slab() {
                return frames.slab;
            }

            @Override
            public void release() {
                frames.release();
            }
        }

        /// What was made of them.
        record Mapped(Rows rows) implements Batch {
            @Override
            public Slab slab() {
                return rows.slab;
            }

            @Override
            public void release() {
                rows.release();
            }
        }
    }

    /// The rows of the frames.
    ///
    /// @param another like `mapping`, for the other thread if there is one: they come to the same
    Multi<Rows> mapped(Multi<Frames> frames, Mapping mapping, Supplier<Mapping> another) {
        return threads == 1
                ? Pipeline.through(mapping, frames)
                : handedOver(frames, another.get()).onItem().transformToIterable(batch -> switch (batch) {
                    case Batch.Framed framed -> mapping.feed(framed.frames());
                    case Batch.Mapped mapped -> List.of(mapped.rows());
                }).onTermination().invoke(mapping::close);
    }

    /// The same batches, made on a thread of their own.
    Multi<Batch> handedOver(Multi<Frames> frames, Mapping ahead) {
        return Multi.createFrom()
                .resource(() -> Handover.of(Thread.ofPlatform().daemon().name("levada-records"), ROOM, this::size,
                        Batch::release, (Handover.Maker<Batch>) door -> frames.onItem()
                                .transform(batch -> ahead(batch, door, ahead)).onItem().invoke(door)
                                .onTermination().invoke(ahead::close).onItem().ignoreAsUni().await().indefinitely()),
                        Relay::taken)
                .withFinalizer((Consumer<Handover<Batch>>) Handover::close);
    }

    private static Batch ahead(Frames frames, Handover.Door<Batch> door, Mapping mapping) {
        Batch.Framed framed = new Batch.Framed(frames);
        return door.hasRoomToSpare(framed) ? framed : new Batch.Mapped(mapping.feed(frames).iterator().next());
    }

    private int size(Batch batch) {
        Slab slab = batch.slab();
        return slab == null || slab.capacity() <= chunkBytes ? 1 : ROOM;
    }

    private static Multi<Batch> taken(Handover<Batch> handover) {
        return Multi.createFrom().generator(() -> handover, (batches, demand) -> {
            Batch batch = batches.take();
            if (batch == null) {
                demand.complete();
            } else {
                demand.emit(batch);
            }
            return batches;
        });
    }
}

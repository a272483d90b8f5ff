package dev.levada.run;

import dev.levada.model.Frames;
import dev.levada.model.Handover;
import dev.levada.model.Rows;
import dev.levada.model.Slab;
import dev.levada.stage.pack.Packing;
import io.smallrye.mutiny.Multi;
import java.util.function.Consumer;
import java.util.function.Function;

/// Where a pipeline changes from one thread to the other, if it has two. The rooms up to there run ahead on a thread of their own;
/// those behind it, the checkpoints among them, stay with the taker. Batches keep their order, so nothing of what comes out depends
/// on it.
///
/// `emitOn` would do the same with less control: its demand and its cancellation reach the rooms on the wrong thread, and a native
/// decoder must not be closed while it decodes. Here both halves are whole streams, each on one thread.
///
/// @param chunkBytes a usual batch has no more
record Relay(Place place, int chunkBytes) {

    /// Where one thread ends and the other begins: about half of the work should lie on either side.
    enum Place {
        /// There is one thread.
        NOWHERE,
        /// One reads and walks records, the other maps, encodes and writes them.
        BEFORE_MAPPING,
        /// One reads, walks and maps, the other encodes, compresses and writes.
        BEFORE_OUTPUT
    }

    /// Batches that may wait at the place. One whose record outgrew a chunk waits until there is no other.
    private static final int ROOM = 2;

    static Relay of(MemoryPlan memory, Packing packing) {
        return new Relay(memory.threads() == 1 ? Place.NOWHERE : halfway(packing), memory.chunkBytes());
    }

    private static Place halfway(Packing packing) {
        return switch (packing) {
            case NONE -> Place.BEFORE_MAPPING;
            case ZLIB, ISAL, ZSTD -> Place.BEFORE_OUTPUT;
        };
    }

    Multi<Frames> beforeMapping(Multi<Frames> frames) {
        return place == Place.BEFORE_MAPPING ? handedOver(frames, batch -> batch.slab, Frames::release) : frames;
    }

    Multi<Rows> beforeOutput(Multi<Rows> rows) {
        return place == Place.BEFORE_OUTPUT ? handedOver(rows, batch -> batch.slab, Rows::release) : rows;
    }

    /// The same stream, made on a thread of its own.
    ///
    /// @param unwanted gives back a batch that nobody takes
    <T> Multi<T> handedOver(Multi<T> stream, Function<T, Slab> slab, Consumer<T> unwanted) {
        return Multi.createFrom().resource(() -> Handover.of(Thread.ofPlatform().daemon().name("levada-records"),
                ROOM, batch -> isUsual(slab.apply(batch)) ? 1 : ROOM, unwanted,
                put -> stream.onItem().invoke(put).onItem().ignoreAsUni().await().indefinitely()), Relay::taken)
                .withFinalizer((Consumer<Handover<T>>) Handover::close);
    }

    private boolean isUsual(Slab slab) {
        return slab == null || slab.capacity() <= chunkBytes;
    }

    private static <T> Multi<T> taken(Handover<T> handover) {
        return Multi.createFrom().generator(() -> handover, (batches, demand) -> {
            T batch = batches.take();
            if (batch == null) {
                demand.complete();
            } else {
                demand.emit(batch);
            }
            return batches;
        });
    }
}

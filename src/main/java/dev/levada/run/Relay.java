package dev.levada.run;

import dev.levada.model.Handover;
import dev.levada.model.Rows;
import dev.levada.model.Slab;
import io.smallrye.mutiny.Multi;
import java.util.function.Consumer;
import java.util.function.Function;

/// Where a pipeline changes from one thread to the other, if it has two: before the output. The rooms up to there, which read, walk
/// and map records, run ahead on a thread of their own; those behind it, the checkpoints among them, stay with the taker. Batches
/// keep their order, so nothing of what comes out depends on it.
///
/// `emitOn` would do the same with less control: its demand and its cancellation reach the rooms on the wrong thread, and a native
/// decoder must not be closed while it decodes. Here both halves are whole streams, each on one thread.
///
/// @param threads that share the rooms
/// @param chunkBytes a usual batch has no more
record Relay(int threads, int chunkBytes) {

    /// Batches that may wait at the place. One whose record outgrew a chunk waits until there is no other.
    private static final int ROOM = 2;

    static Relay of(MemoryPlan memory) {
        return new Relay(memory.threads(), memory.chunkBytes());
    }

    Multi<Rows> beforeOutput(Multi<Rows> rows) {
        return threads == 1 ? rows : handedOver(rows, batch -> batch.slab, Rows::release);
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

package dev.levada.stage.bytes;

import dev.levada.model.Chunk;
import io.smallrye.mutiny.Multi;
import java.util.function.Supplier;

/// One pass over a source: what is open between its first demand and its end.
interface Reading extends AutoCloseable {

    /// Reads the next chunk, which belongs to the caller; null at the end.
    Chunk next();

    /// Frees what is open. Never fails, and may be called while nothing is open.
    @Override
    void close();

    /// A reading as a stream: opened for each subscriber, [#next] called once for each unit of demand, closed whatever
    /// the end.
    static Multi<Chunk> pulled(Supplier<Reading> open) {
        return Multi.createFrom().resource(open, Reading::chunks).withFinalizer(Reading::close);
    }

    private static Multi<Chunk> chunks(Reading reading) {
        return Multi.createFrom().generator(() -> reading, (current, demand) -> {
            Chunk chunk = current.next();
            if (chunk == null) {
                demand.complete();
            } else {
                demand.emit(chunk);
            }
            return current;
        });
    }
}

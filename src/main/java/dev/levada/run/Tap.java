package dev.levada.run;

import dev.levada.model.Block;
import dev.levada.model.Chunk;
import dev.levada.model.Frames;
import dev.levada.model.Part;
import dev.levada.model.Rows;

/// Looks at what passes the doors, in the order of the rooms, without taking it: a batch still belongs to the next room,
/// and nothing of it may be kept or changed. One door is passed by one batch at a time; the first doors
/// and the last may be passed on two threads.
public interface Tap {

    /// A chunk of the source, as it was read.
    default void bytes(Chunk chunk) {
    }

    /// A chunk of plain text.
    default void codec(Chunk chunk) {
    }

    /// Records found.
    default void frame(Frames frames) {
    }

    /// Records mapped.
    default void mapping(Rows rows) {
    }

    /// Rows encoded.
    default void output(Block block) {
    }

    /// A block as it is stored.
    default void pack(Block block) {
    }

    /// A part staged.
    default void sink(Part part) {
    }
}

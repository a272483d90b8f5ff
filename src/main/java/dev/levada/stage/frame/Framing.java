package dev.levada.stage.frame;

import dev.levada.model.Pointer;
import dev.levada.model.Shape;

/// One way in which records lie in plain text. Walks over the text once and tells a [Recorder] where records begin and
/// end and what is structure.
sealed interface Framing permits LinesFraming, SequenceFraming, DocumentsFraming, PathFraming {

    /// The framing of a shape.
    ///
    /// @param shape pinned or found; not auto
    /// @param watch what to do about a second place that looks like records
    static Framing of(Shape shape, Watch watch) {
        return switch (shape) {
            case Shape.Lines lines -> new LinesFraming();
            case Shape.Sequence sequence -> new SequenceFraming();
            case Shape.Documents documents -> new DocumentsFraming();
            case Shape.Array array -> PathFraming.elementsAt(Pointer.ROOT, watch);
            case Shape.ArrayAt at -> PathFraming.elementsAt(at.pointer(), watch);
            case Shape.MapAt at -> PathFraming.membersAt(at.pointer(), watch);
            case Shape.Auto auto -> throw new IllegalArgumentException("auto is no framing");
        };
    }

    /// Walks from `p`; stops at `to`, or earlier where the recorder has a batch. Gives where it stopped.
    int walk(byte[] bytes, int p, int to, Recorder recorder);

    /// What a [dev.levada.model.Mark] keeps of it: of here, or, where a record is open, of where that record began.
    ///
    /// @param open whether a record is open
    /// @return null where it cannot be told in a few words
    String state(boolean open);

    /// Goes on from a [#state]; before the first walk.
    void restore(StateReader state);

    /// The input is over.
    ///
    /// @param at plain-text offset of its end
    void end(long at, Recorder recorder);
}

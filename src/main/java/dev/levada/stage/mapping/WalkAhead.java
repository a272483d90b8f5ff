package dev.levada.stage.mapping;

import dev.levada.model.Captures;
import dev.levada.model.RecordWalk;

/// Walks records for the framer, with all the checks of the mapping. A record that does not pass them here is walked again
/// by the mapping, which says why.
final class WalkAhead implements RecordWalk {

    private final int slots;
    private final Tokens tokens = new Tokens();
    private final Walker walker;
    private int first;

    WalkAhead(int slots, Place root, int height) {
        this.slots = slots;
        this.walker = new Walker(tokens, root, height);
    }

    @Override
    public int slots() {
        return slots;
    }

    @Override
    public int end(byte[] bytes, int p, int to, Captures into, int record) {
        byte opener = bytes[p];
        if (opener != '{' && opener != '[') {
            return UNKNOWN; // ex 12 of 123
        }
        first = p;
        tokens.open(bytes, p, to);
        walker.begin(into, record);
        try {
            return walker.value(p);
        } catch (Refusal malformedOrCut) {
            return UNKNOWN;
        }
    }

    @Override
    public boolean spaced() {
        return tokens.isSpaced(first);
    }
}

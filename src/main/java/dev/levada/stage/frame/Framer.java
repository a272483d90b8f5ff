package dev.levada.stage.frame;

import dev.levada.model.Chunk;
import dev.levada.model.Drawn;
import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import dev.levada.model.Frames;
import dev.levada.model.Mark;
import dev.levada.model.RecordWalk;
import dev.levada.model.Shape;
import dev.levada.model.Slab;
import dev.levada.model.Slabs;
import dev.levada.model.Stage;
import java.util.ArrayDeque;
import java.util.Deque;

/// Finds where the records of an export lie in its plain text.
///
/// Takes plain UTF-8 text without a byte order mark. Gives every record with its exact offset and length, in order; a
/// record that is too long or nests too deeply as a reject; everything else counted as structure. Nothing whole is kept
/// back between two chunks. Fails with `DAMAGED` where the structure is unsound, `WRONG_SHAPE` where a pinned shape is
/// not there, `AMBIGUOUS_SHAPE` and `UNKNOWN_SHAPE` where the shape is to be found and cannot be, `TOO_DEEP` beyond 16
/// Mi levels.
public final class Framer implements Stage<Chunk, Frames> {

    /// Most levels of objects and arrays in one record.
    public static final int MAX_DEPTH = 1024;

    private final Slabs slabs;
    private final Recorder recorder;
    /// Chunks that are not walked to their end yet; while the shape is not known, all there were.
    private final Deque<Chunk> waiting = new ArrayDeque<>();
    private long held;
    private Shape shape;
    private Framing framing;
    /// Plain-text offset before which everything is accounted for by another process.
    private long begin;
    /// The chunk being walked, or null, and how far.
    private Chunk current;
    private int at;
    /// Plain-text offset behind the last chunk.
    private long endOfText;
    private TextEnd textEnd = TextEnd.SOUND;
    /// What ends the run once the records before it are taken, or null.
    private Failure failure;

    /// @param wanted pinned, or [Shape.Auto]
    /// @param maxRecordBytes longest record that is held
    /// @param slabs for records that are cut by the end of a chunk
    public Framer(Shape wanted, int maxRecordBytes, Slabs slabs) {
        this(wanted, maxRecordBytes, slabs, RecordWalk.NONE);
    }

    /// @param walk of what comes behind, so that records are walked once
    public Framer(Shape wanted, int maxRecordBytes, Slabs slabs, RecordWalk walk) {
        this.slabs = slabs;
        this.recorder = new Recorder(maxRecordBytes, slabs, walk);
        if (!(wanted instanceof Shape.Auto)) {
            shape = wanted;
            framing = Framing.of(wanted, Watch.NONE);
        }
    }

    /// Goes on from a mark: text before it is passed over, and the records behind it are numbered as if there had been no
    /// interruption.
    ///
    /// @param wanted pinned, or [Shape.Auto]
    /// @param found how records lie
    /// @param walk of what comes behind, or [RecordWalk#NONE]
    public static Framer from(Mark mark, Shape wanted, Shape found, int maxRecordBytes, Slabs slabs, RecordWalk walk) {
        Framer framer = new Framer(wanted, maxRecordBytes, slabs, walk);
        framer.shape = found;
        framer.framing = Framing.of(found, wanted instanceof Shape.Auto ? Watch.CANDIDATES : Watch.NONE);
        framer.framing.restore(new StateReader(mark.framing()));
        framer.recorder.restore(mark);
        framer.begin = mark.offset();
        return framer;
    }

    /// How records lie: pinned or found; null while it is not known.
    public Shape found() {
        return shape;
    }

    @Override
    public Iterable<Frames> feed(Chunk chunk) {
        waiting.add(chunk);
        held += chunk.length();
        endOfText = chunk.position() + chunk.length();
        return Drawn.until(() -> {
            if (framing == null && held >= ShapeFinder.WINDOW) {
                decide(Seen.BEGINNING);
            }
            return framing == null ? null : next();
        });
    }

    @Override
    public Iterable<Frames> finish() {
        return Drawn.until(new Ending()::next);
    }

    /// The last batches: of what was held for the decision, then of what only the end completes.
    private final class Ending {

        private enum State {
            /// Chunks are left to walk over.
            WALKING,
            /// The framing was told that the input is over.
            ENDED
        }

        private State state = State.WALKING;

        private Frames next() {
            if (framing == null) {
                decide(Seen.WHOLE);
            }
            Frames frames = Framer.this.next();
            if (frames == null && state == State.WALKING) {
                state = State.ENDED;
                end();
                recorder.end();
                frames = recorder.poll();
            }
            return frames;
        }
    }

    /// How the text ends.
    private enum TextEnd {
        /// Where its source says that it does.
        SOUND,
        /// Where damage begins.
        CUT_OFF
    }

    /// The chunks that were fed end in damage: an open value (`12` of `123`) is not taken for whole.
    public void cutOff() {
        textEnd = TextEnd.CUT_OFF;
    }

    private void end() {
        if (textEnd == TextEnd.CUT_OFF && recorder.isOpen()) {
            throw new Failure(FailureCode.DAMAGED, endOfText, "expected the end of a record, got damage");
        }
        framing.end(endOfText, recorder);
    }

    /// How much of the export a decision can look at.
    enum Seen {
        BEGINNING, WHOLE
    }

    private void decide(Seen seen) {
        int length = (int) Math.min(held, ShapeFinder.WINDOW);
        Slab window = slabs.take(length);
        try {
            int copied = 0;
            for (Chunk chunk : waiting) {
                int more = Math.min(chunk.length(), length - copied);
                System.arraycopy(chunk.bytes(), chunk.from(), window.bytes(), copied, more);
                copied += more;
            }
            shape = ShapeFinder.find(window.bytes(), length, held > length ? Seen.BEGINNING : seen);
        } finally {
            window.release();
        }
        framing = Framing.of(shape, Watch.CANDIDATES);
    }

    private Frames next() {
        while (!recorder.hasBatch()) {
            if (failure != null) {
                throw failure;
            }
            if (current == null && waiting.isEmpty()) {
                return null;
            }
            walk();
        }
        return recorder.poll();
    }

    /// Walks to the next batch or the end of a chunk. A failure waits until the records before it are taken: they are
    /// whole.
    private void walk() {
        if (current == null) {
            current = waiting.poll();
            at = (int) Math.min(current.to(), current.from() + Math.max(0, begin - current.position()));
            recorder.enter(current);
        }
        try {
            at = framing.walk(current.bytes(), at, current.to(), recorder);
            if (at == current.to()) {
                current = null;
                recorder.leave(framing.state(recorder.isOpen()));
            }
        } catch (Failure trouble) {
            failure = trouble;
            recorder.end();
        }
    }

    @Override
    public void close() {
        current = null;
        recorder.close();
        waiting.forEach(Chunk::release);
        waiting.clear();
    }
}

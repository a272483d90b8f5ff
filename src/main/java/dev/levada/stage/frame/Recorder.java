package dev.levada.stage.frame;

import dev.levada.model.Chunk;
import dev.levada.model.Frames;
import dev.levada.model.Mark;
import dev.levada.model.Pool;
import dev.levada.model.RecordWalk;
import dev.levada.model.Reject;
import dev.levada.model.RejectCode;
import dev.levada.model.SeekPoint;
import dev.levada.model.Slab;
import dev.levada.model.Slabs;
import java.util.ArrayDeque;
import java.util.Deque;

/// Takes down what a framing sees, and makes batches of it: records that lie wholly in a chunk are edges in the chunk's
/// own bytes; one that is cut by a chunk's end is gathered in a slab of its own; one that is too long is passed over.
final class Recorder {

    private static final long NONE = -1;

    private final int maxRecordBytes;
    private final RecordWalk walk;
    private final Pool<Frames> pool = new Pool<>(8, this::newFrames);
    private final Deque<Frames> ready = new ArrayDeque<>();

    private Frames batch;
    private Chunk chunk;
    /// Plain-text offset of index 0 of the chunk's bytes.
    private long base;
    private long nextIndex;
    private long recordBytes;
    private long structure;

    /// Plain-text offset of the first byte of the open record, or NONE.
    private long openAt = NONE;
    /// Where its value begins and, in a keyed map, its key ends.
    private long valueAt;
    private long keyEndAt;
    /// Of the chunk in which it begins.
    private SeekPoint openSeek;
    /// What earlier chunks held of it.
    private final Gathering gathered;

    Recorder(int maxRecordBytes, Slabs slabs, RecordWalk walk) {
        this.maxRecordBytes = maxRecordBytes;
        this.gathered = new Gathering(slabs, maxRecordBytes);
        this.walk = walk;
        this.batch = pool.take();
    }

    /// The records of before are known already.
    void restore(Mark mark) {
        nextIndex = mark.records();
        recordBytes = mark.recordBytes();
    }

    private Frames newFrames() {
        return new Frames(pool, walk.slots());
    }

    /// A chunk is walked next; the recorder holds it until [#leave].
    void enter(Chunk next) {
        chunk = next;
        base = next.position() - next.from();
        sentinels(next.bytes(), next.to());
    }

    /// Scans for quotes need no bounds test: there is always one.
    private static void sentinels(byte[] bytes, int to) {
        for (int i = to; i < to + Slab.SLACK; i++) {
            bytes[i] = '"';
        }
    }

    /// The chunk is walked to its end.
    ///
    /// @param state of the framing there or, where a record is open, where that record began; null where it cannot be told
    void leave(String state) {
        if (openAt != NONE) {
            gather(chunk.to());
        }
        flush(state == null ? null : mark(state));
        chunk.release();
        chunk = null;
    }

    private Mark mark(String state) {
        return isOpen()
                ? new Mark(openAt, nextIndex, recordBytes, openSeek, state)
                : new Mark(base + chunk.to(), nextIndex, recordBytes, chunk.seek(), state);
    }

    /// Whether a batch waits to be taken.
    boolean hasBatch() {
        return !ready.isEmpty();
    }

    /// The next batch, or null.
    Frames poll() {
        return ready.poll();
    }

    long base() {
        return base;
    }

    /// The bytes of structure at the walker's place.
    void structure(long bytes) {
        structure += bytes;
    }

    boolean isOpen() {
        return openAt != NONE;
    }

    /// A record begins.
    void open(int p) {
        openAt = base + p;
        valueAt = openAt;
        keyEndAt = NONE;
        openSeek = chunk.seek();
    }

    /// The key of the open record ends.
    void keyEnds(int p) {
        keyEndAt = base + p;
    }

    /// The value of the open record begins, behind its key.
    void valueBegins(int p) {
        valueAt = base + p;
    }

    /// Walks the value of the record that has just been opened, where that is possible: it lies whole in the chunk, and nothing
    /// about it needs a second look.
    ///
    /// @return index behind it, or [RecordWalk#UNKNOWN]
    int walk(byte[] bytes, int p, int to) {
        boolean whole = openAt >= base + chunk.from(); // ex an entry whose key lies in the chunk before
        return whole ? walk.end(bytes, p, to, batch.captures, batch.count) : RecordWalk.UNKNOWN;
    }

    /// Whether white space lies between the tokens of the record that was walked last.
    boolean walkedSpaces() {
        return walk.spaced();
    }

    /// Walks the open record to its end and closes it there, or gives `p` where that is not possible.
    int walked(byte[] bytes, int p, int to) {
        int end = walk(bytes, p, to);
        if (end == RecordWalk.UNKNOWN) {
            return p;
        }
        closeWalked(end);
        return end;
    }

    /// The open record was walked to its end.
    void closeWalked(int end) {
        batch.walked(batch.count);
        close(base + end, 0);
    }

    /// The open record ends before a plain-text offset (which may lie in an earlier chunk: trailing white space is not
    /// part of it).
    void close(long endAt, int deepest) {
        long length = endAt - openAt;
        recordBytes += length;
        if (length > maxRecordBytes) {
            addReject(endAt, RejectCode.RECORD_TOO_LONG,
                    "expected at most " + maxRecordBytes + " bytes, got " + length);
        } else if (deepest > Framer.MAX_DEPTH) {
            addReject(endAt, RejectCode.TOO_DEEP, "expected at most " + Framer.MAX_DEPTH + " levels, got " + deepest);
        } else if (gathered.isEmpty()) {
            add(batch, chunk.slab(), base, endAt);
        } else {
            closeGathered(endAt);
        }
        openAt = NONE;
    }

    /// The open record ends and is known to be bad.
    void reject(long endAt, RejectCode code, String reason) {
        recordBytes += endAt - openAt;
        addReject(endAt, code, reason);
    }

    private void addReject(long endAt, RejectCode code, String reason) {
        batch.rejects.add(new Reject(nextIndex++, openAt, endAt - openAt, null, code, reason, null));
        gathered.forget();
        openAt = NONE;
        flush(null);
    }

    private void closeGathered(long endAt) {
        if (chunk != null && endAt > base + chunk.from()) {
            gather((int) (endAt - base));
        }
        flush(null);
        Slab slab = gathered.take();
        sentinels(slab.bytes(), (int) (endAt - openAt));
        add(batch, slab, openAt, endAt);
        flush(null);
        slab.release();
    }

    private void add(Frames frames, Slab slab, long position, long endAt) {
        int i = frames.count++;
        if (i == 0) {
            frames.slab = slab.share();
            frames.position = position;
            frames.firstIndex = nextIndex;
        }
        nextIndex++;
        frames.start[i] = (int) (valueAt - position);
        frames.end[i] = (int) (endAt - position);
        if (keyEndAt != NONE) {
            frames.keyed = true;
            frames.keyStart[i] = (int) (openAt - position);
            frames.keyEnd[i] = (int) (keyEndAt - position);
        }
        if (frames.count == Frames.CAPACITY) {
            flush(null);
        }
    }

    private void flush(Mark mark) {
        batch.structure = structure;
        structure = 0;
        if (batch.count > 0 || batch.structure > 0 || !batch.rejects.isEmpty()) {
            batch.mark = mark;
            ready.add(batch);
            batch = pool.take();
        }
    }

    /// Keeps what this chunk holds of the open record, up to index `to` and to the longest length. White space beyond
    /// that does not make it too long: it may stand behind the record (`{"id":1}` and a million spaces on a line).
    private void gather(int to) {
        if (gathered.isEmpty() && openAt < base + chunk.from()) {
            return; // passed over since an earlier chunk
        }
        int from = (int) Math.max(chunk.from(), openAt - base);
        int contentEnd = Bytes.trimmed(chunk.bytes(), from, to);
        long longest = openAt + maxRecordBytes - base;
        if (contentEnd > from && contentEnd > longest) {
            gathered.forget();
        } else if (longest > from) {
            gathered.add(chunk.bytes(), from, (int) Math.min(to, longest));
        }
    }

    /// The input is over, or damaged from here on: what is whole becomes a batch.
    void end() {
        flush(null);
    }

    void close() {
        gathered.forget();
        if (chunk != null) {
            chunk.release();
            chunk = null;
        }
        ready.forEach(Frames::release);
        ready.clear();
        batch.release();
    }
}

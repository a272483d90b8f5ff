package dev.levada.run;

import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import dev.levada.model.Frames;
import dev.levada.model.Reject;
import dev.levada.model.RejectCode;
import dev.levada.model.Shape;
import dev.levada.model.Slab;
import dev.levada.model.Slabs;
import dev.levada.model.Stage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Rejects in, the rejected records out: as batches that the framer would have given, with the index and offset that each record
/// has in its export. Rejects that lie close to each other are read at once.
///
/// Where a record cannot be held, or the framer itself knows what is wrong with it, its reject goes on in its place.
final class Recovered implements Stage<Reject, Frames> {

    /// Reading so many bytes in vain takes less time than another request.
    private static final long GAP = 64 << 10;

    private final PlainText text;
    private final Shape shape;
    private final int maxRecordBytes;
    private final Slabs slabs;
    private final List<Reject> group = new ArrayList<>();

    /// @param shape how records lie in the export
    /// @param maxRecordBytes longest record that is held
    /// @param slabs for the bytes of the records
    Recovered(PlainText text, Shape shape, int maxRecordBytes, Slabs slabs) {
        this.text = text;
        this.shape = shape;
        this.maxRecordBytes = maxRecordBytes;
        this.slabs = slabs;
    }

    @Override
    public Iterable<Frames> feed(Reject reject) {
        List<Frames> batches = new ArrayList<>();
        if (reject.length() > maxRecordBytes) {
            batches.addAll(finish());
            batches.add(passed(new Reject(reject.index(), reject.offset(), reject.length(), null,
                    RejectCode.RECORD_TOO_LONG, "expected at most " + maxRecordBytes + " bytes, got " + reject.length(),
                    null)));
        } else if (shape instanceof Shape.Sequence && reject.code() == RejectCode.MALFORMED) {
            batches.addAll(finish()); // ex a number without white space behind it: what follows it is no part of it
            batches.add(passed(reject));
        } else {
            if (!joins(reject)) {
                batches.addAll(finish());
            }
            group.add(reject);
        }
        return batches;
    }

    private Frames passed(Reject reject) {
        Frames frames = new Frames(null);
        frames.keyed = shape instanceof Shape.MapAt;
        frames.rejects.add(reject);
        return frames;
    }

    private boolean joins(Reject reject) {
        if (group.isEmpty()) {
            return true;
        }
        long gap = reject.offset() - end(group.getLast());
        return gap >= 0 && gap <= GAP && end(reject) - group.getFirst().offset() <= slabs.size()
                && group.size() < Frames.CAPACITY;
    }

    private static long end(Reject reject) {
        return reject.offset() + reject.length();
    }

    @Override
    public List<Frames> finish() {
        if (group.isEmpty()) {
            return List.of();
        }
        long from = group.getFirst().offset();
        int length = (int) (end(group.getLast()) - from);
        Slab slab = slabs.take(length);
        try {
            text.read(from, from + length, slab.bytes());
            Arrays.fill(slab.bytes(), length, length + Slab.SLACK, (byte) '"'); // scans for quotes end there
            return batches(slab, from);
        } finally {
            slab.release();
            group.clear();
        }
    }

    /// Records of a batch follow each other without a gap in their numbers.
    private List<Frames> batches(Slab slab, long position) {
        List<Frames> batches = new ArrayList<>();
        for (Reject reject : group) {
            Frames last = batches.isEmpty() ? null : batches.getLast();
            if (last == null || reject.index() != last.firstIndex + last.count) {
                last = new Frames(null);
                last.slab = slab.share();
                last.position = position;
                last.firstIndex = reject.index();
                last.keyed = shape instanceof Shape.MapAt;
                batches.add(last);
            }
            add(reject, last);
        }
        return batches;
    }

    private static void add(Reject reject, Frames frames) {
        int i = frames.count++;
        int start = (int) (reject.offset() - frames.position);
        frames.end[i] = (int) (start + reject.length());
        frames.start[i] = start;
        if (frames.keyed) {
            Entry entry = Entry.at(frames.slab.bytes(), start, frames.end[i]);
            frames.keyStart[i] = start;
            frames.keyEnd[i] = entry.keyEnd();
            frames.start[i] = entry.value();
        }
    }

    /// An entry of a keyed map: `"key" : value`.
    ///
    /// @param keyEnd behind the closing quote of the key
    /// @param value where the value begins
    private record Entry(int keyEnd, int value) {

        static Entry at(byte[] bytes, int start, int end) {
            int p = start + 1;
            while (p < end && bytes[p] != '"') {
                p += bytes[p] == '\\' ? 2 : 1;
            }
            int value = space(bytes, p + 1, end) + 1;
            if (value >= end || bytes[value - 1] != ':') {
                throw new Failure(FailureCode.SOURCE_CHANGED, "expected an entry of a keyed map, got something else");
            }
            return new Entry(p + 1, space(bytes, value, end));
        }

        private static int space(byte[] bytes, int from, int end) {
            int p = from;
            while (p < end && (bytes[p] == ' ' || bytes[p] == '\t' || bytes[p] == '\n' || bytes[p] == '\r')) {
                p++;
            }
            return p;
        }
    }

    @Override
    public void close() {
        text.close();
    }
}

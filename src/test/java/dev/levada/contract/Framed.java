package dev.levada.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.levada.model.Chunk;
import dev.levada.model.Failure;
import dev.levada.model.Frames;
import dev.levada.model.MappingPlan;
import dev.levada.model.RecordWalk;
import dev.levada.model.Reject;
import dev.levada.model.Shape;
import dev.levada.model.Slab;
import dev.levada.model.Slabs;
import dev.levada.stage.frame.Framer;
import dev.levada.stage.mapping.Mapping;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/// What a framer made of a text that came in pieces.
///
/// @param records in order
/// @param structure bytes that were counted as structure
/// @param failure why it ended, or null
/// @param found the shape in the end
/// @param leaked slabs that nobody gave back
public record Framed(List<Found> records, List<Reject> rejects, long structure, Failure failure, Shape found,
        int leaked) {

    /// A record as it was found.
    ///
    /// @param key its key token, or null
    public record Found(long index, long offset, long length, String key, String value) {
    }

    /// Bytes of the text that were accounted for.
    public long accounted() {
        return structure + records.stream().mapToLong(Found::length).sum()
                + rejects.stream().mapToLong(Reject::length).sum();
    }

    /// Values of the records.
    public List<String> values() {
        return records.stream().map(Found::value).toList();
    }

    /// Frames a text that is cut behind each of these places: once scanning for the end of every record, and once with the walk
    /// of a mapping. Both must come to the same.
    public static Framed of(Shape shape, byte[] text, int maxRecordBytes, int... cuts) {
        Framed scanned = new Framing(shape, maxRecordBytes, RecordWalk.NONE).run(text, cuts);
        Framed walked = new Framing(shape, maxRecordBytes, Mapping.of(new MappingPlan.Identity(), 0).walk()).run(text,
                cuts);
        assertTrue(scanned.records.equals(walked.records), "the walk found other records"); // too long to be printed
        assertEquals(scanned.rejects, walked.rejects);
        assertEquals(scanned.structure, walked.structure);
        assertEquals(words(scanned.failure), words(walked.failure));
        assertEquals(scanned.found, walked.found);
        return new Framed(walked.records, walked.rejects, walked.structure, walked.failure, walked.found,
                scanned.leaked + walked.leaked);
    }

    private static String words(Failure failure) {
        return failure == null ? "none" : failure.code() + " @" + failure.offset() + " " + failure.getMessage();
    }

    /// Frames a text in pieces of one size.
    public static Framed inPieces(Shape shape, byte[] text, int maxRecordBytes, int size) {
        int[] cuts = new int[Math.max(0, (text.length - 1) / size)];
        Arrays.setAll(cuts, i -> (i + 1) * size);
        return of(shape, text, maxRecordBytes, cuts);
    }

    private static final class Framing {
        private final Slabs slabs = new Slabs(1 << 16, 100_000);
        private final Set<Slab> slabsSeen = Collections.newSetFromMap(new IdentityHashMap<>());
        private final Framer framer;
        private final List<Found> records = new ArrayList<>();
        private final List<Reject> rejects = new ArrayList<>();
        private final List<Frames> held = new ArrayList<>();
        private long structure;

        Framing(Shape shape, int maxRecordBytes, RecordWalk walk) {
            framer = new Framer(shape, maxRecordBytes, slabs, walk);
        }

        Framed run(byte[] text, int[] cuts) {
            Failure failure = null;
            try {
                int from = 0;
                for (int cut : cuts) {
                    take(framer.feed(chunk(text, from, cut)));
                    from = cut;
                }
                take(framer.feed(chunk(text, from, text.length)));
                take(framer.finish());
            } catch (Failure trouble) {
                failure = trouble;
            }
            framer.close();
            // Batches are looked at only now: what they point at must not have been overwritten since.
            held.forEach(this::read);
            return new Framed(records, rejects, structure, failure, framer.found(), leaked());
        }

        private Chunk chunk(byte[] text, int from, int to) {
            Slab slab = slabs.take(to - from + 3);
            slabsSeen.add(slab);
            System.arraycopy(text, from, slab.bytes(), 3, to - from);
            return new Chunk(slab, 3, 3 + to - from, from);
        }

        private void take(Iterable<Frames> batches) {
            batches.forEach(held::add);
        }

        private void read(Frames frames) {
            for (int i = 0; i < frames.count; i++) {
                if (frames.isWalked(i)) {
                    int cell = i * frames.captures.slots; // of the record itself, which is what this mapping wants
                    assertEquals(frames.start[i], frames.captures.spans.start(cell));
                    assertEquals(frames.end[i], frames.captures.spans.end(cell));
                }
                records.add(new Found(frames.firstIndex + i, frames.offset(i), frames.length(i),
                        frames.keyed ? text(frames, frames.keyStart[i], frames.keyEnd[i]) : null,
                        text(frames, frames.start[i], frames.end[i])));
            }
            structure += frames.structure;
            rejects.addAll(frames.rejects);
            if (frames.slab != null) {
                slabsSeen.add(frames.slab);
            }
            frames.release();
        }

        private static String text(Frames frames, int from, int to) {
            return new String(frames.slab.bytes(), from, to - from, StandardCharsets.UTF_8);
        }

        /// All slabs of the standard size that were ever seen must be idle now.
        private int leaked() {
            Set<Slab> idle = Collections.newSetFromMap(new IdentityHashMap<>());
            for (int i = 0; i < slabsSeen.size() + 8; i++) {
                idle.add(slabs.take());
            }
            return (int) slabsSeen.stream().filter(slab -> slab.capacity() == slabs.size())
                    .filter(slab -> !idle.contains(slab)).count();
        }
    }
}

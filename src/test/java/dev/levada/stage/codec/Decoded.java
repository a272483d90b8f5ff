package dev.levada.stage.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.levada.contract.CountedSlabs;
import dev.levada.model.Chunk;
import dev.levada.model.Failure;
import dev.levada.model.Slab;
import dev.levada.model.Slabs;
import dev.levada.model.Stage;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/// What came out of a codec: all of it, however it ended. Drawing it checks what holds of every codec's output:
/// positions without gaps, no empty chunk, room behind every chunk, no chunk written to after it came out, every slab
/// given back.
public final class Decoded {

    /// Small enough that a short text takes several.
    private static final int SLAB = 24;
    private static final int MOST_CHUNKS = 600;

    private final byte[] text;
    private final long from;
    private final Failure failure;

    /// @param from position of the first byte; 0 where there is none
    /// @param failure null where the end was clean
    public Decoded(byte[] text, long from, Failure failure) {
        this.text = text;
        this.from = from;
        this.failure = failure;
    }

    public byte[] text() {
        return text;
    }

    public Failure failure() {
        return failure;
    }

    /// Everything in one piece.
    public static Decoded whole(Function<Slabs, Stage<Chunk, Chunk>> codec, byte[] encoded) {
        return of(codec, List.of(encoded));
    }

    /// One byte a piece.
    public static Decoded byteByByte(Function<Slabs, Stage<Chunk, Chunk>> codec, byte[] encoded) {
        return of(codec, pieces(encoded, new Random(0), 1));
    }

    /// Pieces of 1 to `longest` bytes.
    public static List<byte[]> pieces(byte[] encoded, Random random, int longest) {
        List<byte[]> pieces = new ArrayList<>();
        for (int from = 0; from < encoded.length;) {
            int to = Math.min(encoded.length, from + 1 + random.nextInt(longest));
            pieces.add(Arrays.copyOfRange(encoded, from, to));
            from = to;
        }
        return pieces;
    }

    public static Decoded of(Function<Slabs, Stage<Chunk, Chunk>> codec, List<byte[]> pieces) {
        int longest = pieces.stream().mapToInt(piece -> piece.length).max().orElse(0);
        CountedSlabs in = new CountedSlabs(longest + 3, pieces.size() + 1);
        return of(codec, in, pieces, SLAB);
    }

    /// @param slab size of the codec's slabs
    public static Decoded of(Function<Slabs, Stage<Chunk, Chunk>> codec, CountedSlabs in, List<byte[]> pieces,
            int slab) {
        CountedSlabs out = new CountedSlabs(slab, MOST_CHUNKS);
        List<Chunk> chunks = new ArrayList<>();
        List<byte[]> copies = new ArrayList<>();
        Failure failure = null;
        Stage<Chunk, Chunk> stage = codec.apply(out.slabs());
        try {
            long position = 0;
            for (byte[] piece : pieces) {
                stage.feed(chunk(in.slabs(), piece, position)).forEach(chunk -> keep(chunk, chunks, copies));
                position += piece.length;
            }
            stage.finish().forEach(chunk -> keep(chunk, chunks, copies));
        } catch (Failure damage) {
            failure = damage;
        } finally {
            stage.close();
        }
        long from = chunks.isEmpty() ? 0 : chunks.getFirst().position();
        Decoded decoded = new Decoded(joined(chunks, copies), from, failure);
        chunks.forEach(Chunk::release);
        in.assertAllAreBack("source");
        out.assertAllAreBack("codec");
        return decoded;
    }

    /// A chunk that does not begin where its slab does.
    static Chunk chunk(Slabs slabs, byte[] bytes, long position) {
        Slab slab = slabs.take();
        Arrays.fill(slab.bytes(), (byte) '#');
        System.arraycopy(bytes, 0, slab.bytes(), 3, bytes.length);
        return new Chunk(slab, 3, 3 + bytes.length, position);
    }

    private static void keep(Chunk chunk, List<Chunk> chunks, List<byte[]> copies) {
        assertTrue(chunk.length() > 0, "no chunk is empty");
        assertTrue(chunk.to() <= chunk.slab().capacity(), "slack behind every chunk");
        if (!chunks.isEmpty()) {
            Chunk before = chunks.getLast();
            assertEquals(before.position() + before.length(), chunk.position(), "position");
        }
        chunks.add(chunk);
        copies.add(Arrays.copyOfRange(chunk.bytes(), chunk.from(), chunk.to()));
    }

    private static byte[] joined(List<Chunk> chunks, List<byte[]> copies) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        for (int i = 0; i < chunks.size(); i++) {
            Chunk chunk = chunks.get(i);
            byte[] now = Arrays.copyOfRange(chunk.bytes(), chunk.from(), chunk.to());
            assertTrue(Arrays.equals(copies.get(i), now), "no chunk is written to after it came out");
            text.writeBytes(now);
        }
        return text.toByteArray();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Decoded decoded && Arrays.equals(text, decoded.text) && from == decoded.from
                && ending().equals(decoded.ending());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(text);
    }

    private String ending() {
        return failure == null ? "clean" : failure.code() + " @" + failure.offset() + " " + failure.getMessage();
    }

    @Override
    public String toString() {
        return text.length + " bytes from " + from + ", " + ending();
    }
}

package dev.levada.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.levada.model.Chunk;
import dev.levada.model.SeekPoint;
import dev.levada.model.Slab;
import dev.levada.model.Slabs;
import dev.levada.model.Stage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What every codec says of where the reading can begin: from each such point on, the rest of the text comes, and nothing else.
public interface SeekContract {

    /// Letters of one to four bytes, long enough for several members.
    byte[] LONG_TEXT = ("[" + "{\"name\":\"Zoë\",\"city\":\"東京\",\"mood\":\"😀\"},\n".repeat(20) + "0]\n")
            .getBytes(StandardCharsets.UTF_8);

    Stage<Chunk, Chunk> codec(Slabs slabs);

    /// One that goes on at a point of the same source.
    Stage<Chunk, Chunk> codecFrom(SeekPoint seek, Slabs slabs);

    /// The text as the codec takes it.
    byte[] encoded(byte[] text);

    /// Position of the first byte of the text.
    default long firstPosition() {
        return 0;
    }

    /// What came out of a codec, and from where it can be reached.
    final class Drawn {

        private final Set<SeekPoint> seeks = new LinkedHashSet<>();
        private final ByteArrayOutputStream text = new ByteArrayOutputStream();
        private long first = -1;

        private void add(Chunk chunk) {
            first = first < 0 ? chunk.position() : first;
            assertEquals(first + text.size(), chunk.position(), "position");
            assertTrue(chunk.seek().plain() <= chunk.position(), "no point lies behind what is reached from it");
            seeks.add(chunk.seek());
            text.write(chunk.bytes(), chunk.from(), chunk.length());
            chunk.release();
        }
    }

    /// @param from of the source
    /// @param length of the pieces that are fed
    private static Drawn drawn(Stage<Chunk, Chunk> codec, byte[] source, long from, int length) {
        Drawn drawn = new Drawn();
        Slabs slabs = new Slabs(length, 4);
        try (codec) {
            for (int at = (int) from; at < source.length; at += length) {
                Slab slab = slabs.take();
                int count = Math.min(length, source.length - at);
                System.arraycopy(source, at, slab.bytes(), 0, count);
                codec.feed(new Chunk(slab, 0, count, at)).forEach(drawn::add);
            }
            codec.finish().forEach(drawn::add);
        }
        return drawn;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 64, 4_000})
    default void fromEveryPointThatIsReportedTheRestOfTheTextComes(int length) {
        byte[] source = encoded(LONG_TEXT);
        for (int slab : new int[]{16, 100, 5_000}) {
            Drawn whole = drawn(codec(new Slabs(slab, 4)), source, 0, length);
            assertArrayEquals(LONG_TEXT, whole.text.toByteArray());
            for (SeekPoint seek : whole.seeks) {
                Drawn rest = drawn(codecFrom(seek, new Slabs(slab, 4)), source, seek.source(), length);
                int passed = (int) Math.max(0, seek.plain() - firstPosition());
                assertArrayEquals(Arrays.copyOfRange(LONG_TEXT, passed, LONG_TEXT.length), rest.text.toByteArray(),
                        () -> "pieces of " + length + ", slabs of " + slab + ", from " + seek);
                assertTrue(rest.first < 0 || rest.first == Math.max(seek.plain(), firstPosition()),
                        () -> "positions go on: " + rest.first + " from " + seek);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 64})
    default void thereAreMorePointsThanTheBeginning(int length) {
        assertTrue(drawn(codec(new Slabs(16, 4)), encoded(LONG_TEXT), 0, length).seeks.size() > 1);
    }
}

package dev.levada.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.levada.model.Chunk;
import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import dev.levada.model.Slab;
import dev.levada.model.Slabs;
import dev.levada.model.Stage;
import dev.levada.stage.codec.Decoded;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What every codec does. [Decoded] checks positions, slabs and slack each time something is decoded.
public interface CodecContract extends SeekContract {

    /// Letters of one, two and three bytes, and a stretch that repeats itself.
    byte[] TEXT = ("[{\"id\":1,\"name\":\"Zoë\",\"city\":\"東京\"},\n{\"id\":2,\"note\":\"" + "0123456789".repeat(12)
            + "\"},\n{\"id\":3,\"price\":\"5 €\"}]\n").getBytes(StandardCharsets.UTF_8);

    /// Before so many bytes have come, nobody can tell what they are.
    int TELLING = 4;

    /// Whether an input that ends behind so many bytes of [#encoded] is whole.
    boolean mayEndAt(int cut);

    private Decoded sound() {
        return new Decoded(TEXT, firstPosition(), null);
    }

    @Test
    default void theTextComesOutAsItWentIn() {
        assertEquals(sound(), Decoded.whole(this::codec, encoded(TEXT)));
    }

    @Test
    default void theInputMayBeCutIntoTwoChunksAnywhere() {
        byte[] encoded = encoded(TEXT);
        for (int cut = 0; cut <= encoded.length; cut++) {
            List<byte[]> pieces = List.of(Arrays.copyOf(encoded, cut),
                    Arrays.copyOfRange(encoded, cut, encoded.length));
            assertEquals(sound(), Decoded.of(this::codec, pieces), "cut at " + cut);
        }
    }

    @Test
    default void theInputMayComeByteByByte() {
        assertEquals(sound(), Decoded.byteByByte(this::codec, encoded(TEXT)));
    }

    @Test
    default void emptyChunksSayNothing() {
        byte[] encoded = encoded(TEXT);
        byte[] none = new byte[0];
        List<byte[]> pieces = List.of(none, Arrays.copyOf(encoded, 1), none, none,
                Arrays.copyOfRange(encoded, 1, encoded.length), none);
        assertEquals(sound(), Decoded.of(this::codec, pieces));
    }

    @Test
    default void nothingAtAllIsAnEmptyText() {
        assertEquals(new Decoded(new byte[0], 0, null), Decoded.of(this::codec, List.of()));
    }

    @Test
    default void slabsOfAFewBytesAreEnough() {
        byte[] encoded = encoded(TEXT);
        for (int slab = 1; slab < 20; slab++) {
            CountedSlabs in = new CountedSlabs(encoded.length + 3, 2);
            assertEquals(sound(), Decoded.of(this::codec, in, List.of(encoded), slab), "slabs of " + slab);
        }
    }

    @Test
    default void aCutOffInputGivesTheTextBeforeTheCutAndThenDamage() {
        byte[] encoded = encoded(TEXT);
        for (int cut = TELLING; cut <= encoded.length; cut++) {
            Decoded decoded = Decoded.whole(this::codec, Arrays.copyOf(encoded, cut));
            assertArrayEquals(Arrays.copyOf(TEXT, decoded.text().length), decoded.text(), "text before " + cut);
            if (mayEndAt(cut)) {
                assertNull(decoded.failure(), "whole up to " + cut);
            } else {
                assertNotNull(decoded.failure(), "cut off at " + cut);
                assertEquals(FailureCode.DAMAGED, decoded.failure().code());
                assertEquals(firstPosition() + decoded.text().length, decoded.failure().offset());
            }
        }
    }

    @Test
    default void damageIsFoundAtTheSamePlaceHoweverTheInputComes() {
        byte[] encoded = encoded(TEXT);
        int step = 1 + encoded.length / 400; // wide encodings have four times as many bytes and nothing more to say
        for (int place = TELLING; place < encoded.length; place += step) {
            for (int flipped : new int[]{0x01, 0x80}) {
                byte[] damaged = encoded.clone();
                damaged[place] ^= (byte) flipped;
                assertEquals(Decoded.whole(this::codec, damaged), Decoded.byteByByte(this::codec, damaged),
                        "byte " + place + " ^ " + flipped);
            }
        }
    }

    @Test
    default void aCodecThatIsClosedWhileItIsDrawnGivesEverySlabBack() {
        byte[] encoded = encoded(TEXT);
        CountedSlabs in = new CountedSlabs(encoded.length, 2);
        CountedSlabs out = new CountedSlabs(16, 64);
        for (int drawn = 0; drawn < 4; drawn++) {
            Stage<Chunk, Chunk> codec = codec(out.slabs());
            Iterator<Chunk> chunks = codec.feed(chunk(in, encoded, encoded.length)).iterator();
            for (int i = 0; i < drawn && chunks.hasNext(); i++) {
                chunks.next().release();
            }
            codec.close();
            in.assertAllAreBack("closed after " + drawn);
            out.assertAllAreBack("closed after " + drawn);
        }
    }

    @Test
    default void aCodecThatIsClosedBeforeItHasSeenEnoughGivesEverySlabBack() {
        byte[] encoded = encoded(TEXT);
        CountedSlabs in = new CountedSlabs(encoded.length, 2);
        for (int length = 0; length < TELLING; length++) {
            Stage<Chunk, Chunk> codec = codec(new Slabs(16, 0));
            codec.feed(chunk(in, encoded, length)).forEach(Chunk::release);
            codec.close();
            in.assertAllAreBack("closed after " + length);
        }
    }

    private static Chunk chunk(CountedSlabs slabs, byte[] bytes, int length) {
        Slab slab = slabs.slabs().take();
        System.arraycopy(bytes, 0, slab.bytes(), 0, length);
        return new Chunk(slab, 0, length, 0);
    }

    @Test
    default void aFailedCodecDrawnAgainFailsAgain() {
        byte[] encoded = encoded(TEXT);
        int cut = encoded.length - 1;
        if (!mayEndAt(cut)) {
            Stage<Chunk, Chunk> codec = codec(new Slabs(TEXT.length, 4));
            codec.feed(chunk(new CountedSlabs(encoded.length, 1), encoded, cut)).forEach(Chunk::release);
            Iterable<Chunk> rest = codec.finish();
            assertThrows(Failure.class, () -> rest.forEach(Chunk::release));
            assertThrows(Failure.class, () -> rest.forEach(Chunk::release));
            codec.close();
        }
    }
}

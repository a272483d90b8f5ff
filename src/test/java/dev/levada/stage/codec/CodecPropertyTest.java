package dev.levada.stage.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.Zstd;
import dev.levada.model.Encoding;
import dev.levada.model.FailureCode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Against the JDK's gzip and charsets and zstd-jni's one-call compression.
final class CodecPropertyTest {

    private static final Set<FailureCode> OF_COMPRESSION = EnumSet.of(FailureCode.DAMAGED,
            FailureCode.WINDOW_TOO_LARGE, FailureCode.UNREADABLE);

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    private static byte[] bytes(Random random, int most) {
        byte[] bytes = new byte[random.nextInt(most + 1)];
        random.nextBytes(bytes);
        return bytes;
    }

    /// One to five texts, some of them repetitive, so that there is something to compress.
    private static byte[][] texts(Random random) {
        byte[][] texts = new byte[1 + random.nextInt(5)][];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = random.nextBoolean() ? bytes(random, 400) : Gzipped.joined(bytes(random, 20), new byte[200]);
        }
        return texts;
    }

    private static Decoded decompressed(byte[] encoded, long seed) {
        return Decoded.of(slabs -> new Decompressor(slabs, 23), Decoded.pieces(encoded, new Random(seed), 40));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anyMembersAreReadAsTheyWereWritten(long seed) {
        byte[][] texts = texts(new Random(seed));
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        for (byte[] text : texts) {
            file.writeBytes(Gzipped.member(text));
        }
        assertEquals(new Decoded(Gzipped.joined(texts), 0, null),
                decompressed(file.toByteArray(), seed));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anyFramesAreReadAsTheyWereWritten(long seed) {
        byte[][] texts = texts(new Random(seed));
        int level = 1 + (int) (seed % 19);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        for (byte[] text : texts) {
            file.writeBytes(Zstd.compress(text, level));
        }
        assertEquals(new Decoded(Gzipped.joined(texts), 0, null),
                decompressed(file.toByteArray(), seed));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void garbageBehindAnyMagicEndsInAFailureOfOurs(long seed) {
        byte[] garbage = bytes(new Random(seed), 200);
        int kind = (int) (seed % 4);
        byte[][] beginnings = {{0x1f, (byte) 0x8b}, {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 0},
                {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd}, {0x50, 0x2a, 0x4d, 0x18}};
        Decoded decoded = decompressed(Gzipped.joined(beginnings[kind], garbage), seed);
        assertTrue(decoded.failure() == null || OF_COMPRESSION.contains(decoded.failure().code()), decoded.toString());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void bytesWithoutAMagicPassThrough(long seed) {
        byte[] bytes = bytes(new Random(seed), 200);
        byte[] json = Gzipped.joined(new byte[]{'['}, bytes);
        assertEquals(new Decoded(json, 0, null), decompressed(json, seed));
    }

    /// The JDK writes `?` for a surrogate without its partner, so those are left to EncodingsTest.
    @ParameterizedTest
    @MethodSource("seeds")
    void anyTextInAnyEncodingBecomesUtf8(long seed) {
        Random random = new Random(seed);
        List<Encoding> encodings = List.of(Encoding.values());
        Encoding encoding = encodings.get((int) (seed % encodings.size()));
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(200); i > 0; i--) {
            text.appendCodePoint(random.nextInt(4) == 0 ? random.nextInt(0x110000) : random.nextInt(0x250));
        }
        String sound = "[" + new String(text.toString().getBytes(StandardCharsets.UTF_8),
                StandardCharsets.UTF_8).replace("\0", "");
        byte[] encoded = sound.getBytes(Charset.forName(encoding.word()));
        Decoded decoded = Decoded.of(Transcoder::new, Decoded.pieces(encoded, new Random(seed), 9));
        assertEquals(new Decoded(sound.getBytes(StandardCharsets.UTF_8), 0, null), decoded);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void garbageIsTranscodedOrDamage(long seed) {
        byte[] garbage = bytes(new Random(seed), 100);
        Decoded cut = Decoded.of(Transcoder::new, Decoded.pieces(garbage, new Random(seed), 9));
        assertArrayEquals(Decoded.whole(Transcoder::new, garbage).text(), cut.text());
        assertTrue(cut.failure() == null || cut.failure().code() == FailureCode.DAMAGED, cut.toString());
    }
}

package dev.levada.stage.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.levada.model.Chunk;
import dev.levada.model.Encoding;
import dev.levada.model.Slabs;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

final class EncodingsTest {

    @Nested
    final class Utf8Test implements Narrow {
        @Override
        public byte[] mark() {
            return new byte[0];
        }
    }

    @Nested
    final class Utf8WithMarkTest implements Narrow {
        @Override
        public byte[] mark() {
            return HexFormat.of().parseHex("efbbbf");
        }
    }

    @Nested
    final class Utf16LeTest implements Pairs {
        @Override
        public Encoding encoding() {
            return Encoding.UTF_16LE;
        }

        @Override
        public byte[] mark() {
            return new byte[0];
        }
    }

    @Nested
    final class Utf16LeWithMarkTest implements Pairs {
        @Override
        public Encoding encoding() {
            return Encoding.UTF_16LE;
        }

        @Override
        public byte[] mark() {
            return HexFormat.of().parseHex("fffe");
        }
    }

    @Nested
    final class Utf16BeTest implements Pairs {
        @Override
        public Encoding encoding() {
            return Encoding.UTF_16BE;
        }

        @Override
        public byte[] mark() {
            return new byte[0];
        }
    }

    @Nested
    final class Utf16BeWithMarkTest implements Pairs {
        @Override
        public Encoding encoding() {
            return Encoding.UTF_16BE;
        }

        @Override
        public byte[] mark() {
            return HexFormat.of().parseHex("feff");
        }
    }

    @Nested
    final class Utf32LeTest implements Wide {
        @Override
        public Encoding encoding() {
            return Encoding.UTF_32LE;
        }

        @Override
        public byte[] mark() {
            return new byte[0];
        }
    }

    @Nested
    final class Utf32LeWithMarkTest implements Wide {
        @Override
        public Encoding encoding() {
            return Encoding.UTF_32LE;
        }

        @Override
        public byte[] mark() {
            return HexFormat.of().parseHex("fffe0000");
        }
    }

    @Nested
    final class Utf32BeTest implements Wide {
        @Override
        public Encoding encoding() {
            return Encoding.UTF_32BE;
        }

        @Override
        public byte[] mark() {
            return new byte[0];
        }
    }

    @Nested
    final class Utf32BeWithMarkTest implements Wide {
        @Override
        public Encoding encoding() {
            return Encoding.UTF_32BE;
        }

        @Override
        public byte[] mark() {
            return HexFormat.of().parseHex("0000feff");
        }
    }

    /// Passes through, so nothing is too short and nothing is damage.
    interface Narrow extends EncodingContract {
        @Override
        default Encoding encoding() {
            return Encoding.UTF_8;
        }

        @Override
        default int width() {
            return 1;
        }

        @Override
        default long firstPosition() {
            return mark().length;
        }

        @Test
        default void chunksPassThroughWithoutACopy() {
            Transcoder transcoder = new Transcoder(new Slabs(64, 0));
            Slabs in = new Slabs(64, 0);
            Chunk first = Decoded.chunk(in, encoded("[1,2,".getBytes(StandardCharsets.UTF_8)), 0);
            Chunk second = Decoded.chunk(in, "3]".getBytes(StandardCharsets.UTF_8), first.length());
            List<Chunk> out = new ArrayList<>();
            transcoder.feed(first).forEach(out::add);
            transcoder.feed(second).forEach(out::add);
            assertSame(first.slab(), out.getFirst().slab());
            assertSame(second, out.getLast());
            transcoder.close();
        }

        @Test
        default void bytesThatAreNoUtf8PassThroughToTheMapping() {
            assertBecome("c3ff80", 0xc3, 0xff, 0x80);
        }
    }

    interface Pairs extends EncodingContract {
        @Override
        default int width() {
            return 2;
        }

        @Test
        default void aSurrogatePairIsOneCharacter() {
            assertBecome("f09f9880", 0xd83d, 0xde00);
        }

        @Test
        default void anUnpairedSurrogateBecomesThreeBytesThatAreNoUtf8() {
            assertBecome("eda08041", 0xd800, 'A');
            assertBecome("edb08041", 0xdc00, 'A');
            assertBecome("eda0bdf09f9880", 0xd83d, 0xd83d, 0xde00);
            assertBecome("f09f9880edb880", 0xd83d, 0xde00, 0xde00);
            assertBecome("edb880eda0bd", 0xde00, 0xd83d);
        }

        @Test
        default void aHighSurrogateAtTheEndIsNotLost() {
            byte[] encoded = encoded("[😀".getBytes(StandardCharsets.UTF_8));
            Decoded decoded = Decoded.byteByByte(this::codec, Arrays.copyOf(encoded, encoded.length - 2));
            assertEquals(new Decoded(HexFormat.of().parseHex("5beda0bd"), 0, null), decoded);
        }

        @Test
        default void aHighSurrogateBeforeACutOffCodeUnitIsNotLost() {
            byte[] encoded = encoded("[😀".getBytes(StandardCharsets.UTF_8));
            Decoded decoded = Decoded.whole(this::codec, Arrays.copyOf(encoded, encoded.length - 1));
            assertArrayEquals(HexFormat.of().parseHex("5beda0bd"), decoded.text());
            assertEquals(4, decoded.failure().offset());
        }
    }

    interface Wide extends EncodingContract {
        @Override
        default int width() {
            return 4;
        }

        @Test
        default void aSurrogateBecomesThreeBytesThatAreNoUtf8() {
            assertBecome("eda0bdedb88041", 0xd83d, 0xde00, 'A');
        }

        @Test
        default void aValueThatUnicodeDoesNotHaveBecomesAByteThatIsNoUtf8() {
            assertBecome("41ff42", 'A', 0x110000, 'B');
            assertBecome("ffff", 0x7fffffff, 0xffffffff);
        }
    }

    private static Encoding found(String hex) {
        Transcoder transcoder = new Transcoder(new Slabs(64, 0));
        transcoder.feed(Decoded.chunk(new Slabs(64, 0), HexFormat.of().parseHex(hex), 0)).forEach(Chunk::release);
        transcoder.finish().forEach(Chunk::release);
        transcoder.close();
        return transcoder.found();
    }

    @Test
    void aTextSequenceIsToldByItsRecordSeparator() {
        assertEquals(Encoding.UTF_8, found("1e7b7d0a"));
        assertEquals(Encoding.UTF_8, found("1e31"));
        assertEquals(Encoding.UTF_16LE, found("1e007b007d00"));
        assertEquals(Encoding.UTF_16BE, found("001e007b007d"));
        assertEquals(Encoding.UTF_32BE, found("0000001e0000007b0000007d"));
        assertEquals(Encoding.UTF_32LE, found("1e0000007b0000007d000000"));
    }

    @Test
    void theSecondCharacterNeedNotBeAscii() {
        assertEquals(Encoding.UTF_16LE, found("2200e56522000a00"));
        assertEquals(Encoding.UTF_16BE, found("002265e50022000a"));
        assertEquals(Encoding.UTF_16LE, found("220000012200"), "a quote and U+0100");
        assertEquals(Encoding.UTF_8, found("22c3a922"));
    }

    @Test
    void aTextOfFewerThanFourBytesIsTold() {
        assertEquals(Encoding.UTF_8, found(""));
        assertEquals(Encoding.UTF_8, found("37"));
        assertEquals(Encoding.UTF_8, found("3738"));
        assertEquals(Encoding.UTF_8, found("373839"));
        assertEquals(Encoding.UTF_8, found("efbbbf"));
        assertEquals(Encoding.UTF_16LE, found("3700"));
        assertEquals(Encoding.UTF_16BE, found("0037"));
        assertEquals(Encoding.UTF_16LE, found("fffe"));
        assertEquals(Encoding.UTF_16BE, found("feff"));
    }

    @Test
    void zerosAreLeftToTheFramer() {
        assertEquals(Encoding.UTF_8, found("00000000"));
        assertEquals(Encoding.UTF_8, found("0000"));
    }

    @Test
    void nothingIsSaidBeforeTheFirstBytesHaveCome() {
        Transcoder transcoder = new Transcoder(new Slabs(64, 0));
        assertNull(transcoder.found());
        assertFalse(transcoder.byteOrderMark());
        assertEquals(0, transcoder.skipped());
        transcoder.close();
    }
}

package dev.levada.stage.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.levada.contract.CodecContract;
import dev.levada.model.Chunk;
import dev.levada.model.Encoding;
import dev.levada.model.FailureCode;
import dev.levada.model.SeekPoint;
import dev.levada.model.Slabs;
import dev.levada.model.Stage;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What holds of every encoding, with and without its byte order mark.
interface EncodingContract extends CodecContract {

    Encoding encoding();

    /// The byte order mark in this encoding, or nothing.
    byte[] mark();

    /// Bytes of a code unit.
    int width();

    @Override
    default Stage<Chunk, Chunk> codec(Slabs slabs) {
        return new Transcoder(slabs);
    }

    @Override
    default Stage<Chunk, Chunk> codecFrom(SeekPoint seek, Slabs slabs) {
        return Transcoder.from(seek, encoding(), mark().length > 0, slabs);
    }

    private Charset charset() {
        return Charset.forName(encoding().word());
    }

    private byte[] encoded(String text) {
        return Gzipped.joined(mark(), text.getBytes(charset()));
    }

    @Override
    default byte[] encoded(byte[] text) {
        return encoded(new String(text, StandardCharsets.UTF_8));
    }

    @Override
    default boolean mayEndAt(int cut) {
        return cut % width() == mark().length % width();
    }

    /// The code unit with this value.
    private byte[] unit(int value) {
        byte[] four = ByteBuffer.allocate(4).putInt(value).array();
        byte[] highestFirst = Arrays.copyOfRange(four, 4 - width(), 4);
        boolean lowestFirst = encoding() == Encoding.UTF_16LE || encoding() == Encoding.UTF_32LE;
        return lowestFirst ? reversed(highestFirst) : highestFirst;
    }

    private static byte[] reversed(byte[] bytes) {
        byte[] reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return reversed;
    }

    /// Asserts that code units between quotes become these bytes, and that the quotes stay, however it is cut.
    default void assertBecome(String hex, int... units) {
        byte[] text = encoded("[\"");
        for (int unit : units) {
            text = Gzipped.joined(text, unit(unit));
        }
        text = Gzipped.joined(text, "\"]".getBytes(charset()));
        byte[] expected = Gzipped.joined("[\"".getBytes(StandardCharsets.UTF_8), HexFormat.of().parseHex(hex),
                "\"]".getBytes(StandardCharsets.UTF_8));
        for (int cut = 0; cut <= text.length; cut++) {
            List<byte[]> pieces = List.of(Arrays.copyOf(text, cut), Arrays.copyOfRange(text, cut, text.length));
            assertEquals(new Decoded(expected, firstPosition(), null), Decoded.of(this::codec, pieces),
                    "cut at " + cut);
        }
    }

    @Test
    default void everyCharacterOfUnicodeBecomesItself() {
        StringBuilder all = new StringBuilder("[");
        for (int point = 1; point <= Character.MAX_CODE_POINT; point += point < 0x900 ? 1 : 61) {
            if (point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE) {
                all.appendCodePoint(point);
            }
        }
        all.appendCodePoint(0xffff).appendCodePoint(0x10000).appendCodePoint(Character.MAX_CODE_POINT);
        byte[] encoded = encoded(all.toString());
        Decoded expected = new Decoded(all.toString().getBytes(StandardCharsets.UTF_8), firstPosition(), null);
        assertEquals(expected, Decoded.whole(slabs -> codec(new Slabs(1000, 0)), encoded));
    }

    @Test
    default void theEncodingAndTheMarkAreReported() {
        Transcoder transcoder = new Transcoder(new Slabs(64, 1));
        transcoder.feed(Decoded.chunk(new Slabs(64, 1), encoded("[1]"), 0)).forEach(Chunk::release);
        transcoder.finish().forEach(Chunk::release);
        assertEquals(encoding(), transcoder.found());
        assertEquals(mark().length > 0, transcoder.byteOrderMark());
        assertEquals(firstPosition(), transcoder.skipped());
        transcoder.close();
    }

    @Test
    default void oneCharacterIsAText() {
        assertEquals(new Decoded(new byte[]{'7'}, firstPosition(), null),
                Decoded.whole(this::codec, encoded("7")));
    }

    @Test
    default void aCodeUnitThatIsCutOffIsDamageBehindTheText() {
        byte[] encoded = encoded("[1]");
        for (int missing = 1; missing < width(); missing++) {
            Decoded decoded = Decoded.whole(this::codec, Arrays.copyOf(encoded, encoded.length - missing));
            assertArrayEquals(new byte[]{'[', '1'}, decoded.text());
            assertEquals(FailureCode.DAMAGED, decoded.failure().code());
            assertEquals(2, decoded.failure().offset());
            assertEquals("expected a code unit of " + encoding().word() + " of " + width() + " bytes, got "
                    + (width() - missing) + " and the end of the export", decoded.failure().getMessage());
        }
    }
}

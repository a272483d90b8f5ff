package dev.levada.stage.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import dev.levada.contract.CodecContract;
import dev.levada.contract.CountedSlabs;
import dev.levada.model.Chunk;
import dev.levada.model.Compression;
import dev.levada.model.FailureCode;
import dev.levada.model.SeekPoint;
import dev.levada.model.Slabs;
import dev.levada.model.Stage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ZstdTest implements CodecContract {

    private static final byte[] SOME = "[1,2,3]".getBytes(StandardCharsets.UTF_8);
    private static final byte[] SKIPPABLE = {0x5a, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 'a', 'b', 'c'};
    /// The header of a last block that holds [#SOME].
    private static final byte[] LAST_STORED_BLOCK = {(byte) ((SOME.length << 3) | 1), 0, 0};
    private static final byte[] MAGIC = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd};

    @Override
    public Stage<Chunk, Chunk> codec(Slabs slabs) {
        return new Decompressor(slabs, 23);
    }

    @Override
    public Stage<Chunk, Chunk> codecFrom(SeekPoint seek, Slabs slabs) {
        return Decompressor.from(seek, Compression.ZSTD, slabs, 23);
    }

    /// A frame of blocks of 40 bytes, of unknown size.
    static byte[] frame(byte[] text, boolean checksum) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZstdOutputStreamNoFinalizer zstd = new ZstdOutputStreamNoFinalizer(bytes)) {
            zstd.setChecksum(checksum);
            for (int from = 0; from < text.length; from += 40) {
                zstd.write(text, from, Math.min(40, text.length - from));
                zstd.flush();
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static byte[] firstFrames(byte[] text) {
        return Gzipped.joined(SKIPPABLE, frame(Arrays.copyOf(text, 150), true));
    }

    @Override
    public byte[] encoded(byte[] text) {
        return Gzipped.joined(firstFrames(text), SKIPPABLE, Zstd.compress(Arrays.copyOfRange(text, 150, text.length)));
    }

    @Override
    public boolean mayEndAt(int cut) {
        int second = firstFrames(TEXT).length;
        return cut == SKIPPABLE.length || cut == second || cut == second + SKIPPABLE.length
                || cut == encoded(TEXT).length;
    }

    private Decoded decoded(byte[]... parts) {
        return Decoded.whole(this::codec, Gzipped.joined(parts));
    }

    private static void assertFailed(FailureCode code, byte[] textBefore, String message, Decoded decoded) {
        assertArrayEquals(textBefore, decoded.text());
        assertEquals(code, decoded.failure().code());
        assertEquals(textBefore.length, decoded.failure().offset());
        assertTrue(decoded.failure().getMessage().matches(message), decoded.failure().getMessage());
    }

    @Test
    void aFrameInOneCallIsReadAsOneInBlocks() {
        byte[] text = new byte[300_000];
        new Random(1).nextBytes(text);
        Arrays.fill(text, 100_000, 200_000, (byte) 'x');
        for (byte[] frame : new byte[][]{Zstd.compress(text, 1), Zstd.compress(text, 19)}) {
            List<byte[]> pieces = Decoded.pieces(frame, new Random(2), 9_000);
            CountedSlabs in = new CountedSlabs(10_000, pieces.size());
            assertEquals(new Decoded(text, 0, null), Decoded.of(this::codec, in, pieces, 1_000));
        }
    }

    @Test
    void emptyFramesAndFramesWithoutAChecksumAreRead() {
        byte[] none = new byte[0];
        Decoded expected = new Decoded(Gzipped.joined(SOME, SOME), 0, null);
        byte[][] frames = {Zstd.compress(none), frame(SOME, false), frame(none, true), frame(none, false),
                Zstd.compress(SOME)};
        assertEquals(expected, decoded(frames));
        assertEquals(expected, Decoded.byteByByte(this::codec, Gzipped.joined(frames)));
    }

    @Test
    void skippableFramesAloneAreAnEmptyText() {
        byte[] empty = {0x50, 0x2a, 0x4d, 0x18, 0, 0, 0, 0};
        assertEquals(new Decoded(new byte[0], 0, null), decoded(SKIPPABLE, empty));
        assertEquals(new Decoded(SOME, 0, null), decoded(empty, SKIPPABLE, empty, Zstd.compress(SOME), empty));
    }

    @Test
    void aWrongChecksumIsDamageBehindTheText() {
        byte[] frame = frame(SOME, true);
        frame[frame.length - 1] ^= 1;
        assertFailed(FailureCode.DAMAGED, SOME,
                "expected a sound zstd frame, got: Restored data doesn't match checksum",
                decoded(frame));
    }

    @Test
    void theBlocksBeforeADamagedOneComeOut() {
        byte[] text = new byte[120];
        new Random(3).nextBytes(text); // blocks are stored: the reserved type 3 of the last one is the damage
        byte[] frame = frame(text, false);
        int lastHeader = frame.length - 3 - 40 - 3;
        assertEquals(40 << 3, ByteBuffer.wrap(frame, lastHeader, 2).order(ByteOrder.LITTLE_ENDIAN).getShort(),
                "a stored block of 40");
        frame[lastHeader] |= 3 << 1;
        assertFailed(FailureCode.DAMAGED, Arrays.copyOf(text, 80), "expected a sound zstd frame, got: .*",
                decoded(frame));
    }

    @Test
    void whatIsNoFrameBehindTheLastFrameIsDamage() {
        String message = "expected another zstd frame or the end of the export, got other bytes";
        for (String rest : new String[]{"\0", "[4,5,6]", "\0".repeat(512), "(\u00b5"}) {
            byte[] garbage = rest.getBytes(StandardCharsets.ISO_8859_1);
            assertFailed(FailureCode.DAMAGED, SOME, message, decoded(Zstd.compress(SOME), garbage));
        }
    }

    @Test
    void aWindowAboveTheAllowedIsRefusedAndSaysHowLarge() {
        byte[] ofSixteenMebibytes = {0, (24 - 10) << 3};
        assertFailed(FailureCode.WINDOW_TOO_LARGE, SOME,
                "expected a zstd window of at most 8 MiB, got a frame that needs 16 MiB",
                decoded(Zstd.compress(SOME), MAGIC, ofSixteenMebibytes));
        byte[] ofAnEighthMore = {0, ((23 - 10) << 3) | 1};
        assertFailed(FailureCode.WINDOW_TOO_LARGE, new byte[0],
                "expected a zstd window of at most 8 MiB, got a frame that needs 9 MiB", decoded(MAGIC,
                        ofAnEighthMore));
        byte[] oneSegmentOfAllThereIs = {(byte) 0xe0, -1, -1, -1, -1, -1, -1, -1, -1};
        assertFailed(FailureCode.WINDOW_TOO_LARGE, new byte[0],
                "expected a zstd window of at most 8 MiB, got a frame that needs 8 EiB",
                decoded(MAGIC, oneSegmentOfAllThereIs));
    }

    @Test
    void theAllowedWindowIsAccepted() {
        byte[] ofEightMebibytes = {0, (23 - 10) << 3};
        assertEquals(new Decoded(SOME, 0, null), decoded(MAGIC, ofEightMebibytes, LAST_STORED_BLOCK, SOME));
    }

    @Test
    void everyFormOfTheContentSizeIsUnderstood() {
        byte[][] headers = {{0x20, 7}, {(byte) 0x80, 0, 7, 0, 0, 0}, {(byte) 0xa0, 7, 0, 0, 0},
                {(byte) 0xe0, 7, 0, 0, 0, 0, 0, 0, 0}, {0x23, 0, 0, 0, 0, 7}, {0x21, 0, 7}, {0x02, 0, 0, 0}};
        for (byte[] header : headers) {
            assertEquals(new Decoded(SOME, 0, null), decoded(MAGIC, header, LAST_STORED_BLOCK, SOME),
                    "descriptor " + (header[0] & 0xff));
        }
        byte[] twoBytes = {0x60, 0, 0}; // counts from 256
        byte[] repeated = {(byte) ((256 << 3) | (1 << 1) | 1), (256 << 3) >> 8, 0, ' '};
        assertEquals(new Decoded(" ".repeat(256).getBytes(StandardCharsets.UTF_8), 0, null),
                decoded(MAGIC, twoBytes, repeated));
    }

    @Test
    void aFrameThatNeedsADictionaryIsRefused() {
        byte[] dictionarySeven = {0x01, 0, 7};
        assertFailed(FailureCode.UNREADABLE, new byte[0],
                "expected a zstd frame without a dictionary, got one that needs dictionary 7",
                decoded(MAGIC, dictionarySeven));
    }

    @Test
    void aFlippedByteNeverGivesAnotherTextWithoutFailure() {
        byte[] encoded = Gzipped.joined(frame(TEXT, true), SKIPPABLE, frame(SOME, true));
        byte[] text = Gzipped.joined(TEXT, SOME);
        for (int place = MAGIC.length; place < encoded.length; place++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] damaged = encoded.clone();
                damaged[place] ^= (byte) (1 << bit);
                Decoded decoded = Decoded.whole(this::codec, damaged);
                // A larger window, the unused bit, and what a skippable frame holds or calls itself mean nothing.
                boolean same = decoded.failure() == null && Arrays.equals(text, decoded.text());
                assertTrue(same || decoded.failure() != null, "byte " + place + " bit " + bit);
            }
        }
    }

    @Test
    void aClosedDecoderHasGivenItsNativeMemoryBack() {
        ZstdDecoder decoder = new ZstdDecoder(23);
        byte[] frame = frame(SOME, true);
        decoder.decode(ByteBuffer.wrap(frame, 0, 7), ByteBuffer.allocate(64));
        decoder.close();
        assertThrows(IllegalStateException.class,
                () -> decoder.decode(ByteBuffer.wrap(frame, 7, frame.length - 7), ByteBuffer.allocate(64)));
    }

    @Test
    void theCompressionIsFoundBehindSkippableFramesToo() {
        Decompressor codec = new Decompressor(new Slabs(64, 1), 23);
        codec.feed(Decoded.chunk(new Slabs(64, 1), SKIPPABLE, 0)).forEach(Chunk::release);
        assertEquals(Compression.ZSTD, codec.found());
        codec.close();
    }
}

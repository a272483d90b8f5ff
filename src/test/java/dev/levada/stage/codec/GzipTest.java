package dev.levada.stage.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.levada.contract.CodecContract;
import dev.levada.model.Chunk;
import dev.levada.model.Compression;
import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import dev.levada.model.SeekPoint;
import dev.levada.model.Slabs;
import dev.levada.model.Stage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;

final class GzipTest implements CodecContract {

    private static final byte[] SOME = "[1,2,3]".getBytes(StandardCharsets.UTF_8);

    @Override
    public Stage<Chunk, Chunk> codec(Slabs slabs) {
        return new Decompressor(slabs, 23);
    }

    @Override
    public Stage<Chunk, Chunk> codecFrom(SeekPoint seek, Slabs slabs) {
        return Decompressor.from(seek, Compression.GZIP, slabs, 23);
    }

    private static byte[] firstMember(byte[] text) {
        return Gzipped.member(Arrays.copyOf(text, 100), Gzipped.HEADER_CRC | Gzipped.NAME);
    }

    @Override
    public byte[] encoded(byte[] text) {
        return Gzipped.joined(firstMember(text), Gzipped.member(Arrays.copyOfRange(text, 100, text.length)));
    }

    @Override
    public boolean mayEndAt(int cut) {
        return cut == encoded(TEXT).length || cut == firstMember(TEXT).length;
    }

    private Decoded decoded(byte[]... parts) {
        return Decoded.whole(this::codec, Gzipped.joined(parts));
    }

    private void assertDamaged(byte[] textBefore, String message, Decoded decoded) {
        assertArrayEquals(textBefore, decoded.text());
        assertEquals(FailureCode.DAMAGED, decoded.failure().code());
        assertEquals(textBefore.length, decoded.failure().offset());
        assertTrue(decoded.failure().getMessage().matches(message), decoded.failure().getMessage());
    }

    @Test
    void fiftyMembersAreReadToTheLast() {
        byte[][] members = new byte[50][];
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < members.length; i++) {
            String line = "{\"id\":" + i + ",\"pad\":\"" + "x".repeat(i * 7) + "\"}\n";
            text.append(line);
            members[i] = Gzipped.member(line.getBytes(StandardCharsets.UTF_8));
        }
        Decoded expected = new Decoded(text.toString().getBytes(StandardCharsets.UTF_8), 0, null);
        assertEquals(expected, decoded(members));
        assertEquals(expected, Decoded.of(this::codec, Arrays.asList(members)), "one member a chunk");
    }

    @Test
    void everyOptionalFieldOfAHeaderIsPassedOver() {
        for (int flags = 0; flags < 32; flags++) { // bit 0 is FTEXT, which announces nothing
            byte[] member = Gzipped.member(SOME, flags);
            assertEquals(new Decoded(SOME, 0, null), decoded(member), "flags " + flags);
            assertEquals(new Decoded(SOME, 0, null), Decoded.byteByByte(this::codec, member), "flags " + flags);
        }
    }

    @Test
    void aWrongHeaderChecksumIsDamage() {
        byte[] member = Gzipped.member(SOME, Gzipped.HEADER_CRC | Gzipped.NAME);
        member[4] ^= 1; // in the time
        assertDamaged(new byte[0], "expected checksum 0x\\w+ of a gzip header, got 0x\\w+", decoded(member));
    }

    @Test
    void aReservedFlagIsDamage() {
        byte[] member = Gzipped.member(SOME);
        member[3] = 0x20;
        assertDamaged(new byte[0], "expected no reserved flags in a gzip header, got 0x20", decoded(member));
    }

    @Test
    void anotherMethodThanDeflateIsDamage() {
        byte[] member = Gzipped.member(SOME);
        member[2] = 7;
        assertDamaged(new byte[0], "expected gzip compression method 8 \\(deflate\\), got method 7", decoded(member));
    }

    @Test
    void aWrongChecksumIsDamageBehindTheText() {
        byte[] member = Gzipped.member(SOME);
        member[member.length - 8] ^= 1;
        assertDamaged(SOME, "expected checksum 0x\\w+ of a gzip member, got 0x\\w+", decoded(member));
    }

    @Test
    void aWrongLengthIsDamageBehindTheText() {
        byte[] member = Gzipped.member(SOME);
        member[member.length - 1] ^= 1;
        assertDamaged(SOME, "expected length 0x1000007 of a gzip member, got 0x7", decoded(member));
    }

    @Test
    void malformedDataAreDamage() {
        byte[] reservedBlockType = {(byte) 0x07, 0, 0, 0};
        byte[] header = Arrays.copyOf(Gzipped.member(SOME), 10);
        assertDamaged(SOME, "expected sound gzip data, got: invalid block type",
                decoded(Gzipped.member(SOME), header, reservedBlockType));
    }

    @Test
    void whatIsNoMemberBehindTheLastMemberIsDamage() {
        String message = "expected another gzip member or the end of the export, got other bytes";
        for (String rest : new String[]{"[4,5,6]", "\0\0", "\0".repeat(512), "\u001f[", "PK\u0003\u0004"}) {
            byte[] garbage = rest.getBytes(StandardCharsets.ISO_8859_1);
            assertDamaged(SOME, message, decoded(Gzipped.member(SOME), garbage));
        }
    }

    @Test
    void oneByteBehindTheLastMemberIsDamage() {
        for (byte rest : new byte[]{0, '\n', 0x1f}) {
            assertDamaged(SOME, "expected the rest of a gzip member, got the end of the export",
                    decoded(Gzipped.member(SOME), new byte[]{rest}));
        }
    }

    @Test
    void aFlippedByteNeverGivesAnotherTextWithoutDamage() {
        byte[] encoded = encoded(TEXT);
        for (int place = 2; place < encoded.length; place++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] damaged = encoded.clone();
                damaged[place] ^= (byte) (1 << bit);
                Decoded decoded = Decoded.whole(this::codec, damaged);
                // The second member's time, extra flags and system are covered by nothing and mean nothing.
                boolean sameText = decoded.failure() == null && Arrays.equals(TEXT, decoded.text());
                assertTrue(sameText || decoded.failure().code() == FailureCode.DAMAGED,
                        "byte " + place + " bit " + bit);
            }
        }
    }

    @Test
    void anEmptyMemberIsAnEmptyText() {
        assertEquals(new Decoded(new byte[0], 0, null), decoded(Gzipped.member(new byte[0])));
        assertEquals(new Decoded(SOME, 0, null), decoded(Gzipped.member(new byte[0]), Gzipped.member(SOME)));
    }

    @Test
    void aTextOfManySlabsFromOneSmallChunkComesOutWhole() {
        byte[] text = new byte[10_000];
        Arrays.fill(text, (byte) ' ');
        byte[] member = Gzipped.member(text);
        assertTrue(member.length < 100, "it is a small chunk");
        assertEquals(new Decoded(text, 0, null), decoded(member));
    }

    @Test
    void theCompressionIsKnownFromTheSecondHalfOfTheMagicOn() {
        Decompressor codec = new Decompressor(new Slabs(64, 1), 23);
        Slabs in = new Slabs(64, 1);
        byte[] member = Gzipped.member(SOME);
        codec.feed(Decoded.chunk(in, Arrays.copyOf(member, 3), 0)).forEach(Chunk::release);
        assertNull(codec.found());
        codec.feed(Decoded.chunk(in, Arrays.copyOfRange(member, 3, 9), 3)).forEach(Chunk::release);
        assertEquals(Compression.GZIP, codec.found());
        codec.close();
    }

    @Test
    void aClosedDecoderHasGivenItsNativeMemoryBack() {
        GzipDecoder decoder = new GzipDecoder();
        decoder.decode(ByteBuffer.wrap(Gzipped.member(SOME), 0, 12), ByteBuffer.allocate(64));
        decoder.close();
        RuntimeException closed = assertThrows(RuntimeException.class, // another one in every JDK
                () -> decoder.decode(ByteBuffer.allocate(1), ByteBuffer.allocate(64)));
        assertEquals("Inflater has been closed", closed.getMessage());
    }

    @Test
    void storedBlocksAreReadToo() {
        Deflater stored = new Deflater(Deflater.NO_COMPRESSION, true);
        stored.setInput(SOME);
        stored.finish();
        byte[] data = new byte[64];
        int length = stored.deflate(data);
        stored.end();
        byte[] member = Gzipped.member(SOME);
        byte[] trailer = Arrays.copyOfRange(member, member.length - 8, member.length);
        assertEquals(new Decoded(SOME, 0, null),
                decoded(Arrays.copyOf(member, 10), Arrays.copyOf(data, length), trailer));
    }

    @Test
    void aFailureSaysNothingOfTheText() {
        byte[] member = Gzipped.member("{\"email\":\"ada@example.com\"}".getBytes(StandardCharsets.UTF_8));
        member[member.length - 6] ^= 1;
        Failure failure = decoded(member).failure();
        assertTrue(!failure.getMessage().contains("ada"), failure.getMessage());
    }
}

package dev.levada.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

/// The checksum of the JDK is the oracle.
final class ResumableCrc32cTest {

    private static byte[] noise(int length) {
        byte[] bytes = new byte[length];
        new Random(32).nextBytes(bytes);
        return bytes;
    }

    private static int expected(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    /// Goes on from a value, as another process does.
    private static int resumed(int before, byte[] bytes, int from, int to) {
        ResumableCrc32c crc = new ResumableCrc32c(before);
        crc.update(bytes, from, to - from);
        return crc.value();
    }

    @Test
    void theCheckValueOfTheStandardComesOut() {
        byte[] digits = "123456789".getBytes(StandardCharsets.US_ASCII);
        assertEquals(0xe3069283, resumed(0, digits, 0, 9));
        assertEquals(0xe3069283, resumed(resumed(0, digits, 0, 4), digits, 4, 9));
    }

    @Test
    void twoHalvesMakeTheWholeWhereverTheyMeet() {
        byte[] bytes = noise(1500);
        int whole = expected(bytes);
        for (int split = 0; split <= bytes.length; split++) {
            assertEquals(whole, resumed(resumed(0, bytes, 0, split), bytes, split, bytes.length), "split at " + split);
        }
    }

    @Test
    void threePiecesMakeTheWholeWhereverTheyMeet() {
        byte[] bytes = noise(70);
        int whole = expected(bytes);
        for (int first = 0; first <= bytes.length; first++) {
            int one = resumed(0, bytes, 0, first);
            for (int second = first; second <= bytes.length; second++) {
                int two = resumed(one, bytes, first, second);
                assertEquals(whole, resumed(two, bytes, second, bytes.length), first + " and " + second);
            }
        }
    }

    @Test
    void nothingChangesNothing() {
        assertEquals(0, new ResumableCrc32c().value());
        assertEquals(0x12345678, new ResumableCrc32c(0x12345678).value());
        assertEquals(0x12345678, resumed(0x12345678, new byte[3], 2, 2));
    }

    @Test
    void theValueMayBeAskedForInBetween() {
        byte[] bytes = noise(1000);
        ResumableCrc32c crc = new ResumableCrc32c(resumed(0, bytes, 0, 10));
        for (int i = 10; i < bytes.length; i += 10) {
            assertEquals(resumed(0, bytes, 0, i), crc.value(), "after " + i);
            crc.update(bytes, i, 10);
        }
        assertEquals(expected(bytes), crc.value());
    }

    @Test
    void lengthsMayBeLargerThanAnArray() {
        byte[] zeros = new byte[1 << 20];
        long length = (1L << 31) + (5 << 20);
        CRC32C oracle = new CRC32C();
        ResumableCrc32c crc = new ResumableCrc32c(expected(noise(99)));
        oracle.update(noise(99));
        for (long done = 0; done < length; done += zeros.length) {
            oracle.update(zeros);
            crc.update(zeros, 0, zeros.length);
        }
        assertEquals((int) oracle.getValue(), crc.value());
    }

    @Test
    void lengthsBeyondReachFollowTheAlgebra() {
        int zeros = expected(new byte[1 << 20]);
        long length = 1L << 20;
        while (length < 1L << 50) { // a pebibyte of zeros, by doubling
            zeros = ResumableCrc32c.combined(zeros, zeros, length);
            length *= 2;
        }
        int first = expected(noise(10));
        int last = expected(noise(20));
        int leftToRight = ResumableCrc32c.combined(ResumableCrc32c.combined(first, zeros, length), last, 20);
        int rightToLeft = ResumableCrc32c.combined(first, ResumableCrc32c.combined(zeros, last, 20), length + 20);
        assertEquals(leftToRight, rightToLeft);
    }
}

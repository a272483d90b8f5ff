package dev.levada.model;

import java.util.zip.CRC32C;

/// CRC-32C (RFC 3720, Castagnoli) that goes on from a value which another process has computed. The JDK's begins at zero; the two
/// halves are put together by the algebra of zlib's `crc32_combine`.
public final class ResumableCrc32c {

    /// The polynomial, reflected.
    private static final int POLYNOMIAL = 0x82f63b78;

    private final CRC32C own = new CRC32C();
    private final int before;
    private long length;

    public ResumableCrc32c() {
        this(0);
    }

    /// @param before CRC-32C of the bytes before those that follow; 0 where there are none
    public ResumableCrc32c(int before) {
        this.before = before;
    }

    public void update(byte[] bytes, int from, int count) {
        own.update(bytes, from, count);
        length += count;
    }

    /// Of all bytes, those before included.
    public int value() {
        int behind = (int) own.getValue();
        return before == 0 ? behind : combined(before, behind, length); // of nothing before, nothing is left
    }

    /// The CRC of two runs of bytes, one after the other.
    ///
    /// @param length of the second
    static int combined(int first, int second, long length) {
        return multiplied(first, powerOfX(length)) ^ second;
    }

    /// x to the power of 8 × `bytes`, modulo the polynomial: what appending so many zero bytes multiplies by.
    private static int powerOfX(long bytes) {
        int power = 1 << 31; // x^0, the bits being reflected
        int square = 1 << 23; // x^8
        for (long left = bytes; left != 0; left >>>= 1) {
            if ((left & 1) != 0) {
                power = multiplied(power, square);
            }
            square = multiplied(square, square);
        }
        return power;
    }

    private static int multiplied(int a, int b) {
        int product = 0;
        int shifted = b;
        for (int bit = 1 << 31; bit != 0; bit >>>= 1) {
            if ((a & bit) != 0) {
                product ^= shifted;
            }
            shifted = (shifted & 1) == 0 ? shifted >>> 1 : (shifted >>> 1) ^ POLYNOMIAL;
        }
        return product;
    }
}

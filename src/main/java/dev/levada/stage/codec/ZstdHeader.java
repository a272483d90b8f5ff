package dev.levada.stage.codec;

import dev.levada.model.ByteSize;
import dev.levada.model.Failure;
import dev.levada.model.FailureCode;

/// The header of a zstd frame (RFC 8878, section 3.1.1.1): magic number, descriptor, then window, dictionary and
/// content size as far as the descriptor says.
final class ZstdHeader {

    static final int MAGIC = 0xfd2fb528;
    /// Magic number and descriptor.
    static final int FIXED = 5;
    /// And window, dictionary, content size.
    static final int LONGEST = FIXED + 1 + 4 + 8;

    private final Field bytes;
    private final int descriptor;

    /// @param bytes [#FIXED] of them are there
    ZstdHeader(Field bytes) {
        this.bytes = bytes;
        this.descriptor = bytes.byteAt(FIXED - 1);
    }

    int length() {
        return FIXED + windowLength() + dictionaryLength() + contentSizeLength();
    }

    boolean hasChecksum() {
        return (descriptor & 4) != 0;
    }

    private boolean isSingleSegment() {
        return (descriptor & 0x20) != 0;
    }

    private int windowLength() {
        return isSingleSegment() ? 0 : 1;
    }

    private int dictionaryLength() {
        int flag = descriptor & 3;
        return flag == 3 ? 4 : flag;
    }

    private int contentSizeLength() {
        int flag = descriptor >>> 6;
        return flag == 0 && !isSingleSegment() ? 0 : 1 << flag;
    }

    /// Refuses what cannot be decompressed here. All bytes of the header must be there.
    ///
    /// @throws Failure WINDOW_TOO_LARGE, or UNREADABLE where a dictionary is needed
    void requireReadable(long maxWindow) {
        long window = isSingleSegment() ? contentSize() : window();
        if (Long.compareUnsigned(window, maxWindow) > 0) {
            throw new Failure(FailureCode.WINDOW_TOO_LARGE, "expected a zstd window of at most "
                    + ByteSize.format(maxWindow) + ", got a frame that needs "
                    + ByteSize.format(window < 0 ? Long.MAX_VALUE : window));
        }
        long dictionary = bytes.numberAt(FIXED + windowLength(), dictionaryLength());
        if (dictionary != 0) {
            throw new Failure(FailureCode.UNREADABLE,
                    "expected a zstd frame without a dictionary, got one that needs dictionary " + dictionary);
        }
    }

    /// Three bits of mantissa, five of exponent: 1 KiB to 3.75 TiB.
    private long window() {
        int window = bytes.byteAt(FIXED);
        long power = 1L << (10 + (window >>> 3));
        return power + power / 8 * (window & 7);
    }

    private long contentSize() {
        int length = contentSizeLength();
        long size = bytes.numberAt(FIXED + windowLength() + dictionaryLength(), length);
        return length == 2 ? size + 256 : size;
    }
}

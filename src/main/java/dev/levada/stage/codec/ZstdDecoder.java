package dev.levada.stage.codec;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import java.nio.ByteBuffer;

/// zstd (RFC 8878): every frame; skippable frames are skipped.
///
/// The frame format is walked here and libzstd is given one header or block at a time, for a failing call gives
/// nothing of what it decoded. No other class of the package touches zstd-jni, so that it is loaded only where zstd
/// is found.
final class ZstdDecoder implements Decoder {

    private enum State {
        /// Between frames: here the input may end.
        EDGE,
        /// In the four bytes that begin a frame.
        MAGIC,
        /// In the length of a skippable frame.
        SKIPPED_LENGTH,
        /// In a skippable frame, `left` bytes of which are to come.
        SKIPPED,
        /// In the byte that says what the header has.
        DESCRIPTOR,
        /// In the rest of the header.
        HEADER,
        /// In the three bytes before a block.
        BLOCK_HEADER,
        /// In a block that others follow; `left` bytes of it are to come, or some of its text.
        BLOCK,
        /// The same in the last block of a frame.
        LAST_BLOCK,
        /// In the checksum behind the last block.
        CHECKSUM
    }

    private static final int SKIPPABLE = 0x184d2a50;

    private final ZstdDecompressCtx context = new ZstdDecompressCtx();
    private final long maxWindow;
    /// A header or checksum, as far as it came.
    private final Field field = new Field(ZstdHeader.LONGEST);
    private State state = State.EDGE;
    private ZstdHeader header;
    private long left;

    ZstdDecoder(int maxWindowLog) {
        this.maxWindow = 1L << maxWindowLog;
        context.setLongMax(maxWindowLog);
    }

    @Override
    public boolean isAtEdge() {
        return state == State.EDGE;
    }

    @Override
    public boolean decode(ByteBuffer in, ByteBuffer out) {
        boolean advanced;
        do {
            advanced = advance(in, out);
        } while (advanced && state != State.EDGE);
        return out.hasRemaining();
    }

    /// One step; false where it needs more input or more room.
    private boolean advance(ByteBuffer in, ByteBuffer out) {
        return switch (state) {
            case EDGE -> in.hasRemaining() && entered(State.MAGIC);
            case MAGIC -> field.gathered(in, 4) && began();
            case SKIPPED_LENGTH -> field.gathered(in, 4) && skippingBegan();
            case SKIPPED -> skipped(in);
            case DESCRIPTOR -> field.gathered(in, ZstdHeader.FIXED) && described();
            case HEADER -> field.gathered(in, header.length()) && headed(out);
            case BLOCK_HEADER -> field.gathered(in, 3) && blockBegan(out);
            case BLOCK -> blockDecoded(in, out) && entered(State.BLOCK_HEADER);
            case LAST_BLOCK -> blockDecoded(in, out) && entered(behindLastBlock());
            case CHECKSUM -> field.gathered(in, 4) && checked(out);
        };
    }

    private boolean entered(State next) {
        state = next;
        return true;
    }

    private boolean began() {
        int magic = field.intAt(0);
        if (magic == ZstdHeader.MAGIC) {
            return entered(State.DESCRIPTOR);
        }
        if ((magic & ~0xf) != SKIPPABLE) {
            throw behindTheLastFrame();
        }
        field.taken();
        return entered(State.SKIPPED_LENGTH);
    }

    private boolean skippingBegan() {
        left = Integer.toUnsignedLong(field.intAt(0));
        field.taken();
        return entered(State.SKIPPED);
    }

    private boolean skipped(ByteBuffer in) {
        int passed = (int) Math.min(left, in.remaining());
        in.position(in.position() + passed);
        left -= passed;
        return left == 0 && entered(State.EDGE);
    }

    private boolean described() {
        header = new ZstdHeader(field);
        return entered(State.HEADER);
    }

    private boolean headed(ByteBuffer out) {
        header.requireReadable(maxWindow);
        feedField(out);
        return entered(State.BLOCK_HEADER);
    }

    /// Three bytes, little-endian: whether it is the last one (1 bit), type (2 bits), size (21 bits).
    private boolean blockBegan(ByteBuffer out) {
        int block = (int) field.numberAt(0, 3);
        boolean repeatsOneByte = (block >>> 1 & 3) == 1;
        left = repeatsOneByte ? 1 : block >>> 3;
        feedField(out);
        return entered((block & 1) == 0 ? State.BLOCK : State.LAST_BLOCK);
    }

    /// Whether the whole block was taken and all its text was written: libzstd then leaves room.
    private boolean blockDecoded(ByteBuffer in, ByteBuffer out) {
        int limit = in.limit();
        while (out.hasRemaining()) {
            int from = in.position();
            in.limit((int) Math.min(limit, from + left));
            try {
                feed(in, out);
            } finally {
                in.limit(limit);
            }
            left -= in.position() - from;
            if (out.hasRemaining() && (left == 0 || !in.hasRemaining())) {
                return left == 0;
            }
        }
        return false;
    }

    private State behindLastBlock() {
        return header.hasChecksum() ? State.CHECKSUM : State.EDGE;
    }

    private boolean checked(ByteBuffer out) {
        feedField(out);
        return entered(State.EDGE);
    }

    private void feedField(ByteBuffer out) {
        feed(field.taken(), out);
    }

    private void feed(ByteBuffer in, ByteBuffer out) {
        try {
            context.decompressByteBufferStream(out, in);
        } catch (ZstdException trouble) {
            throw explained(trouble);
        }
    }

    private static Failure explained(ZstdException trouble) {
        return trouble.getErrorCode() == Zstd.errMemoryAllocation()
                ? new Failure(FailureCode.MEMORY_TOO_SMALL, "expected memory to decompress zstd, got none", trouble)
                : new Failure(FailureCode.DAMAGED, "expected a sound zstd frame, got: " + trouble.getMessage(),
                        trouble);
    }

    @Override
    public void end(ByteBuffer out) {
        if (state == State.MAGIC) {
            throw behindTheLastFrame();
        }
        if (state != State.EDGE) {
            throw new Failure(FailureCode.DAMAGED, "expected the rest of a zstd frame, got the end of the export");
        }
    }

    private static Failure behindTheLastFrame() {
        return new Failure(FailureCode.DAMAGED,
                "expected another zstd frame or the end of the export, got other bytes");
    }

    @Override
    public void close() {
        context.close();
    }
}

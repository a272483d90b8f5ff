package dev.levada.stage.codec;

import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/// The header of a gzip member (RFC 1952, section 2.3), read as it comes. Names and comments are passed over, not held.
final class GzipHeader {

    private enum State {
        /// In the two bytes that begin a member.
        MAGIC,
        /// In the other eight bytes that are always there.
        FIXED,
        /// In the length of the extra field.
        EXTRA_LENGTH,
        /// In the extra field, `left` bytes of which are to come.
        EXTRA,
        /// In the name of the file or in the comment, up to its zero.
        TEXT,
        /// In the checksum of the header.
        CHECKSUM,
        /// Everything is read.
        WHOLE
    }

    private static final int MAGIC = 0x8b1f;
    private static final int DEFLATE = 8;
    private static final int HAS_CHECKSUM = 1 << 1;
    private static final int HAS_EXTRA = 1 << 2;
    private static final int HAS_NAME = 1 << 3;
    private static final int HAS_COMMENT = 1 << 4;
    private static final int RESERVED = 0xe0;

    private final CRC32 crc = new CRC32();
    private final Field field = new Field(8);
    private State state = State.MAGIC;
    /// Flags of optional fields that were not begun yet.
    private int flags;
    private int left;

    /// Reads on; true once the header is whole: the data follow, and the next call begins another header.
    ///
    /// @throws Failure DAMAGED where this is no header, or not one that the RFC knows
    boolean whole(ByteBuffer in) {
        for (boolean advanced = true; advanced && state != State.WHOLE;) {
            advanced = advance(in);
        }
        if (state != State.WHOLE) {
            return false;
        }
        state = State.MAGIC;
        crc.reset();
        return true;
    }

    /// One field; false where it needs more input.
    private boolean advance(ByteBuffer in) {
        return switch (state) {
            case MAGIC -> field.gathered(in, 2) && began();
            case FIXED -> field.gathered(in, 8) && flagsRead();
            case EXTRA_LENGTH -> field.gathered(in, 2) && extraBegan();
            case EXTRA -> extraPassed(in);
            case TEXT -> textPassed(in);
            case CHECKSUM -> field.gathered(in, 2) && checked();
            case WHOLE -> false;
        };
    }

    private boolean entered(State next) {
        state = next;
        return true;
    }

    private boolean began() {
        require(field.shortAt(0) == MAGIC, "another gzip member or the end of the export, got other bytes");
        crc.update(field.taken());
        return entered(State.FIXED);
    }

    private boolean flagsRead() {
        int method = field.byteAt(0);
        flags = field.byteAt(1);
        require(method == DEFLATE, "gzip compression method 8 (deflate), got method " + method);
        require((flags & RESERVED) == 0, "no reserved flags in a gzip header, got 0x" + Integer.toHexString(flags));
        crc.update(field.taken());
        return entered(nextField());
    }

    /// What the first flag that is left announces, in the order in which the fields come.
    private State nextField() {
        if (isNext(HAS_EXTRA)) {
            return State.EXTRA_LENGTH;
        }
        if (isNext(HAS_NAME) || isNext(HAS_COMMENT)) {
            return State.TEXT;
        }
        return isNext(HAS_CHECKSUM) ? State.CHECKSUM : State.WHOLE;
    }

    private boolean isNext(int flag) {
        boolean announced = (flags & flag) != 0;
        flags &= ~flag;
        return announced;
    }

    private boolean extraBegan() {
        left = field.shortAt(0);
        crc.update(field.taken());
        return entered(State.EXTRA);
    }

    private boolean extraPassed(ByteBuffer in) {
        int passed = Math.min(left, in.remaining());
        pass(in, passed);
        left -= passed;
        return left == 0 && entered(nextField());
    }

    private boolean textPassed(ByteBuffer in) {
        for (int i = in.position(); i < in.limit(); i++) {
            if (in.get(i) == 0) {
                pass(in, i + 1 - in.position());
                return entered(nextField());
            }
        }
        pass(in, in.remaining());
        return false;
    }

    private void pass(ByteBuffer in, int bytes) {
        crc.update(in.slice(in.position(), bytes));
        in.position(in.position() + bytes);
    }

    private boolean checked() {
        int stored = field.shortAt(0);
        int computed = (int) crc.getValue() & 0xffff;
        require(stored == computed, "checksum 0x" + Integer.toHexString(stored) + " of a gzip header, got 0x"
                + Integer.toHexString(computed));
        field.taken();
        return entered(State.WHOLE);
    }

    private static void require(boolean sound, String expectedAndGot) {
        if (!sound) {
            throw new Failure(FailureCode.DAMAGED, "expected " + expectedAndGot);
        }
    }
}

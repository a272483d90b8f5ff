package dev.levada.stage.codec;

import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// gzip (RFC 1952): every member, each with its header, deflate data and checksums.
final class GzipDecoder implements Decoder {

    private enum State {
        /// Between members: here the input may end.
        EDGE,
        /// In the header of a member.
        HEADER,
        /// In the deflate data.
        DATA,
        /// In the checksum and the length of the data.
        TRAILER
    }

    private static final int TRAILER_LENGTH = 8;

    private final Inflater inflater = new Inflater(true);
    private final GzipHeader header = new GzipHeader();
    private final Field trailer = new Field(TRAILER_LENGTH);
    private final CRC32 crc = new CRC32();
    private State state = State.EDGE;

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
            case EDGE -> in.hasRemaining() && entered(State.HEADER);
            case HEADER -> header.whole(in) && entered(State.DATA);
            case DATA -> inflated(in, out) && entered(State.TRAILER);
            case TRAILER -> trailer.gathered(in, TRAILER_LENGTH) && checked();
        };
    }

    private boolean entered(State next) {
        state = next;
        return true;
    }

    /// Whether the data came to their end; otherwise input or room is used up.
    private boolean inflated(ByteBuffer in, ByteBuffer out) {
        int from = out.position();
        try {
            inflater.setInput(in);
            inflater.inflate(out);
        } catch (DataFormatException malformed) {
            throw new Failure(FailureCode.DAMAGED, "expected sound gzip data, got: " + malformed.getMessage(),
                    malformed);
        }
        crc.update(out.slice(from, out.position() - from));
        return inflater.finished();
    }

    private boolean checked() {
        requireEqual("checksum", trailer.intAt(0), (int) crc.getValue());
        requireEqual("length", trailer.intAt(4), (int) inflater.getBytesWritten());
        trailer.taken();
        inflater.reset();
        crc.reset();
        return entered(State.EDGE);
    }

    private static void requireEqual(String what, int stored, int computed) {
        if (stored != computed) {
            throw new Failure(FailureCode.DAMAGED, "expected " + what + " 0x" + Integer.toHexString(stored)
                    + " of a gzip member, got 0x" + Integer.toHexString(computed));
        }
    }

    @Override
    public void end(ByteBuffer out) {
        if (state != State.EDGE) {
            throw new Failure(FailureCode.DAMAGED, "expected the rest of a gzip member, got the end of the export");
        }
    }

    @Override
    public void close() {
        inflater.end();
    }
}

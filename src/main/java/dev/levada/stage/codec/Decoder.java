package dev.levada.stage.codec;

import dev.levada.model.Failure;
import java.nio.ByteBuffer;

/// Turns one stream of bytes into another, as far as input and room go. Buffers are array-backed; their positions say
/// what was used and written, also where a [Failure] is thrown. Failures carry no offset: [Decoding] knows it.
sealed interface Decoder permits GzipDecoder, ZstdDecoder, UnicodeDecoder {

    /// Bytes of room with which every decoder gets on.
    int ROOM = 8;

    /// Whether nothing of what was decoded is needed to go on: a new decoder would do the same from here.
    boolean isAtEdge();

    /// Decodes until the input is used up or the room is, or to the end of a member or frame, if that is first.
    ///
    /// @return true where everything that the used input gives is written; false where more room is needed to go on
    /// @throws Failure where the input cannot be decoded; what came before it is written
    boolean decode(ByteBuffer in, ByteBuffer out);

    /// The input is over. A second call writes nothing.
    ///
    /// @throws Failure DAMAGED where it is over too early
    void end(ByteBuffer out);

    /// Frees native memory.
    void close();
}

package dev.levada.stage.codec;

import java.nio.ByteBuffer;

/// How code units of one width become UTF-8.
sealed interface CodeUnits permits Utf16Units, Utf32Units {

    /// Bytes of a code unit.
    int width();

    /// Writes whole code units while there are any and [Decoder#ROOM] bytes of room. Both buffers have the byte order
    /// of the text.
    void write(ByteBuffer in, ByteBuffer out);

    /// Whether something that was read waits for more.
    boolean isPending();

    /// The input is over: writes what waited for more. A second call writes nothing.
    void end(ByteBuffer out);
}

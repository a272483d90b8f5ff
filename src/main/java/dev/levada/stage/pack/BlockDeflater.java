package dev.levada.stage.pack;

/// Makes one deflate stream (RFC 1951) of a run of bytes, each on its own and each the same way, whatever came before.
sealed interface BlockDeflater permits IsalDeflater, ZlibDeflater {

    /// Length that no stream of so many bytes exceeds: what does not shrink is stored, and a little is said about that.
    static int bound(int length) {
        return Math.addExact(length, (length >> 12) + (length >> 14) + 64);
    }

    /// Deflates the first `length` bytes. Bytes of `into` outside the stream may be overwritten.
    ///
    /// @param at where the stream begins; [#bound] bytes are free from there on
    /// @return where it ends
    int deflate(byte[] plain, int length, byte[] into, int at);

    /// Frees native memory.
    void close();
}

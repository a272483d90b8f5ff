package dev.levada.model;

/// A run of bytes as a source or a codec gives it: the source's bytes before the codec, plain text behind it.
///
/// @param slab holds the bytes; the chunk is one holder of it
/// @param from index of the first byte in the slab
/// @param to index behind the last one; `to == from` is allowed
/// @param position offset of the first byte in its stream (source bytes before the codec, plain text behind it)
public record Chunk(Slab slab, int from, int to, long position) {

    public int length() {
        return to - from;
    }

    public byte[] bytes() {
        return slab.bytes();
    }

    public void release() {
        slab.release();
    }
}

package dev.levada.model;

/// A run of bytes as a source or a codec gives it: the source's bytes before the codec, plain text behind it.
///
/// @param slab holds the bytes; the chunk is one holder of it
/// @param from index of the first byte in the slab
/// @param to index behind the last one; `to == from` is allowed
/// @param position offset of the first byte in its stream (source bytes before the codec, plain text behind it)
/// @param seek the last point, at or before the first byte, at which the reading of the source can begin
public record Chunk(Slab slab, int from, int to, long position, SeekPoint seek) {

    /// A chunk at whose first byte the reading can begin: any one of plain UTF-8.
    public Chunk(Slab slab, int from, int to, long position) {
        this(slab, from, to, position, new SeekPoint(position, position));
    }

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

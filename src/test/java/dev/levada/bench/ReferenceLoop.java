package dev.levada.bench;

/// The yardstick: one loop, byte by byte, that finds where the records of an array of objects end. It does what any reader of JSON must do at
/// the least, in code that nobody changes, so that a machine's own speed cancels out.
final class ReferenceLoop {

    private final UserText text;
    private final byte[] chunk = new byte[Rooms.CHUNK];
    private long position;
    private long records;
    private int depth;
    private boolean inString;
    private boolean escaped;

    ReferenceLoop(UserText text) {
        this.text = text;
    }

    void feedChunk() {
        text.fill(chunk, chunk.length, position);
        position += chunk.length;
        for (byte b : chunk) {
            if (inString) {
                inString = escaped || b != '"';
                escaped = !escaped && b == '\\';
            } else if (b == '"') {
                inString = true;
            } else if (b == '{') {
                depth++;
            } else if (b == '}' && --depth == 0) {
                records++;
            }
        }
    }

    long records() {
        return records;
    }
}

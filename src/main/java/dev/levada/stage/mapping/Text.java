package dev.levada.stage.mapping;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/// A text in UTF-8, without quotes and escapes: a view of the record's own bytes where these will do, else of bytes of
/// its own. Steps move the view's edges or write elsewhere; they never touch the bytes of the record.
final class Text {

    /// Longest text that is worked on without allocation. Longer ones are rare, and must not hold on to memory.
    private static final int SCRATCH = 4096;

    private final byte[] scratch = new byte[SCRATCH + Long.BYTES];
    private final Sha256 sha256 = new Sha256();

    private byte[] bytes = scratch;
    private int from;
    private int to;

    byte[] bytes() {
        return bytes;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    int length() {
        return to - from;
    }

    /// Looks at bytes as they are.
    void view(byte[] source, int first, int behind) {
        bytes = source;
        from = first;
        to = behind;
    }

    /// Decodes the inside of a JSON string; tells whether it has a UTF-8 form.
    boolean decode(byte[] source, int first, int behind) {
        byte[] out = room(behind - first);
        int length = Escapes.decode(source, first, behind, out);
        if (length == Escapes.UNPAIRED) {
            return false;
        }
        view(out, 0, length);
        return true;
    }

    /// Text for people, for what needs a `String`.
    String string() {
        return new String(bytes, from, length(), StandardCharsets.UTF_8);
    }

    int codePoints() {
        int count = 0;
        for (int i = from; i < to; i++) {
            count += Utf8.isContinuation(bytes[i]) ? 0 : 1;
        }
        return count;
    }

    /// Takes white space off both ends, as `String.strip` does; tells whether there was some.
    boolean trim() {
        return (length() == 0 || bytes[from] <= ' ' || bytes[to - 1] <= ' ') && trimEnds(); // those outside ASCII are below 0
    }

    private boolean trimEnds() {
        int first = from;
        while (first < to && Character.isWhitespace(Utf8.codePoint(bytes, first))) {
            first = Utf8.next(bytes, first, to);
        }
        int behind = to;
        while (behind > first && Character.isWhitespace(Utf8.codePoint(bytes, Utf8.before(bytes, behind)))) {
            behind = Utf8.before(bytes, behind);
        }
        boolean changed = first != from || behind != to;
        from = first;
        to = behind;
        return changed;
    }

    /// Keeps the first code points; tells whether there were more.
    boolean truncate(int codePoints) {
        if (length() <= codePoints) {
            return false;
        }
        int behind = from;
        for (int i = 0; i < codePoints && behind < to; i++) {
            behind = Utf8.next(bytes, behind, to);
        }
        boolean changed = behind != to;
        to = behind;
        return changed;
    }

    /// Makes it lower case; tells whether that changed anything.
    boolean lower() {
        return Words.isAscii(bytes, from, to) ? flipCase('A', 'Z') : replace(string().toLowerCase(Locale.ROOT));
    }

    /// Makes it upper case; tells whether that changed anything.
    boolean upper() {
        return Words.isAscii(bytes, from, to) ? flipCase('a', 'z') : replace(string().toUpperCase(Locale.ROOT));
    }

    /// Turns ASCII letters of one case into those of the other.
    private boolean flipCase(char first, char last) {
        byte[] out = room(length());
        long flipped = 0;
        // Where `bytes` is `scratch` itself the writing never overtakes the reading.
        for (int i = 0; i < length(); i += Long.BYTES) {
            long word = Words.at(bytes, from + i) & Words.mask(length() - i);
            long letters = Words.between(word, first, last);
            flipped |= letters;
            Words.put(out, i, word ^ (letters >>> 2)); // the cases differ in bit 5
        }
        view(out, 0, length());
        return flipped != 0;
    }

    private boolean replace(String other) {
        byte[] encoded = other.getBytes(StandardCharsets.UTF_8);
        if (Arrays.equals(encoded, 0, encoded.length, bytes, from, to)) {
            return false;
        }
        byte[] out = room(encoded.length);
        System.arraycopy(encoded, 0, out, 0, encoded.length);
        view(out, 0, encoded.length);
        return true;
    }

    /// Puts the hash of the text in its place.
    void hash() {
        sha256.hex(bytes, from, to, scratch);
        view(scratch, 0, Sha256.LENGTH);
    }

    private byte[] room(int length) {
        return length <= SCRATCH ? scratch : new byte[length + Long.BYTES];
    }
}

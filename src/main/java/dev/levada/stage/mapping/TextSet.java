package dev.levada.stage.mapping;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;

/// A fixed set of texts in UTF-8 that bytes are looked up in without making a `String` of them.
final class TextSet {

    private final byte[][] table;

    TextSet(Collection<String> texts) {
        table = new byte[Integer.highestOneBit(Math.max(4, texts.size())) << 2][];
        for (String text : texts) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            table[slot(bytes, 0, bytes.length)] = bytes;
        }
    }

    boolean contains(byte[] bytes, int from, int to) {
        return table[slot(bytes, from, to)] != null;
    }

    /// Where the text is, or the free slot where it would be.
    private int slot(byte[] bytes, int from, int to) {
        int hash = 1;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + bytes[i];
        }
        int slot = (hash ^ (hash >>> 16)) & (table.length - 1);
        while (table[slot] != null && !Arrays.equals(table[slot], 0, table[slot].length, bytes, from, to)) {
            slot = (slot + 1) & (table.length - 1);
        }
        return slot;
    }
}

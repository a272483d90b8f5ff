package dev.levada.stage.mapping;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;

/// A fixed set of texts in UTF-8 that bytes are looked up in without making a `String` of them.
final class TextSet {

    private final Literal[] table;

    TextSet(Collection<String> texts) {
        table = new Literal[Integer.highestOneBit(Math.max(4, texts.size())) << 2];
        for (String text : texts) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            byte[] padded = Arrays.copyOf(bytes, bytes.length + Long.BYTES);
            table[slot(padded, 0, bytes.length)] = new Literal(bytes);
        }
    }

    /// @param bytes with slack behind `to` ([Words])
    boolean contains(byte[] bytes, int from, int to) {
        return table[slot(bytes, from, to)] != null;
    }

    /// Where the text is, or the free slot where it would be.
    private int slot(byte[] bytes, int from, int to) {
        int slot = Literal.hash(bytes, from, to) & (table.length - 1);
        while (table[slot] != null && !table[slot].is(bytes, from, to)) {
            slot = (slot + 1) & (table.length - 1);
        }
        return slot;
    }
}

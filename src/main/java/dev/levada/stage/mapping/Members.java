package dev.levada.stage.mapping;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The member names of the objects at one place: those that are wanted, and a bounded number of others that records
/// were seen to have. Names are compared as they are written; only those with escapes are decoded first.
final class Members {

    /// Unwanted names that are remembered. Maps with a name for each user must not fill the memory.
    private static final int LEARNED = 64;
    /// Longest unwanted name that is remembered.
    private static final int LEARNED_LENGTH = 128;
    /// Most bytes in which one byte of a name can be written.
    private static final int ESCAPE_LENGTH = 6;

    /// @param text of the name, as the plan has it
    /// @param name as it is written with no more escapes than needed
    @SuppressWarnings("ArrayRecordComponent") // never compared as a record
    private record Wanted(byte[] text, Name name) {
        boolean is(byte[] decoded, int length) {
            return Arrays.equals(text, 0, text.length, decoded, 0, length);
        }
    }

    /// The name that came first in the record before: a guess, or null.
    Name first;

    private final List<Wanted> wanted = new ArrayList<>();
    /// Names without escapes, by their hash.
    private Name[] table = new Name[4 * LEARNED];
    private int known;
    private int learned;
    /// Room for any form of writing of a wanted name.
    private byte[] decoded = {};

    void want(String token, Place place) {
        byte[] text = token.getBytes(StandardCharsets.UTF_8);
        if (!new String(text, StandardCharsets.UTF_8).equals(token)) {
            return; // an unpaired surrogate: no JSON text in UTF-8 has such a name
        }
        byte[] written = new byte[(int) Escapes.encodedLength(text, 0, text.length)];
        Escapes.encode(text, 0, text.length, written, 0);
        Name name = new Name(written, place);
        wanted.add(new Wanted(text, name));
        decoded = new byte[Math.max(decoded.length, ESCAPE_LENGTH * text.length)];
        if (written.length == text.length) {
            remember(name);
        }
    }

    /// The name that is written between two indices without escapes.
    Name plain(byte[] bytes, int from, int to) {
        int slot = slot(bytes, from, to);
        Name name = table[slot];
        if (name != null) {
            return name;
        }
        if (learned == LEARNED || to - from > LEARNED_LENGTH) {
            return Name.STRANGER;
        }
        learned++;
        Name stranger = new Name(Arrays.copyOfRange(bytes, from, to), null);
        remember(stranger);
        return stranger;
    }

    /// The name that is written between two indices with escapes.
    Name escaped(byte[] bytes, int from, int to) {
        if (to - from > decoded.length) {
            return Name.STRANGER;
        }
        int length = Escapes.decode(bytes, from, to, decoded);
        for (Wanted candidate : wanted) {
            if (length != Escapes.UNPAIRED && candidate.is(decoded, length)) {
                return candidate.name;
            }
        }
        return Name.STRANGER;
    }

    private void remember(Name name) {
        if (2 * known == table.length) {
            Name[] before = table;
            table = new Name[2 * before.length];
            for (Name old : before) {
                if (old != null) {
                    insert(old);
                }
            }
        }
        insert(name);
        known++;
    }

    private void insert(Name name) {
        int slot = name.hash() & (table.length - 1);
        while (table[slot] != null) {
            slot = (slot + 1) & (table.length - 1);
        }
        table[slot] = name;
    }

    /// Where the name is in the table, or the free slot where it would be.
    private int slot(byte[] bytes, int from, int to) {
        int slot = Literal.hash(bytes, from, to) & (table.length - 1);
        while (table[slot] != null && !table[slot].is(bytes, from, to)) {
            slot = (slot + 1) & (table.length - 1);
        }
        return slot;
    }
}

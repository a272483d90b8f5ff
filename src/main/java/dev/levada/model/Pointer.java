package dev.levada.model;

import java.util.ArrayList;
import java.util.List;

/// A JSON Pointer (RFC 6901). Where a place for records is meant, a reference token `*` stands for any member or element.
///
/// @param tokens reference tokens, unescaped (`~1` is `/`, `~0` is `~`); none: the whole document
public record Pointer(List<String> tokens) {

    /// The token that stands for any member or element, where that is allowed.
    public static final String ANY = "*";

    /// The whole document.
    public static final Pointer ROOT = new Pointer(List.of());

    public Pointer {
        tokens = List.copyOf(tokens);
    }

    /// Reads the string form; the empty text is the whole document.
    ///
    /// @throws IllegalArgumentException if it does not begin with `/` or has a `~` that is neither `~0` nor `~1`
    public static Pointer parse(String text) {
        if (text.isEmpty()) {
            return ROOT;
        }
        if (text.charAt(0) != '/') {
            throw new IllegalArgumentException("expected a JSON Pointer, which begins with /, got " + text);
        }
        List<String> tokens = new ArrayList<>();
        for (String token : text.substring(1).split("/", -1)) {
            if (token.matches(".*~(?![01]).*")) {
                throw new IllegalArgumentException("expected ~0 or ~1 in a JSON Pointer, got " + text);
            }
            tokens.add(token.replace("~1", "/").replace("~0", "~"));
        }
        return new Pointer(tokens);
    }

    /// Whether some token stands for any member or element.
    public boolean hasWildcard() {
        return tokens.contains(ANY);
    }

    /// What a record has anyway, but that Java makes it anew at each start.
    @Override
    public boolean equals(Object other) {
        return other instanceof Pointer pointer && tokens.equals(pointer.tokens);
    }

    @Override
    public int hashCode() {
        return tokens.hashCode();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (String token : tokens) {
            text.append('/').append(token.replace("~", "~0").replace("/", "~1"));
        }
        return text.toString();
    }
}

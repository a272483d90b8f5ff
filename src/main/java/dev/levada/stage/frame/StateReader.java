package dev.levada.stage.frame;

import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import java.util.Iterator;
import java.util.List;

/// Reads what a [StateWriter] wrote, in the same order. Anything else fails as INTERNAL.
final class StateReader {

    private final Iterator<String> words;

    StateReader(String state) {
        this.words = (state.isEmpty() ? List.<String>of() : List.of(state.split(StateWriter.SEPARATOR, -1))).iterator();
    }

    String word() {
        require(words.hasNext());
        return words.next();
    }

    <E extends Enum<E>> E constant(Class<E> type) {
        String name = word();
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(name)) {
                return constant;
            }
        }
        throw unreadable();
    }

    /// A number of `[0, most]`.
    long number(long most) {
        String digits = word();
        require(digits.matches("\\d{1,18}"));
        long number = Long.parseLong(digits);
        require(number <= most);
        return number;
    }

    /// 64 bits in hex.
    long bits() {
        String hex = word();
        require(hex.matches("[0-9a-f]{1,16}"));
        return Long.parseUnsignedLong(hex, 16);
    }

    boolean flag() {
        return switch (word()) {
            case StateWriter.YES -> true;
            case StateWriter.NO -> false;
            default -> throw unreadable();
        };
    }

    /// Every word was read, and they go together.
    void end(boolean possible) {
        require(possible && !words.hasNext());
    }

    void require(boolean readable) {
        if (!readable) {
            throw unreadable();
        }
    }

    private static Failure unreadable() {
        return new Failure(FailureCode.INTERNAL, "expected the framing state of a mark, got a text that is none");
    }
}

package dev.levada.stage.frame;

/// The state of a framing in words, separated by spaces: printable ASCII without quotes or backslashes, for a [StateReader].
final class StateWriter {

    static final String SEPARATOR = " ";
    static final String YES = "yes";
    static final String NO = "no";

    private final StringBuilder words = new StringBuilder();

    /// @param word printable, not empty, without a space
    StateWriter word(String word) {
        words.append(words.isEmpty() ? "" : SEPARATOR).append(word);
        return this;
    }

    StateWriter constant(Enum<?> constant) {
        return word(constant.name());
    }

    StateWriter number(long number) {
        return word(Long.toString(number));
    }

    StateWriter flag(boolean flag) {
        return word(flag ? YES : NO);
    }

    /// All words so far.
    @Override
    public String toString() {
        return words.toString();
    }
}

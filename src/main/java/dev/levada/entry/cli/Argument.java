package dev.levada.entry.cli;

import java.util.function.Function;

/// One thing that can be typed behind the name of a command.
///
/// @param name `--output`; of an operand, which is typed without a name, its label: `INPUT`
/// @param label what to type for its value, `DIR`; null where it takes none
/// @param description what it is for; `${default}` stands for what counts where nothing is typed
/// @param required whether nothing can be done without it
/// @param otherwise what counts where nothing is typed; null where nothing does
/// @param reading makes a value of the text, or says by an [IllegalArgumentException] what it expected instead
record Argument<T>(Kind kind, String name, String label, String description, boolean required, String otherwise,
        Function<String, T> reading) {

    /// How it is typed.
    enum Kind {
        /// `--again`
        FLAG,
        /// `--output out` or `--output=out`
        OPTION,
        /// `export.json`
        OPERAND,
        /// `a.json b.json c.json`
        OPERANDS
    }

    /// Is typed, or is not.
    static Argument<String> flag(String name, String description) {
        return new Argument<>(Kind.FLAG, name, null, description, false, null, text -> text);
    }

    /// Has a value.
    static Argument<String> option(String name, String label, String description) {
        return new Argument<>(Kind.OPTION, name, label, description, false, null, text -> text);
    }

    /// What the command is about: a value without a name.
    static Argument<String> operand(String label, String description) {
        return new Argument<>(Kind.OPERAND, label, label, description, true, null, text -> text);
    }

    /// One or more of them.
    static Argument<String> operands(String label, String description) {
        return new Argument<>(Kind.OPERANDS, label, label, description, true, null, text -> text);
    }

    /// The same, and nothing can be done without it.
    Argument<T> needed() {
        return new Argument<>(kind, name, label, description, true, otherwise, reading);
    }

    /// The same, and this counts where nothing is typed.
    Argument<T> otherwise(String text) {
        return new Argument<>(kind, name, label, description, required, text, reading);
    }

    /// The same, for values that are more than a text.
    <V> Argument<V> as(Function<String, V> read) {
        return new Argument<>(kind, name, label, description, required, otherwise, read);
    }

    boolean isOperand() {
        return switch (kind) {
            case FLAG, OPTION -> false;
            case OPERAND, OPERANDS -> true;
        };
    }

    /// As people have to type it: `--output=DIR`, `--again`, `INPUT`.
    String words() {
        return switch (kind) {
            case OPTION -> name + "=" + label;
            case FLAG, OPERAND, OPERANDS -> name;
        };
    }
}

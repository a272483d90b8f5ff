package dev.levada.entry.cli;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What a command takes: what can be typed behind its name, in the order of its help.
///
/// @param arguments one operand, or several of one kind, at most
/// @param choice those of them of which exactly one has to be typed
/// @param description what there is to know besides; empty where the header says it all
/// @param examples lines that can be typed as they are
record Signature(List<Argument<?>> arguments, List<Argument<?>> choice, String description, List<String> examples) {

    /// Known to every command, and before its name.
    static final Argument<String> VERBOSE = Argument.flag("--verbose", "Show the stack traces of errors.");

    static Signature of(Argument<?>... arguments) {
        return new Signature(List.of(arguments), List.of(), "", List.of());
    }

    Signature and(Argument<?>... more) {
        return and(List.of(more));
    }

    Signature and(List<Argument<?>> more) {
        return new Signature(joined(arguments, more), choice, description, examples);
    }

    Signature andOneOf(Argument<?>... these) {
        return new Signature(joined(arguments, List.of(these)), List.of(these), description, examples);
    }

    Signature described(String text) {
        return new Signature(arguments, choice, text, examples);
    }

    Signature examples(String... lines) {
        return new Signature(arguments, choice, description, List.of(lines));
    }

    Optional<Argument<?>> operand() {
        return arguments.stream().filter(Argument::isOperand).findFirst();
    }

    /// All that begin with dashes.
    List<Argument<?>> options() {
        return Stream.concat(arguments.stream().filter(argument -> !argument.isOperand()), Stream.of(VERBOSE)).toList();
    }

    private static List<Argument<?>> joined(List<Argument<?>> some, List<Argument<?>> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }
}

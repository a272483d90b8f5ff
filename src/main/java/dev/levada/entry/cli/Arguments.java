package dev.levada.entry.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.MissingArgumentException;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;
import org.apache.commons.cli.UnrecognizedOptionException;

/// What was typed for a command: all of it known, nothing twice, nothing missing. Its texts are read when they are asked for.
final class Arguments {

    /// What is no option any more behind it.
    static final String END_OF_OPTIONS = "--";

    private final String command;
    private final Signature signature;
    private final CommandLine line;

    private Arguments(String command, Signature signature, CommandLine line) {
        this.command = command;
        this.signature = signature;
        this.line = line;
    }

    /// @param command as it is called: `levada run`
    /// @param typed what follows it
    /// @throws UsageError if that is not what the command takes
    static Arguments parse(String command, Signature signature, List<String> typed) {
        requireTwoDashes(command, signature, typed);
        try {
            CommandLine line = DefaultParser.builder().setAllowPartialMatching(false)
                    .setStripLeadingAndTrailingQuotes(false).get()
                    .parse(known(signature), typed.toArray(String[]::new));
            Arguments arguments = new Arguments(command, signature, line);
            arguments.requireOnce();
            arguments.requireAll();
            return arguments;
        } catch (MissingArgumentException none) {
            Argument<?> option = named(signature, none.getOption().getLongOpt());
            throw wrong(command, "expected " + option.label() + " for option '" + option.name() + "', got none");
        } catch (UnrecognizedOptionException unknown) {
            throw wrong(command, unknown(signature, unknown.getOption()));
        } catch (ParseException other) {
            throw wrong(command, other.getMessage());
        }
    }

    /// Whether a flag or an option was typed.
    boolean has(Argument<?> option) {
        return line.hasOption(option.name());
    }

    /// The value of an option or of the operand; null where none was typed and none stands in.
    ///
    /// @throws UsageError if what was typed is no such value
    <T> T of(Argument<T> argument) {
        String text = argument.isOperand() ? line.getArgList().getFirst() : line.getOptionValue(argument.name());
        if (text == null) {
            text = argument.otherwise();
        }
        try {
            return text == null ? null : argument.reading().apply(text);
        } catch (IllegalArgumentException unlike) {
            throw wrong(command, "invalid value for " + (argument.isOperand() ? "" : "option ") + "'" + argument.name()
                    + "': " + unlike.getMessage());
        }
    }

    /// All operands, in the order in which they were typed.
    List<String> operands() {
        return List.copyOf(line.getArgList());
    }

    /// The parser takes `-output` for `--output`, and `-outputx` for `--output x`. With one dash there are letters only.
    private static void requireTwoDashes(String command, Signature signature, List<String> typed) {
        for (String text : typed) {
            if (text.equals(END_OF_OPTIONS)) {
                return;
            }
            if (signature.options().stream().anyMatch(option -> text.startsWith(option.name().substring(1)))) {
                throw wrong(command, unknown(signature, text));
            }
        }
    }

    private static Options known(Signature signature) {
        Options options = new Options();
        for (Argument<?> option : signature.options()) {
            options.addOption(Option.builder().longOpt(option.name().substring(END_OF_OPTIONS.length()))
                    .hasArg(option.label() != null).get());
        }
        return options;
    }

    private static Argument<?> named(Signature signature, String name) {
        return signature.options().stream().filter(option -> option.name().equals(END_OF_OPTIONS + name)).findFirst()
                .orElseThrow();
    }

    /// `--frob`, or a value for a flag: `--again=yes`
    private static String unknown(Signature signature, String text) {
        return signature.options().stream().filter(option -> text.startsWith(option.name() + "=")).findFirst()
                .map(flag -> "expected no value for option '" + flag.name() + "', got '" + text + "'")
                .orElse("unknown option: '" + text + "'");
    }

    private void requireOnce() {
        for (Argument<?> option : signature.options()) {
            if (line.getOptionCount(option.name()) > 1) {
                throw wrong(command, "expected option '" + option.words() + "' once, got it "
                        + line.getOptionCount(option.name()) + " times");
            }
        }
        List<String> operands = line.getArgList();
        int most = signature.operand()
                .map(operand -> operand.kind() == Argument.Kind.OPERANDS ? Integer.MAX_VALUE : 1).orElse(0);
        if (operands.size() > most) {
            throw wrong(command, signature.operand().map(one -> "expected one " + one.name() + ", got also '")
                    .orElse("expected options only, got '") + operands.get(most) + "'");
        }
    }

    private void requireAll() {
        List<String> missing = new ArrayList<>();
        signature.arguments().stream().filter(Argument::required)
                .filter(needed -> needed.isOperand() ? line.getArgList().isEmpty() : !has(needed))
                .forEach(needed -> missing.add("'" + needed.words() + "'"));
        List<Argument<?>> chosen = signature.choice().stream().filter(this::has).toList();
        if (chosen.isEmpty() && !signature.choice().isEmpty()) {
            missing.add(quoted(signature.choice().stream(), " or "));
        }
        if (!missing.isEmpty()) {
            throw wrong(command, "missing required " + String.join(" and ", missing));
        }
        if (chosen.size() > 1) {
            throw wrong(command, "expected " + quoted(signature.choice().stream(), " or ") + ", got both");
        }
    }

    private static String quoted(Stream<Argument<?>> some, String between) {
        return some.map(one -> "'" + one.words() + "'").collect(Collectors.joining(between));
    }

    /// What to tell of a command line that cannot be.
    static UsageError wrong(String command, String message) {
        return new UsageError(message + " (" + command + " --help tells what there is)");
    }
}

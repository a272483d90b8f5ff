package dev.levada.entry.cli;

import dev.levada.model.Failure;
import dev.levada.model.Trouble;
import dev.levada.run.Version;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// The command line. What it takes, prints and ends with is in docs/command-line.md, and does not change lightly.
public final class Levada {

    private static final String NAME = "levada";

    /// `-h`, `--help`, `-hV`
    private static final String HELP = "-V*h[hV]*|--help";

    /// `-V`, `--version`
    private static final String VERSION = "-V+|--version";

    private static final String WHERE = " (--verbose shows where)";

    private final Terminal terminal;
    private final Path demo;

    private Levada(Terminal terminal, Path demo) {
        this.terminal = terminal;
        this.demo = demo;
    }

    /// Halts instead of exiting: since Java 21 an exit goes through the loggers, and here they would take longer to
    /// start than most calls to run. Nothing waits for a shutdown hook.
    public static void main(String[] arguments) {
        StandardOutput out = new StandardOutput();
        Terminal terminal = Terminal.ofThisProcess(out.printer());
        int code = execute(terminal, Path.of("demo"), arguments);
        if (out.lost().isPresent()) {
            terminal.error("expected to write to standard output, got " + Trouble.words(out.lost().get()));
            code = Math.max(code, ExitCode.FAILED);
        }
        System.err.flush();
        Runtime.getRuntime().halt(code);
    }

    /// One call, without ending the process.
    ///
    /// @param demo folder of `levada demo`
    /// @return the exit code
    static int execute(Terminal terminal, Path demo, String... arguments) {
        List<String> typed = List.of(arguments);
        boolean verbose = options(typed).contains(Signature.VERBOSE.name());
        return new Levada(verbose ? terminal.tracing() : terminal, demo).answer(typed);
    }

    /// What may be options: all before `--`.
    private static List<String> options(List<String> typed) {
        int end = typed.indexOf(Arguments.END_OF_OPTIONS);
        return end < 0 ? typed : typed.subList(0, end);
    }

    private int answer(List<String> typed) {
        try {
            return call(typed);
        } catch (UsageError wrong) {
            wrong.lines().forEach(terminal::error);
            terminal.trace(wrong);
            return ExitCode.USAGE;
        } catch (Exception trouble) {
            terminal.error(words(trouble));
            terminal.trace(trouble);
            return ExitCode.FAILED;
        }
    }

    /// The command is the first word without a dash. Whoever asks for help gets it, whatever else was typed.
    private int call(List<String> typed) throws IOException, InterruptedException {
        int at = 0;
        while (at < typed.size() && typed.get(at).matches("-.+") && !typed.get(at).equals(Arguments.END_OF_OPTIONS)) {
            at++;
        }
        List<String> before = typed.subList(0, at);
        if (asks(before, HELP)) {
            return told(Help.ofAll(terminal.columns()));
        }
        if (asks(before, VERSION)) {
            return told(version());
        }
        Arguments.parse(NAME, Signature.of(), before);
        if (at == typed.size()) {
            throw Arguments.wrong(NAME, "missing required subcommand");
        }
        String word = typed.get(at);
        CommandName command = CommandName.of(word)
                .orElseThrow(() -> Arguments.wrong(NAME, "unknown command: '" + word + "'"));
        return call(command, typed.subList(at + 1, typed.size()));
    }

    private int call(CommandName command, List<String> typed) throws IOException, InterruptedException {
        if (asks(typed, HELP)) {
            return told(Help.of(command, terminal.columns()));
        }
        if (asks(typed, VERSION)) {
            return told(version());
        }
        return made(command, Arguments.parse(NAME + " " + command.word(), command.signature(), typed)).call();
    }

    private static boolean asks(List<String> typed, String forWhat) {
        return options(typed).stream().anyMatch(text -> text.matches(forWhat));
    }

    private int told(String text) {
        terminal.out().print(text);
        return ExitCode.DONE;
    }

    private static String version() {
        return NAME + " " + Version.current() + "\n";
    }

    private Command made(CommandName command, Arguments typed) {
        return switch (command) {
            case RUN -> new RunCommand(typed, terminal);
            case CHECK -> new CheckCommand(typed, terminal);
            case INVOKE -> new InvokeCommand(typed, terminal);
            case DEMO -> new DemoCommand(typed, terminal, demo);
            case SHOW -> new ShowCommand(typed, terminal);
            case SIZE -> new SizeCommand(typed, terminal);
            case REPLAY -> new ReplayCommand(typed, terminal);
            case BACKFILL -> new BackfillCommand(typed, terminal);
            case REDRIVE -> new RedriveCommand(typed, terminal);
            case SWEEP -> new SweepCommand(typed, terminal);
            case DRILL -> new DrillCommand(typed, terminal);
        };
    }

    /// Messages of others may hold anything; those of files hold their names.
    private static String words(Exception trouble) {
        return switch (trouble) {
            case Failure failure -> failure.code() + " " + failure.getMessage() + " (" + failure.code().advice() + ")";
            case IOException file -> "expected to read and write files, got " + Trouble.words(file) + WHERE;
            default -> "expected to get through, got " + trouble.getClass().getSimpleName() + WHERE;
        };
    }
}

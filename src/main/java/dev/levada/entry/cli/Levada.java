package dev.levada.entry.cli;

import dev.levada.model.Failure;
import dev.levada.model.Trouble;
import dev.levada.run.Version;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;

/// The command line. What it takes, prints and ends with is in docs/command-line.md, and does not change lightly.
@Command(name = "levada", mixinStandardHelpOptions = true, versionProvider = Levada.Versions.class, scope = ScopeType.INHERIT, sortOptions = false, usageHelpAutoWidth = true, header = "Streams large JSON user exports into finished output.", synopsisSubcommandLabel = "COMMAND", footerHeading = "%nExamples:%n", footer = {
        "  levada demo", "  levada run export.json --output out",
        "  levada run export.json.gz --output out --pipeline users",
        "  levada show export.json --record 4211 --pipeline users",
        "  levada check pipelines/users.yaml"}, exitCodeListHeading = "%nExit codes:%n", exitCodeList = {
                "0:every run is published", "1:a run failed and published nothing",
                "2:the command line or a definition has errors"})
public final class Levada {

    private static final String VERBOSE = " (--verbose shows where)";

    @Option(names = "--verbose", scope = ScopeType.INHERIT, description = "Show the stack traces of errors.")
    private boolean verbose;

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
        return new Levada(terminal, demo).commandLine(arguments).execute(arguments);
    }

    /// With the command that comes first, or with all where something else does: picocli reads their options by reflection, which
    /// takes longer than to run a small export.
    private CommandLine commandLine(String... arguments) {
        CommandLine line = new CommandLine(this);
        Map<String, Supplier<Object>> commands = commands();
        Supplier<Object> first = arguments.length == 0 ? null : commands.get(arguments[0]);
        (first == null ? commands.values() : List.of(first)).forEach(command -> line.addSubcommand(command.get()));
        line.setExpandAtFiles(false).setOut(terminal.outWriter()).setErr(terminal.errWriter());
        line.setParameterExceptionHandler((wrong, call) -> wrongUsage(wrong));
        line.setExecutionExceptionHandler(this::troubled);
        return line;
    }

    private Map<String, Supplier<Object>> commands() {
        Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
        commands.put("run", () -> new RunCommand(terminal));
        commands.put("check", () -> new CheckCommand(terminal));
        commands.put("invoke", () -> new InvokeCommand(terminal));
        commands.put("demo", () -> new DemoCommand(terminal, demo));
        commands.put("show", () -> new ShowCommand(terminal));
        commands.put("size", () -> new SizeCommand(terminal));
        commands.put("replay", () -> new ReplayCommand(terminal));
        commands.put("backfill", () -> new BackfillCommand(terminal));
        commands.put("redrive", () -> new RedriveCommand(terminal));
        commands.put("sweep", () -> new SweepCommand(terminal));
        commands.put("drill", () -> new DrillCommand(terminal));
        return commands;
    }

    private int wrongUsage(ParameterException wrong) {
        String message = wrong.getMessage();
        String command = wrong.getCommandLine().getCommandSpec().qualifiedName();
        terminal.error(Character.toLowerCase(message.charAt(0)) + message.substring(1) + " (" + command
                + " --help tells what there is)");
        trace(wrong);
        return ExitCode.USAGE;
    }

    private int troubled(Exception trouble, CommandLine line, ParseResult result) {
        if (trouble instanceof UsageError wrong) {
            wrong.lines().forEach(terminal::error);
            trace(wrong);
            return ExitCode.USAGE;
        }
        terminal.error(words(trouble));
        trace(trouble);
        return ExitCode.FAILED;
    }

    /// Messages of others may hold anything; those of files hold their names.
    private static String words(Exception trouble) {
        return switch (trouble) {
            case Failure failure -> failure.code() + " " + failure.getMessage() + " (" + failure.code().advice() + ")";
            case IOException file -> "expected to read and write files, got " + Trouble.words(file) + VERBOSE;
            default -> "expected to get through, got " + trouble.getClass().getSimpleName() + VERBOSE;
        };
    }

    /// For those who asked for it.
    void trace(Throwable trouble) {
        if (verbose) {
            trouble.printStackTrace(terminal.err());
        }
    }

    /// What `--version` says.
    static final class Versions implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[]{"levada " + Version.current()};
        }
    }
}

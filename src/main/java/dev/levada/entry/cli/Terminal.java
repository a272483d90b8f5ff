package dev.levada.entry.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Where a call talks to people: results on `out`, errors and progress on `err`.
///
/// @param columns how wide a line may be
/// @param verbose whether stack traces are wanted
/// @param progress how far a run is, made for the name of its input
record Terminal(PrintStream out, PrintStream err, int columns, boolean verbose,
        Function<String, ProgressDisplay> progress) {

    /// Set by the launcher where standard error is a terminal; empty where its width is not known.
    private static final String COLUMNS = "levada.columns";

    private static final int USUAL_COLUMNS = 80;
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");

    Terminal(PrintStream out, PrintStream err, Function<String, ProgressDisplay> progress) {
        this(out, err, USUAL_COLUMNS, false, progress);
    }

    /// That of the process. Java cannot tell whether standard error is a terminal, the launcher can.
    ///
    /// @param out standard output
    static Terminal ofThisProcess(PrintStream out) {
        PrintStream err = System.err;
        String columns = System.getProperty(COLUMNS);
        if (columns == null) {
            return new Terminal(out, err, input -> new ProgressDisplay.Plain(err, input, System::nanoTime));
        }
        int width = columns.matches("[1-9][0-9]{0,4}") ? Integer.parseInt(columns) : USUAL_COLUMNS;
        return new Terminal(out, err, width, false, input -> new ProgressDisplay.Live(err, width, System::nanoTime));
    }

    /// Errors only.
    Terminal quiet() {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        return new Terminal(nowhere, err, columns, verbose, input -> new ProgressDisplay.Silent());
    }

    /// One line about something that went wrong, whatever the message holds.
    void error(String message) {
        err.println("levada: " + CONTROL.matcher(message).replaceAll(" "));
    }

    /// The same, with stack traces.
    Terminal tracing() {
        return new Terminal(out, err, columns, true, progress);
    }

    /// Where something went wrong, for those who asked for it.
    void trace(Throwable trouble) {
        if (verbose) {
            trouble.printStackTrace(err);
        }
    }
}

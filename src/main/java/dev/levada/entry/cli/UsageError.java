package dev.levada.entry.cli;

import dev.levada.definition.BadDefinition;
import dev.levada.definition.Problem;
import dev.levada.model.FailureCode;
import java.util.List;

/// What was typed, or a definition that was named, cannot be used: nothing is run, and the process ends with
/// [ExitCode#USAGE].
final class UsageError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final List<String> lines;

    UsageError(String line) {
        this(List.of(line), null);
    }

    UsageError(String line, Throwable cause) {
        this(List.of(line), cause);
    }

    private UsageError(List<String> lines, Throwable cause) {
        super(String.join("\n", lines), cause);
        this.lines = List.copyOf(lines);
    }

    /// A line for each problem.
    static UsageError of(BadDefinition bad) {
        return new UsageError(bad.problems().stream().map(UsageError::line).toList(), bad);
    }

    private static String line(Problem problem) {
        return problem.code() == FailureCode.NOT_AVAILABLE ? problem + " (NOT_AVAILABLE)" : problem.toString();
    }

    /// One for each thing that is wrong.
    List<String> lines() {
        return lines;
    }
}

package dev.levada.entry.cli;

import dev.levada.definition.BadDefinition;
import dev.levada.definition.Problem;
import dev.levada.model.FailureCode;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
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

    /// Why a file could not be read or written, as people say it.
    static String words(IOException trouble) {
        return switch (trouble) {
            case NoSuchFileException none -> "nothing at " + none.getFile();
            case FileAlreadyExistsException other -> other.getFile() + ", which is not a folder";
            case AccessDeniedException denied -> "no permission for " + denied.getFile();
            case FileSystemException file when file.getReason() != null ->
                file.getReason() + " at " + file.getFile();
            default -> String.valueOf(trouble.getMessage());
        };
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

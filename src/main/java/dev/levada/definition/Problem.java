package dev.levada.definition;

import dev.levada.model.FailureCode;
import java.util.Comparator;

/// One mistake in a definition.
///
/// @param file as its reader was told
/// @param line from 1
/// @param column from 1, in characters
/// @param code [FailureCode#BAD_DEFINITION] or [FailureCode#NOT_AVAILABLE]
/// @param message one line: what was expected and what was got
public record Problem(String file, int line, int column, FailureCode code, String message) {

    static final Comparator<Problem> BY_PLACE = Comparator.comparingInt(Problem::line)
            .thenComparingInt(Problem::column);

    /// As compilers write it: `users.yaml:12:9: unknown key ...`.
    @Override
    public String toString() {
        return file + ":" + line + ":" + column + ": " + message;
    }
}

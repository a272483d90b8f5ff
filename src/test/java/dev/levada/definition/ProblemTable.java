package dev.levada.definition;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.levada.model.FailureCode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/// A table of mistakes: a line of a definition, below it the problems that it makes, each behind `->` and with its
/// place. A line that begins with white space goes on the one above. `N` marks the code NOT_AVAILABLE.
final class ProblemTable {

    private ProblemTable() {
    }

    static Stream<Arguments> cases(String table) {
        List<Arguments> cases = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        String written = null;
        for (String line : table.lines().toList()) {
            if (line.startsWith("-> ")) {
                problems.add(line.substring("-> ".length()));
            } else if (line.startsWith(" ")) {
                problems.add(problems.removeLast() + " " + line.strip());
            } else {
                if (written != null) {
                    cases.add(Arguments.of(written, List.copyOf(problems)));
                    problems.clear();
                }
                written = line;
            }
        }
        cases.add(Arguments.of(written, List.copyOf(problems)));
        return cases.stream();
    }

    /// The problems of a definition in the words of the table.
    static List<String> of(String definition) {
        return of("p.yaml", definition);
    }

    static List<String> of(String file, String definition) {
        return bad(file, definition.getBytes(StandardCharsets.UTF_8)).problems().stream()
                .map(problem -> (problem.code() == FailureCode.NOT_AVAILABLE ? "N " : "")
                        + problem.toString().substring(file.length() + 1))
                .toList();
    }

    static BadDefinition bad(String file, byte[] definition) {
        return assertThrows(BadDefinition.class, () -> Definitions.read(file, definition));
    }
}

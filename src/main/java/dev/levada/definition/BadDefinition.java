package dev.levada.definition;

import java.util.List;
import java.util.stream.Collectors;

/// A definition has mistakes. Its message names all of them, one a line.
public final class BadDefinition extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /// @param problems at least one, in the order in which they are told
    public BadDefinition(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /// All mistakes, by place.
    public List<Problem> problems() {
        return problems;
    }
}

package dev.levada.bench.suite;

import java.nio.file.Path;
import java.util.List;

/// One way to do a job: a command in which `{in}` stands for the input and `{out}` for a new folder. Its output is every
/// file below that folder with `.ndjson` in its name, rejects aside; without `{out}` it has none to compare.
record Contestant(String name, Pace pace, List<String> command) {

    /// Whether it runs in every round, or, being slow, in the first only.
    enum Pace {
        EVERY_ROUND, ONCE
    }

    Contestant(String name, List<String> command) {
        this(name, Pace.EVERY_ROUND, command);
    }

    Contestant once() {
        return new Contestant(name, Pace.ONCE, command);
    }

    boolean writes() {
        return command.stream().anyMatch(word -> word.contains("{out}"));
    }

    List<String> command(Path input, Path output) {
        return command.stream().map(word -> word.replace("{in}", input.toString()).replace("{out}", output.toString()))
                .toList();
    }
}

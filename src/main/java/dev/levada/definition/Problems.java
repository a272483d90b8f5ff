package dev.levada.definition;

import dev.levada.model.FailureCode;
import java.util.ArrayList;
import java.util.List;

/// The mistakes of one file, as they are found.
final class Problems {

    /// A message quotes the definition, whose texts may be long.
    private static final int LONGEST = 500;

    private final String file;
    private final List<Problem> found = new ArrayList<>();

    Problems(String file) {
        this.file = file;
    }

    void add(Place place, String message) {
        add(place, FailureCode.BAD_DEFINITION, message);
    }

    /// The definition uses a word of [Words#NOT_AVAILABLE].
    void notAvailable(Place place, String word) {
        add(place, FailureCode.NOT_AVAILABLE, "`" + word + "` is not available in this version");
    }

    private void add(Place place, FailureCode code, String message) {
        String line = String.join(" ", message.lines().toList());
        String told = line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
        found.add(new Problem(file, place.line(), place.column(), code, told));
    }

    /// All of them, by place.
    BadDefinition bad() {
        return new BadDefinition(found.stream().sorted(Problem.BY_PLACE).toList());
    }

    void throwIfAny() {
        if (!found.isEmpty()) {
            throw bad();
        }
    }
}

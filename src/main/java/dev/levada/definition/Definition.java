package dev.levada.definition;

import dev.levada.model.PipelinePlan;
import java.util.List;

/// A definition that was read and has no mistakes.
///
/// @param examples what it says of itself, in the order in which it does; whether it is true is for whoever runs them
public record Definition(PipelinePlan plan, List<Example> examples) {
    public Definition {
        examples = List.copyOf(examples);
    }
}

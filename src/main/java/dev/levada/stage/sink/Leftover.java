package dev.levada.stage.sink;

import dev.levada.model.Part;
import java.time.Instant;

/// A part, finished or not, that a run has staged and neither published nor removed.
///
/// @param run id of the run
/// @param key where it would have appeared, below the root of the output
/// @param staged where it waits; of an upload the number of parts is not looked up, and 0
/// @param since when it was begun (an upload) or last written to (a file)
public record Leftover(String run, String key, Part.Staged staged, Instant since) {
}

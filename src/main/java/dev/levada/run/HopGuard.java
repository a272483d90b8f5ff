package dev.levada.run;

import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import dev.levada.model.Mark;
import dev.levada.run.state.Attempt;

/// Keeps a run from having itself continued for ever: there are at most so many continuations, and each gets further. The guards
/// of AWS against such loops are off, for continuing is what the function does.
///
/// @param continuations of the run so far
/// @param began plain-text offset at which this process began
public record HopGuard(int continuations, long began) {

    /// At 15 minutes each these are ten days.
    public static final int MOST = 1_000;

    static HopGuard of(Attempt attempt) {
        return new HopGuard(attempt.continuations(),
                attempt.checkpoint() == null ? 0 : attempt.checkpoint().mark().offset());
    }

    /// Before anything is read.
    ///
    /// @throws Failure NO_PROGRESS where the run was continued too often
    void requireFew() {
        if (continuations > MOST) {
            throw new Failure(FailureCode.NO_PROGRESS,
                    "expected the end of the export within " + MOST + " continuations, got none");
        }
    }

    /// Before the run is parked.
    ///
    /// @throws Failure NO_PROGRESS where the next process would begin where this one has
    void requireFurther(Mark mark) {
        if (mark.offset() <= began) {
            throw new Failure(FailureCode.NO_PROGRESS, mark.offset(),
                    "expected to get further within one invocation, got the end of its time where it began");
        }
    }
}

package dev.levada.run;

import dev.levada.definition.Definitions;
import dev.levada.model.Compression;
import dev.levada.model.ObjectRef;
import dev.levada.model.PipelinePlan;
import dev.levada.run.state.Attempt;
import dev.levada.stage.pack.Packing;
import java.util.Optional;
import java.util.stream.Stream;

/// What decides about the bytes of a run besides its export and its definition. A run goes on with the version that it began with, or
/// begins anew.
///
/// @param text as the ledger keeps it: `1 isal-1f0a3c77`
record OutputVersion(String text, Packing packing) {

    /// Version of what the rooms write: it changes when the same export and definition would give other rows, or blocks would be cut
    /// elsewhere.
    private static final String ROOMS = "1";

    private static OutputVersion of(Packing packing) {
        return new OutputVersion(ROOMS + " " + packing.version(), packing);
    }

    /// For a run that begins, by whatever this process does fastest.
    static OutputVersion fastest(PipelinePlan plan) {
        return of(Packing.fastest(plan.output().compression()));
    }

    /// For a run that begins. In the place of one that this process could go on with, had it the library by which that one packs, it packs
    /// by the one that every process has: two kinds of machines that take turns would never come to an end otherwise.
    ///
    /// @param before the run in whose place it begins, or null
    static OutputVersion toBegin(Attempt before, ObjectRef export, PipelinePlan plan) {
        boolean packedElsewhere = before != null && before.isOf(export, Definitions.digest(plan))
                && before.engine().startsWith(ROOMS + " ") && of(before, plan).isEmpty();
        return packedElsewhere ? of(Packing.portable(plan.output().compression())) : fastest(plan);
    }

    /// The version that a run began with, if this process writes the same.
    static Optional<OutputVersion> of(Attempt attempt, PipelinePlan plan) {
        Compression compression = plan.output().compression();
        return Stream.of(Packing.values())
                .filter(packing -> packing.compression() == compression && packing.isSupported())
                .map(OutputVersion::of).filter(version -> version.text.equals(attempt.engine())).findFirst();
    }

    /// Whether a run of this process would come to the very bytes of that one.
    static boolean isSameWork(Attempt attempt, ObjectRef export, PipelinePlan plan) {
        return attempt.isOf(export, Definitions.digest(plan)) && of(attempt, plan).isPresent();
    }
}

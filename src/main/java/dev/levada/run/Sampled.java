package dev.levada.run;

import dev.levada.run.sizing.Workload;

/// What came of a [Sampling].
public sealed interface Sampled {

    /// It went through.
    record Measured(Workload workload) implements Sampled {
    }

    /// A run would fail as well.
    record Failed(RunFailure failure) implements Sampled {
    }
}

package dev.levada.entry.cli;

/// What the process ends with.
final class ExitCode {

    /// Every run is published; every definition is sound.
    static final int DONE = 0;

    /// A run failed and published nothing.
    static final int FAILED = 1;

    /// The command line or a definition has errors.
    static final int USAGE = 2;

    private ExitCode() {
    }
}

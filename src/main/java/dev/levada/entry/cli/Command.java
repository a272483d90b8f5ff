package dev.levada.entry.cli;

import java.io.IOException;

/// One call of a command, made of all that was typed for it. What it takes says its [Signature].
interface Command {

    /// Does it.
    ///
    /// @return the [ExitCode]
    int call() throws IOException, InterruptedException;
}

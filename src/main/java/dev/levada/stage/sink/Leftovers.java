package dev.levada.stage.sink;

import java.util.List;

/// What runs have staged below the root of an output, whatever became of them. Whether a run still needs it is known to
/// the ledger only. Everything fails with [dev.levada.model.Failure] `UNWRITABLE`.
public interface Leftovers {

    /// All that is staged by runs, but for what a process on this machine is known to be filling.
    List<Leftover> list();

    /// Removes it, and nothing that has come into its place since. One that is gone already is no trouble.
    void remove(Leftover leftover);
}

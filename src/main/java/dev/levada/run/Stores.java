package dev.levada.run;

import dev.levada.model.ObjectRef;
import dev.levada.run.state.Documents;
import dev.levada.stage.bytes.ByteSource;
import dev.levada.stage.sink.Staging;

/// Where exports come from and where output goes: the one difference between a laptop and the function.
public interface Stores {

    /// Opens an export and pins its version: [ByteSource#object] says what is there.
    ByteSource open(ObjectRef export, MemoryPlan memory);

    /// Where the parts of a run wait for their publication. Leftovers of a killed run of the same id are removed.
    Staging staging(String run);

    /// Ledger and manifests, by key below the root of the output.
    Documents documents();

    /// Keeps others from running the same export at the same time, until it is closed.
    ///
    /// @param name key of the export's ledger entry
    /// @throws dev.levada.model.Failure BUSY where another run holds it
    Claim claim(String name);

    /// A held claim.
    interface Claim extends AutoCloseable {
        @Override
        void close();
    }
}

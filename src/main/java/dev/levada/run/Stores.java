package dev.levada.run;

import dev.levada.model.ObjectRef;
import dev.levada.run.state.Documents;
import dev.levada.stage.bytes.ByteSource;
import dev.levada.stage.sink.Leftovers;
import dev.levada.stage.sink.Staging;

/// Where exports come from and where output goes: the one difference between a laptop and the function.
public interface Stores {

    /// Opens an export and pins its version: [ByteSource#object] says what is there.
    ByteSource open(ObjectRef export, MemoryPlan memory);

    /// Where the parts of a run wait for their publication.
    Staging staging(String run);

    /// What runs have staged and neither published nor removed.
    Leftovers leftovers();

    /// Ledger and manifests, by key below the root of the output.
    Documents documents();

    /// Keeps other processes away, where the operating system can: its lock dies with its process. On S3 a lease in the ledger
    /// stands for it, and this does nothing.
    ///
    /// @param name key of the export's ledger entry
    /// @throws dev.levada.model.Failure BUSY where another process holds it
    Lock lock(String name);

    /// How long a claim of this process lasts.
    Lease lease(TimeLeft time);

    /// A held lock.
    interface Lock extends AutoCloseable {
        @Override
        void close();
    }
}

package dev.levada.entry.lambda;

import dev.levada.run.Rehearsal;
import java.io.IOException;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;

/// The function under SnapStart, which starts it once, keeps its memory, and begins later ones with a copy of that
/// (<https://docs.aws.amazon.com/lambda/latest/dg/snapstart-runtime-hooks-java.html>).
///
/// What is kept has been through a [Rehearsal], so that nothing is loaded or compiled for the first time when an export comes. What
/// must not be kept, because it would be old or the same in every copy (connections, credentials, definitions that
/// lie on S3), is not there yet: the installation is made when a copy begins.
final class Snapshot implements Resource {

    private static final String HOOKS = "org.crac.Core.Compat";
    /// How often each export is run: enough for the compilers to have seen the hot methods.
    private static final int TIMES = 2;

    private final Runnable begin;
    private final Journal journal;

    /// @param begin makes the installation
    Snapshot(Runnable begin, Journal journal) {
        this.begin = begin;
        this.journal = journal;
    }

    /// Whether this process is to be kept as a snapshot, as Lambda says it
    /// (<https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html>).
    static boolean isTaken(String initializationType) {
        return "snap-start".equals(initializationType);
    }

    /// Has the runtime call it. AWS's runtime interface client has hooks of its own, which the API of CRaC finds by a property alone.
    static void hook(Snapshot snapshot) {
        if (System.getProperty(HOOKS) == null) {
            System.setProperty(HOOKS, "com.amazonaws.services.lambda.crac");
        }
        Core.getGlobalContext().register(snapshot);
    }

    /// A rehearsal that fails costs time later, and nothing else: it is told, and the snapshot is taken.
    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) {
        try {
            IntakeRehearsal.of(Rehearsal.whole(), TIMES);
        } catch (IOException | RuntimeException | LinkageError trouble) {
            journal.fault("the rehearsal before the snapshot failed: " + trouble.getClass().getSimpleName(),
                    "snapshot");
        }
    }

    @Override
    public void afterRestore(Context<? extends Resource> context) {
        begin.run();
    }
}

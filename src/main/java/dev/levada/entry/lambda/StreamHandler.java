package dev.levada.entry.lambda;

import dev.levada.run.Rehearsal;
import io.quarkus.amazon.lambda.runtime.QuarkusStreamHandler;
import java.io.IOException;
import java.time.Duration;

/// What Lambda starts and calls: the handler of Quarkus and, beside its start, a brief [Rehearsal]. A start has more of the processor
/// than what follows it, and the rehearsal needs nothing that Quarkus gives: two cores do both in the time of one, and
/// the first export finds loaded what it needs.
public final class StreamHandler extends QuarkusStreamHandler {

    /// One that hangs is left behind: Lambda ends a start after ten seconds.
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Thread REHEARSAL = Thread.ofPlatform().daemon().name("rehearsal")
            .unstarted(StreamHandler::rehearse);

    static {
        // Quarkus sets both when its turn comes; the rehearsal may log first, and has to find the manager then. What is below WARN is not logged anyway.
        System.setProperty("java.util.logging.manager", "org.jboss.logmanager.LogManager");
        System.setProperty("logging.initial-configurator.min-level", "900"); // WARN
        REHEARSAL.start(); // before the constructor of Quarkus, which starts it
    }

    /// Ends when both have ended: what is left over would take its time from the first invocation.
    public StreamHandler() throws InterruptedException {
        REHEARSAL.join(PATIENCE);
    }

    /// One that fails costs time later, and nothing else.
    private static void rehearse() {
        if (Snapshot.isTaken(System.getenv("AWS_LAMBDA_INITIALIZATION_TYPE"))) {
            return; // before a snapshot all is rehearsed, and not once only
        }
        try {
            IntakeRehearsal.of(Rehearsal.brief(), 1);
        } catch (IOException | RuntimeException | LinkageError trouble) {
            new Journal(System.out).fault(
                    "the rehearsal beside the start failed: " + trouble.getClass().getSimpleName(), "start");
        }
    }
}

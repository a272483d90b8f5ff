package dev.levada.entry.lambda;

import dev.levada.run.Rehearsal;
import io.quarkus.amazon.lambda.runtime.QuarkusStreamHandler;
import java.io.IOException;

/// What Lambda starts and calls: the handler of Quarkus and, beside its start, a brief [Rehearsal]. A start has more of the processor
/// than what follows it, and the rehearsal needs nothing that Quarkus gives: two cores do both in the time of one, and
/// the first export finds loaded what it needs.
public final class StreamHandler extends QuarkusStreamHandler {

    private static final Thread REHEARSAL = Thread.ofPlatform().daemon().name("rehearsal")
            .unstarted(StreamHandler::rehearse);

    static {
        // Quarkus says so when its turn comes; whichever of the two logs first has to find it, and what it is not going to log needs no words.
        System.setProperty("java.util.logging.manager", "org.jboss.logmanager.LogManager");
        System.setProperty("logging.initial-configurator.min-level", "900"); // WARN
        REHEARSAL.start(); // before the constructor of Quarkus, which starts it
    }

    /// Ends when both have ended: what is left over would take its time from the first invocation.
    public StreamHandler() throws InterruptedException {
        REHEARSAL.join();
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

package dev.levada.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.levada.definition.Definitions;
import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import dev.levada.model.ObjectRef;
import dev.levada.run.state.Claim;
import dev.levada.run.state.HeldDocuments;
import dev.levada.run.state.Ledger;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// How long a process may believe that a run is its own.
final class LeaseTest {

    private static final ObjectRef EXPORT = new ObjectRef("inbox", "users.json", "v1", "e1", 5, "01");
    private static final String KEY = Ledger.key("identity", EXPORT);

    private final HeldDocuments documents = new HeldDocuments();
    private final Ledger ledger = new Ledger(documents);

    private Claim claim(Lease lease) {
        RunPlan plan = new RunPlan("test", EXPORT, Definitions.identity().plan(), RunPlan.Published.ANSWER);
        Ledger.Found found = ledger.find(KEY, EXPORT);
        Decision.Begin begin = (Decision.Begin) Decision.of(found.entry(), plan, EXPORT, Instant.now());
        return ledger.claim(found, begin.attempt(), lease.renewed()).orElseThrow();
    }

    private String tag() {
        return documents.readTagged(KEY).orElseThrow().tag();
    }

    @Test
    void withinItsLeaseAProcessAsksNobody() {
        for (Lease lease : new Lease[]{Lease.none(), Lease.of(() -> Duration.ofMinutes(5))}) {
            Claim claim = claim(lease);
            String before = tag();
            lease.keep(claim);
            assertEquals(before, tag());
            documents.remove(KEY);
        }
    }

    @Test
    void aProcessThatOutlivesItsLeaseAsksBeforeEachStep() {
        Lease over = Lease.of(() -> Duration.ZERO);
        Claim claim = claim(over);
        over.keep(claim);
        over.keep(claim);
        assertEquals(1, claim.attempt().epoch(), "nobody has come meanwhile");
        Claim next = claim(Lease.of(() -> Duration.ofMinutes(5)));
        assertEquals(2, next.attempt().epoch());
        Failure failure = assertThrows(Failure.class, () -> over.keep(claim));
        assertEquals(FailureCode.BUSY, failure.code());
    }

    @Test
    void onlyWhoHasTheTimeWaitsForAnother() {
        assertFalse(Lease.of(() -> Duration.ofMinutes(15)).mayWait());
        assertTrue(Lease.of(TimeLeft.UNLIMITED).mayWait());
        assertFalse(Lease.none().mayWait());
    }
}

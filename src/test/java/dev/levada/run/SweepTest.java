package dev.levada.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.levada.definition.Definitions;
import dev.levada.model.FailureCode;
import dev.levada.model.ObjectRef;
import dev.levada.model.Part;
import dev.levada.run.state.Attempt;
import dev.levada.run.state.Claim;
import dev.levada.run.state.Documents;
import dev.levada.run.state.Entry;
import dev.levada.run.state.HeldDocuments;
import dev.levada.run.state.Ledger;
import dev.levada.run.state.RunFiles;
import dev.levada.stage.bytes.ByteSource;
import dev.levada.stage.sink.Leftover;
import dev.levada.stage.sink.Leftovers;
import dev.levada.stage.sink.Staging;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A sweep and a run at the same time: whoever comes first, and wherever the other comes in between, the run keeps what it has.
final class SweepTest {

    private static final ObjectRef EXPORT = new ObjectRef("inbox", "users.json", "v1", "e1", 5, "01");
    private static final String KEY = Ledger.key("identity", EXPORT);
    private static final RunPlan PLAN = new RunPlan("s3://inbox/users.json", EXPORT, Definitions.identity().plan(),
            RunPlan.Published.REPLACE_IF_CHANGED);

    private final Bucket bucket = new Bucket();
    private final Sweep sweep = new Sweep(bucket);

    /// An output whose uploads are numbered, and whose listings can be followed by something else.
    private static final class Bucket extends HeldDocuments implements Stores, Leftovers {

        private final Map<String, String> uploads = new LinkedHashMap<>();
        private int begun;
        private Runnable behindUploads = () -> {
        };
        private Runnable behindLedger = () -> {
        };

        void begin(String run) {
            uploads.put("u" + begun++, run);
        }

        @Override
        public List<Leftover> list() {
            List<Leftover> listed = new ArrayList<>();
            uploads.forEach((id, run) -> listed.add(new Leftover(run, "identity/data/" + run + "-00000.ndjson",
                    new Part.Staged.Upload(id, 0), Instant.EPOCH)));
            behindUploads.run();
            return listed;
        }

        @Override
        public List<String> list(String prefix) {
            List<String> keys = super.list(prefix);
            if (prefix.contains("ledger")) {
                behindLedger.run();
            }
            return keys;
        }

        @Override
        public void remove(Leftover leftover) {
            uploads.remove(((Part.Staged.Upload) leftover.staged()).id());
        }

        @Override
        public Leftovers leftovers() {
            return this;
        }

        @Override
        public Documents documents() {
            return this;
        }

        @Override
        public ByteSource open(ObjectRef export, MemoryPlan memory) {
            throw new AssertionError("a sweep reads no export");
        }

        @Override
        public Staging staging(String run) {
            throw new AssertionError("a sweep stages nothing");
        }

        @Override
        public Lock lock(String name) {
            throw new AssertionError("a sweep holds nobody up");
        }

        @Override
        public Lease lease(TimeLeft time) {
            throw new AssertionError("a sweep claims nothing");
        }
    }

    /// A process that claims the export, as [Claiming] does, and comes to a checkpoint.
    private Claim begin() {
        Ledger ledger = new Ledger(bucket);
        Ledger.Found found = ledger.find(KEY, EXPORT);
        Decision.Begin begin = (Decision.Begin) Decision.of(found.entry(), PLAN, EXPORT, Instant.now());
        return ledger.claim(found, begin.attempt(), Long.MAX_VALUE).orElseThrow();
    }

    private String stage(Claim claim) {
        bucket.begin(claim.attempt().run());
        RunFiles files = RunFiles.of(bucket, "identity", claim.attempt().run());
        return files.writeTail(claim.attempt().epoch(), 1, List.of(ByteBuffer.wrap("tail".getBytes(UTF_8))));
    }

    private void fail(Claim claim) {
        claim.advance(claim.attempt().failed(new Attempt.Failed(FailureCode.DAMAGED, 1, "expected more, got less")));
    }

    private void sweep() {
        sweep.find(Instant.now()).forEach(sweep::remove);
    }

    private List<String> state() {
        return bucket.list(RunFiles.ROOT).stream().map(key -> key.substring(key.lastIndexOf('/') + 1)).toList();
    }

    @Test
    void whatAFailedRunHasLeftGoes() {
        Claim claim = begin();
        stage(claim);
        fail(claim);
        sweep();
        assertEquals(List.of(), state());
        assertEquals(Map.of(), bucket.uploads);
    }

    @Test
    void aRunThatIsUnderWayKeepsEverythingWhetherItsLeaseIsOverOrNot() {
        Claim claim = begin();
        String tail = stage(claim);
        sweep();
        claim.advance(claim.attempt().heldUntil(0));
        sweep();
        assertEquals(List.of(tail), state());
        assertEquals(1, bucket.uploads.size());
    }

    @Test
    void aRunThatIsAboutToBePublishedKeepsEverything() {
        Claim claim = begin();
        String tail = stage(claim);
        claim.advance(claim.attempt().publishing("1.publication.json"));
        sweep();
        assertEquals(List.of(tail), state());
        assertEquals(1, bucket.uploads.size());
    }

    @Test
    void aRunThatBeginsBehindTheListingHasMadeNothingThatWasListed() {
        List<String> made = new ArrayList<>();
        bucket.behindUploads = () -> made.add(stage(begin()));
        sweep();
        assertEquals(made, state());
        assertEquals(1, bucket.uploads.size());
    }

    /// The id of a run that failed is that of the next try: what the one has left goes, what the other makes stays.
    @Test
    void aRunThatBeginsAgainBehindTheLookAtTheLedgerKeepsWhatItMakes() {
        Claim before = begin();
        String left = stage(before);
        fail(before);
        List<String> made = new ArrayList<>();
        bucket.behindLedger = () -> {
            bucket.behindLedger = () -> {
            };
            Claim again = begin();
            assertEquals(before.attempt().run(), again.attempt().run());
            made.add(stage(again));
        };
        sweep();
        assertTrue(!made.contains(left), "no document has the name of one that another process has written");
        assertTrue(state().containsAll(made), state().toString());
        assertTrue(bucket.uploads.containsKey("u1"), bucket.uploads.toString());
    }

    @Test
    void aRunThatBeginsBetweenTheListAndTheRemovalKeepsWhatItMakes() {
        Claim before = begin();
        stage(before);
        fail(before);
        List<Sweep.Waste> waste = sweep.find(Instant.now());
        String made = stage(begin());
        waste.forEach(sweep::remove);
        assertEquals(List.of(made), state());
        assertEquals(List.of("u1"), List.copyOf(bucket.uploads.keySet()));
    }

    @Test
    void aRunThatIsPublishedNeedsNoStateAnyMore() {
        Claim claim = begin();
        stage(claim);
        Attempt attempt = claim.attempt();
        claim.advance(new Entry.Published("v1", attempt.recency(), 1, attempt.definition(), attempt.run(), "m", "now"));
        assertEquals(Optional.empty(), Optional.ofNullable(claim.attempt()));
        sweep();
        assertEquals(List.of(), state());
    }
}

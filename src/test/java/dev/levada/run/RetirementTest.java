package dev.levada.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import dev.levada.model.Part;
import dev.levada.model.PendingPart;
import dev.levada.run.report.Manifest;
import dev.levada.run.state.HeldDocuments;
import dev.levada.stage.sink.Staging;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What becomes of a run whose place another has taken, while replays of it come and go.
final class RetirementTest {

    private final Output output = new Output();
    private final Removals staging = new Removals();
    private final Retirement retirement = new Retirement(staging, output);
    private final Supplements supplements = new Supplements(output);

    /// Documents before whose replacement something else may happen.
    private static final class Output extends HeldDocuments {

        private final List<Runnable> before = new ArrayList<>();

        @Override
        public Optional<String> replace(String key, byte[] document, String tag) {
            if (!before.isEmpty()) {
                before.removeFirst().run();
            }
            return super.replace(key, document, tag);
        }
    }

    /// What was removed, in this order.
    private static final class Removals implements Staging {

        private final List<String> removed = new ArrayList<>();

        @Override
        public void remove(String key) {
            removed.add(key);
        }

        @Override
        public Upload begin(String key) {
            throw new AssertionError("nothing is staged");
        }

        @Override
        public Upload resume(PendingPart part, InputStream buffered, int bufferedLength) {
            throw new AssertionError("nothing is staged");
        }

        @Override
        public void publish(Part part) {
            throw new AssertionError("nothing is published");
        }

        @Override
        public void clear(Collection<Part.Staged> kept) {
            throw new AssertionError("nothing is staged");
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }

    private static String part(String run) {
        return "users/data/" + run + "-00000.ndjson";
    }

    /// A run with one part.
    private static Manifest manifest(String run, String supersedes, String supplements) {
        return new Manifest("1", run, 1, supersedes, null, supplements, List.of(), new Manifest.Pipeline("users", "d"),
                null, true, null, new Manifest.Counts(1, 1, 0, 0), Map.of(), new Manifest.Bytes(1, 1, 0, 0),
                List.of(new Manifest.PartEntry("data", part(run), 1, 1, "00000000")), null);
    }

    private Manifest published(Manifest manifest) {
        output.write(Publication.key(manifest), manifest.toJson());
        return manifest;
    }

    private Manifest now(String run) {
        return new Archive(output).manifest("users", run);
    }

    @Test
    void aReplayThatLinksItselfWhileItsRunIsRetiredIsRetiredToo() {
        published(manifest("old", null, null));
        Manifest replay = published(manifest("replay", null, "old"));
        output.before.add(() -> supplements.link(replay));
        retirement.predecessorOf(published(manifest("new", "old", null)));
        assertEquals("new", now("old").supersededBy());
        assertEquals(List.of("replay"), now("old").supplementedBy(), "no link is written over");
        assertEquals("new", now("replay").supersededBy());
        assertEquals(List.of(part("old"), part("replay"), part("old")), staging.removed);
    }

    @Test
    void aReplayThatComesBehindFindsItsRunRetired() {
        published(manifest("old", null, null));
        Manifest replay = published(manifest("replay", null, "old"));
        retirement.predecessorOf(published(manifest("new", "old", null)));
        Failure failure = assertThrows(Failure.class, () -> supplements.link(replay));
        assertEquals(FailureCode.SOURCE_CHANGED, failure.code());
        assertEquals(List.of(), now("old").supplementedBy());
    }

    @Test
    void replaysOfReplaysGoWithTheRun() {
        Manifest first = published(manifest("first", null, "old"));
        published(manifest("old", null, null));
        Manifest second = published(manifest("second", null, "first"));
        supplements.link(first);
        supplements.link(second);
        retirement.predecessorOf(published(manifest("new", "old", null)));
        assertEquals("new", now("first").supersededBy());
        assertEquals("new", now("second").supersededBy());
        assertEquals(List.of(part("second"), part("first"), part("old")), staging.removed);
    }

    @Test
    void ofManyReplaysThatLinkThemselvesAtOnceEachIsNamed() {
        Manifest run = published(manifest("run", null, null));
        for (int i = 0; i < 9; i++) {
            Manifest meanwhile = manifest("meanwhile-" + i, null, "run");
            output.before.add(() -> supplements.link(meanwhile));
        }
        supplements.link(manifest("replay", null, "run"));
        assertEquals(10, now("run").supplementedBy().size());
        supplements.unlink(run, "replay", null);
        assertEquals(9, now("run").supplementedBy().size());
    }

    @Test
    void whereOthersAreFasterForEverItIsLeftToTheNextTime() {
        published(manifest("old", null, null));
        int[] writes = {0};
        Output contended = output;
        for (int i = 0; i < 200; i++) {
            contended.before.add(() -> published(now("old").supplementedBy(List.of("other-" + writes[0]++))));
        }
        retirement.predecessorOf(manifest("new", "old", null));
        assertNull(now("old").supersededBy());
        contended.before.clear();
        retirement.predecessorOf(manifest("new", "old", null));
        assertEquals("new", now("old").supersededBy());
    }

    @Test
    void theRunBeforeTheLastOneGoesWhereTheLastOneWasCutBeforeItCouldRemoveIt() {
        published(manifest("first", null, null));
        published(manifest("second", "first", null));
        retirement.predecessorOf(published(manifest("third", "second", null)));
        assertEquals("second", now("first").supersededBy());
        assertEquals("third", now("second").supersededBy());
        assertEquals(List.of(part("first"), part("second")), staging.removed);
    }

    @Test
    void whereTheManifestIsGoneThePartsAreFoundByTheirNames() {
        output.with(part("old"), "1").with("users/rejects/old-00000.ndjson", "1").with("users/data/old2-00000.ndjson",
                "1");
        retirement.predecessorOf(manifest("new", "old", null));
        assertEquals(List.of(part("old"), "users/rejects/old-00000.ndjson"), staging.removed);
    }
}

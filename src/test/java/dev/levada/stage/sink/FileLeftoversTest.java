package dev.levada.stage.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import dev.levada.model.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is found of runs that have ended, and left alone of those that live.
final class FileLeftoversTest {

    private static final String RUN = "0123456789abcdef";
    private static final String OTHER = "fedcba9876543210";
    private static final String KEY = "users/data/" + RUN + "-00000.csv";
    private static final String SECOND = "users/rejects/" + RUN + "-00000.ndjson";

    @TempDir
    private Path root;

    private FileLeftovers leftovers() {
        return new FileLeftovers(root);
    }

    private List<String> keys() {
        return leftovers().list().stream().map(Leftover::key).toList();
    }

    private FileStaging staging() {
        return new FileStaging(root, RUN);
    }

    @Test
    void whereNothingWasStagedThereIsNothing() {
        assertEquals(List.of(), keys());
        assertEquals(List.of(), new FileLeftovers(root.resolve("not/there")).list());
    }

    @Test
    void whatARunHasLeftIsListedOnceItHasEnded() {
        Instant before = Instant.now().minusSeconds(60);
        FileStaging live = staging();
        live.begin(SECOND).stage();
        live.begin(KEY).write(new byte[3], 0, 3);
        assertEquals(List.of(), keys());
        live.close();
        assertEquals(List.of(KEY, SECOND), keys());
        Leftover first = leftovers().list().getFirst();
        assertEquals(new Leftover(RUN, KEY, new Part.Staged.File(".staging/" + RUN + "/" + KEY), first.since()), first);
        assertTrue(first.since().isAfter(before), first.since().toString());
    }

    @Test
    void removedLeftoversLeaveNothing() {
        FileStaging ended = staging();
        ended.begin(KEY).stage();
        ended.begin(SECOND).stage();
        ended.close();
        List<Leftover> found = leftovers().list();
        leftovers().remove(found.getFirst());
        leftovers().remove(found.getFirst());
        assertEquals(List.of(SECOND), keys());
        leftovers().remove(found.getLast());
        assertFalse(Files.exists(root.resolve(".staging")));
        leftovers().remove(found.getLast());
        assertFalse(Files.exists(root.resolve(".staging")));
    }

    @Test
    void whatIsTakenUpAgainMeanwhileIsNotRemoved() {
        FileStaging ended = staging();
        ended.begin(KEY).stage();
        ended.close();
        Leftover found = leftovers().list().getFirst();
        FileStaging next = staging();
        next.begin(SECOND);
        assertEquals(FailureCode.BUSY, assertThrows(Failure.class, () -> leftovers().remove(found)).code());
        assertTrue(Files.exists(root.resolve(".staging").resolve(RUN).resolve(KEY)));
        next.close();
    }

    @Test
    void aRunThatLivesDoesNotHideWhatAnotherHasLeft() {
        FileStaging live = staging();
        live.begin(KEY);
        FileStaging ended = new FileStaging(root, OTHER);
        ended.begin("users/data/" + OTHER + "-00000.csv").stage();
        ended.close();
        assertEquals(List.of(OTHER), leftovers().list().stream().map(Leftover::run).toList());
        live.close();
    }

    @Test
    void aRunIsFilledByOneProcessAtATime() {
        FileStaging live = staging();
        live.begin(KEY);
        assertEquals(FailureCode.BUSY, assertThrows(Failure.class, () -> staging().begin(SECOND)).code());
        assertEquals(FailureCode.BUSY, assertThrows(Failure.class, () -> staging().clear()).code());
        live.close();
        FileStaging next = staging();
        next.begin(SECOND);
        next.clear();
        assertFalse(Files.exists(root.resolve(".staging")));
        next.begin(KEY);
        assertEquals(List.of(), keys());
        next.close();
    }

    @Test
    void aProcessThatLivesHoldsItsRunAndAKilledOneDoesNot() {
        try (OtherProcess other = OtherProcess.begin(root, RUN, KEY)) {
            assertEquals("begun", other.said());
            assertEquals(List.of(), keys());
            assertEquals(FailureCode.BUSY, assertThrows(Failure.class, () -> staging().begin(SECOND)).code());
        }
        assertEquals(List.of(KEY), keys());
        FileStaging next = staging();
        next.begin(SECOND);
        assertEquals(List.of(), keys());
        next.clear();
        assertFalse(Files.exists(root.resolve(".staging")));
    }

    /// POSIX gives a lock up when its process closes any descriptor of the file.
    @Test
    void lookingForLeftoversDoesNotGiveTheLockAway() {
        FileStaging live = staging();
        live.begin(KEY);
        assertEquals(List.of(), keys());
        assertThrows(Failure.class, () -> staging().begin(SECOND));
        try (OtherProcess other = OtherProcess.begin(root, RUN, SECOND)) {
            assertEquals("BUSY", other.said());
        }
        live.close();
    }

    @Test
    void filesBesideTheFoldersOfRunsAreNotTouched() throws IOException {
        Files.createDirectories(root.resolve(".staging"));
        Files.createFile(root.resolve(".staging/note"));
        FileStaging ended = staging();
        ended.begin(KEY).stage();
        ended.close();
        leftovers().list().forEach(leftovers()::remove);
        assertEquals(List.of(), keys());
        try (Stream<Path> left = Files.list(root.resolve(".staging"))) {
            assertEquals(List.of(root.resolve(".staging/note")), left.toList());
        }
    }
}

package dev.levada.stage.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.levada.contract.ResumptionContract;
import dev.levada.contract.StagingContract;
import dev.levada.model.Destination;
import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import dev.levada.model.Part;
import dev.levada.model.PendingPart;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileStagingTest implements ResumptionContract {

    @TempDir
    private Path root;

    @Override
    public Staging staging(String run) {
        return new FileStaging(root, run);
    }

    @Override
    public List<String> visible() {
        return files(name -> !name.startsWith(".staging"));
    }

    @Override
    public List<String> waiting() {
        return files(name -> name.startsWith(".staging") && !name.endsWith(".lock"));
    }

    private List<String> files(Predicate<String> wanted) {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile).map(file -> root.relativize(file).toString()).filter(wanted)
                    .sorted().toList();
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
    }

    @Override
    public byte[] content(String key) {
        try {
            return Files.readAllBytes(root.resolve(key));
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
    }

    @Test
    void aPartWaitsBelowTheStagingFolderOfItsRun() {
        Part.Staged staged = staging(RUN).begin(KEY).stage();
        assertEquals(new Part.Staged.File(".staging/" + RUN + "/" + KEY), staged);
        assertEquals(List.of(".staging/" + RUN + "/" + KEY), waiting());
    }

    @Test
    void emptyStagingFoldersDoNotStay() {
        Staging staging = staging(RUN);
        Part first = StagingContract.part(KEY, new byte[0], staging.begin(KEY).stage());
        staging.begin(KEY + "2").stage();
        staging.publish(first);
        assertEquals(1, waiting().size());
        staging.clear();
        assertFalse(Files.exists(root.resolve(".staging")));
        staging.begin(KEY).leave();
        staging.clear();
        assertFalse(Files.exists(root.resolve(".staging")));
    }

    @Test
    void aFileThatIsShorterThanAtTheCheckpointIsLost() throws IOException {
        Staging killed = staging(RUN);
        Staging.Upload upload = killed.begin(KEY);
        upload.write(new byte[100], 0, 100);
        Part.Staged.File stored = (Part.Staged.File) upload.secure();
        killed.close();
        PendingPart part = new PendingPart(Destination.DATA, 0, KEY, 100, 1, 0, stored, ByteBuffer.allocate(0));
        Files.write(root.resolve(stored.path()), new byte[99]);
        Staging next = staging(RUN);
        Failure failure = assertThrows(Failure.class, () -> next.resume(part, InputStream.nullInputStream(), 0));
        assertEquals(FailureCode.STAGING_LOST, failure.code());
        assertEquals("expected 100 bytes staged of " + KEY + ", got 99", failure.getMessage());
        assertEquals(99, Files.size(root.resolve(stored.path())));
        next.close();
    }

    @Test
    void foldersThatACrashLeftBehindThePublicationGoWithTheNextTry() throws IOException {
        Staging killed = staging(RUN);
        Part part = StagingContract.part(KEY, new byte[0], killed.begin(KEY).stage());
        killed.close();
        Files.createDirectories(root.resolve(KEY).getParent());
        Files.move(root.resolve(".staging/" + RUN + "/" + KEY), root.resolve(KEY));
        staging(RUN).publish(part);
        assertFalse(Files.exists(root.resolve(".staging")));
        assertEquals(List.of(KEY), visible());
    }

    @Test
    void clearingWhereNothingIsLeavesNothing() {
        new FileStaging(root.resolve("a"), RUN).clear();
        assertFalse(Files.exists(root.resolve("a")));
    }

    @Test
    void theRootIsMadeWithTheFirstPartAndMayBeRelative() {
        Staging below = new FileStaging(root.resolve("a/b"), RUN);
        below.publish(StagingContract.part(KEY, new byte[0], below.begin(KEY).stage()));
        assertEquals(List.of("a/b/" + KEY), visible());
        Path relative = Path.of("").toAbsolutePath().relativize(root.toAbsolutePath());
        Staging beside = new FileStaging(relative, RUN);
        beside.publish(StagingContract.part("c", new byte[0], beside.begin("c").stage()));
        assertEquals(List.of("a/b/" + KEY, "c"), visible());
    }

    @Test
    void whatCannotBeWrittenSaysWhereAndWhy() throws IOException {
        Files.createFile(root.resolve("file"));
        Failure begin = assertThrows(Failure.class, () -> new FileStaging(root.resolve("file"), RUN).begin(KEY));
        assertEquals(FailureCode.UNWRITABLE, begin.code());
        assertEquals(true, begin.getMessage().startsWith("expected to write " + KEY + ", got "), begin.getMessage());
        Part part = StagingContract.part("file/below", new byte[0], staging(RUN).begin("below").stage());
        assertEquals(FailureCode.UNWRITABLE, assertThrows(Failure.class, () -> staging(RUN).publish(part)).code());
    }

    @Test
    void aPartOfAnotherStoreIsADefect() {
        Part part = StagingContract.part(KEY, new byte[0], new Part.Staged.Upload("id", 0));
        assertEquals(FailureCode.INTERNAL, assertThrows(Failure.class, () -> staging(RUN).publish(part)).code());
    }
}

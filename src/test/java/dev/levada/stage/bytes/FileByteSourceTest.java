package dev.levada.stage.bytes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.levada.contract.ByteSourceContract;
import dev.levada.model.Chunk;
import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import dev.levada.model.ObjectRef;
import dev.levada.model.Slabs;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileByteSourceTest implements ByteSourceContract {

    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    @TempDir
    private Path folder;

    @Override
    public Opened open(byte[] content, Slabs slabs) {
        Path file = folder.resolve("export.json");
        try {
            Files.write(file, content);
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
        return new Opened(open(file, slabs), () -> descriptorsOf(file));
    }

    private static ByteSource open(Path file, Slabs slabs) {
        return FileByteSource.open(ObjectRef.file(file.toString()), file, slabs);
    }

    private ByteSource open(int size) {
        return open(ByteSourceContract.content(size), new Slabs(SLAB, 4)).source();
    }

    private static int descriptorsOf(Path file) {
        try (Stream<Path> descriptors = Files.list(DESCRIPTORS)) {
            return (int) descriptors.filter(descriptor -> file.equals(target(descriptor))).count();
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
    }

    private static Path target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor);
        } catch (IOException closedMeanwhile) {
            return null;
        }
    }

    private static Failure failureOf(ByteSource source) {
        return assertThrows(Failure.class, () -> ByteSourceContract.drain(source.read(0)));
    }

    @Test
    void aReadingThatEndsEarlyReadsNothingBehind() {
        byte[] read = ByteSourceContract.drain(open(10 * SLAB).read(5, 2 * SLAB));
        assertArrayEquals(Arrays.copyOfRange(ByteSourceContract.content(10 * SLAB), 5, 2 * SLAB), read);
    }

    @Test
    void theVersionIsSizeAndModificationTime() throws IOException {
        Path file = Files.write(folder.resolve("export.json"), new byte[10]);
        String before = open(file, new Slabs(SLAB, 4)).object().version();
        assertTrue(before.startsWith("10-"), before);
        assertEquals(before, open(file, new Slabs(SLAB, 4)).object().version());
        Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
        assertEquals("10-0", open(file, new Slabs(SLAB, 4)).object().version());
        assertNotEquals(before, open(file, new Slabs(SLAB, 4)).object().version());
    }

    @Test
    void whatIsMissingIsSaidWithoutAStack() {
        Failure failure = assertThrows(Failure.class, () -> open(folder.resolve("none"), new Slabs(SLAB, 4)));
        assertEquals(FailureCode.UNREADABLE, failure.code());
        assertEquals("expected a file, got nothing at this path", failure.getMessage());
        assertEquals(null, failure.getCause());
    }

    @Test
    void aFolderIsNoExport() {
        Failure failure = assertThrows(Failure.class, () -> open(folder, new Slabs(SLAB, 4)));
        assertEquals(FailureCode.UNREADABLE, failure.code());
        assertEquals("expected a file, got a folder", failure.getMessage());
    }

    @Test
    void troubleIsNamedByItsKind() {
        assertEquals("expected a file that may be read, got no permission",
                FileByteSource.unreadable(new AccessDeniedException("/export")).getMessage());
        assertEquals("expected to read the file, got: FileSystemException",
                FileByteSource.unreadable(new FileSystemException("/export")).getMessage());
        assertEquals("expected to read the file, got: Input/output error",
                FileByteSource.unreadable(new IOException("Input/output error")).getMessage());
    }

    @Test
    void aFileThatShrinksIsAnother() throws IOException {
        ByteSource source = open(10 * SLAB);
        Files.write(folder.resolve("export.json"), new byte[3 * SLAB + 1]);
        Failure failure = failureOf(source);
        assertEquals(FailureCode.SOURCE_CHANGED, failure.code());
        assertEquals("expected 640 bytes, got a file that ends after 193", failure.getMessage());
    }

    @Test
    void aFileThatGrowsIsAnother() throws IOException {
        ByteSource source = open(10 * SLAB);
        Files.write(folder.resolve("export.json"), new byte[1], StandardOpenOption.APPEND);
        assertEquals(FailureCode.SOURCE_CHANGED, failureOf(source).code());
    }

    @Test
    void aFileThatIsWrittenAnewInTheSameSizeIsAnother() throws IOException {
        ByteSource source = open(10 * SLAB);
        Files.setLastModifiedTime(folder.resolve("export.json"), FileTime.from(Instant.EPOCH));
        assertEquals(FailureCode.SOURCE_CHANGED, failureOf(source).code());
    }

    @Test
    void aFileThatIsRemovedWasChanged() throws IOException {
        ByteSource source = open(10 * SLAB);
        AssertSubscriber<Chunk> taker = source.read(0).subscribe().withSubscriber(AssertSubscriber.create(1));
        Files.delete(folder.resolve("export.json"));
        taker.request(Long.MAX_VALUE).assertFailedWith(Failure.class, "got nothing");
        assertEquals(FailureCode.SOURCE_CHANGED, ((Failure) taker.getFailure()).code());
        assertEquals(FailureCode.SOURCE_CHANGED, failureOf(source).code());
    }

    @Test
    void aFailureClosesTheFile() throws IOException {
        Opened opened = open(ByteSourceContract.content(10 * SLAB), new Slabs(SLAB, 4));
        Files.write(folder.resolve("export.json"), new byte[SLAB]);
        failureOf(opened.source());
        assertEquals(0, opened.handles().getAsInt());
    }

    @Test
    void aFileMayBeReadTwice() {
        ByteSource source = open(5 * SLAB);
        assertArrayEquals(ByteSourceContract.drain(source.read(0)), ByteSourceContract.drain(source.read(0)));
    }

    @Test
    void aNamedPipeIsReadAsAStream() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
        ByteSource source = open(pipe, new Slabs(SLAB, 4));
        assertEquals(-1, source.object().size());
        byte[] content = ByteSourceContract.content(10 * SLAB);
        Thread writer = Thread.ofPlatform().start(() -> write(pipe, content));
        assertArrayEquals(content, ByteSourceContract.drain(source.read(0)));
        writer.join();
    }

    private static void write(Path pipe, byte[] content) {
        try {
            Files.write(pipe, content, StandardOpenOption.WRITE);
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
    }
}

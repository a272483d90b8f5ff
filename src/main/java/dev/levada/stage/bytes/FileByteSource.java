package dev.levada.stage.bytes;

import dev.levada.model.Chunk;
import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import dev.levada.model.ObjectRef;
import dev.levada.model.Slabs;
import io.smallrye.mutiny.Multi;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/// A local file. Its version is size and modification time: a file that is no longer what it was when it was opened is
/// `SOURCE_CHANGED`, found at the latest at its end.
public final class FileByteSource implements ByteSource {

    private final ObjectRef object;
    private final Path path;
    private final Slabs slabs;

    private FileByteSource(ObjectRef object, Path path, Slabs slabs) {
        this.object = object;
        this.path = path;
        this.slabs = slabs;
    }

    /// Looks at the file and pins it. What is neither file nor folder (a named pipe, `/dev/fd/63`) is read once, as a
    /// stream of unknown size.
    ///
    /// @throws Failure UNREADABLE if there is nothing, a folder, or no permission
    public static ByteSource open(ObjectRef ref, Path path, Slabs slabs) {
        try {
            BasicFileAttributes file = Files.readAttributes(path, BasicFileAttributes.class);
            if (file.isDirectory()) {
                throw new Failure(FailureCode.UNREADABLE, "expected a file, got a folder");
            }
            if (!Files.isReadable(path)) {
                throw new AccessDeniedException(path.toString());
            }
            long size = file.isRegularFile() ? file.size() : -1;
            String version = file.isRegularFile() ? version(file) : UUID.randomUUID().toString();
            ObjectRef pinned = new ObjectRef(ref.bucket(), ref.key(), version, ref.etag(), size, ref.sequencer());
            return file.isRegularFile()
                    ? new FileByteSource(pinned, path, slabs)
                    : new StreamByteSource(pinned, () -> Files.newInputStream(path), slabs);
        } catch (IOException trouble) {
            throw unreadable(trouble);
        }
    }

    @Override
    public ObjectRef object() {
        return object;
    }

    @Override
    public Multi<Chunk> read(long from) {
        return read(from, object.size());
    }

    @Override
    public Multi<Chunk> read(long from, long to) {
        return Reading.pulled(() -> FileReading.open(this, from, Math.min(to, object.size())));
    }

    Path path() {
        return path;
    }

    Slabs slabs() {
        return slabs;
    }

    /// @throws Failure SOURCE_CHANGED if the file is not the one that was opened
    void requireUnchanged() throws IOException {
        if (!version(Files.readAttributes(path, BasicFileAttributes.class)).equals(object.version())) {
            throw new Failure(FailureCode.SOURCE_CHANGED, "expected the file as it was when the run began ("
                    + object.size() + " bytes), got another size or modification time");
        }
    }

    private static String version(BasicFileAttributes file) {
        return file.size() + "-" + file.lastModifiedTime().to(TimeUnit.NANOSECONDS);
    }

    /// The kind of trouble in words.
    static Failure unreadable(IOException trouble) {
        if (trouble instanceof NoSuchFileException) {
            return new Failure(FailureCode.UNREADABLE, "expected a file, got nothing at this path");
        }
        if (trouble instanceof AccessDeniedException) {
            return new Failure(FailureCode.UNREADABLE, "expected a file that may be read, got no permission");
        }
        String reason = trouble instanceof FileSystemException file ? file.getReason() : trouble.getMessage();
        return new Failure(FailureCode.UNREADABLE, "expected to read the file, got: "
                + (reason == null ? trouble.getClass().getSimpleName() : reason), trouble);
    }
}

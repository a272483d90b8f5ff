package dev.levada.stage.sink;

import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import dev.levada.model.Part;
import dev.levada.model.Trouble;
import dev.levada.model.PendingPart;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.stream.Collectors;

/// Parts wait as files below `<root>/.staging/<run>/` and are published by an atomic rename. They are forced to the
/// disk when they are staged, so that a name that is visible never stands for bytes that a power cut can take.
///
/// From its first part on (or from clearing what was there) until it is closed, cleared, or its last part is published,
/// it holds the lock of the run: where another process does, `BUSY`.
public final class FileStaging implements Staging {

    private final Path root;
    private final StagingFolder folder;

    /// @param root of the output; created with the first part
    /// @param run id of the run
    public FileStaging(Path root, String run) {
        this.root = root.toAbsolutePath().normalize();
        this.folder = new StagingFolder(this.root, run);
    }

    @Override
    public Upload begin(String key) {
        String path = folder.path(key);
        Path file = root.resolve(path);
        try {
            folder.hold();
            Files.createDirectories(file.getParent());
            return new FileUpload(path, FileChannel.open(file, StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE));
        } catch (IOException trouble) {
            throw unwritable(key, trouble);
        }
    }

    /// A file buffers nothing: it is cut to its length of then.
    @Override
    public Upload resume(PendingPart part, InputStream buffered, int bufferedLength) {
        String path = path(part.stored(), part.key());
        try {
            folder.hold();
            return new FileUpload(path, cut(root.resolve(path), part));
        } catch (NoSuchFileException gone) {
            throw new Failure(FailureCode.STAGING_LOST, "expected " + part.bytes() + " bytes staged of " + part.key()
                    + ", got no file", gone);
        } catch (IOException trouble) {
            throw unwritable(part.key(), trouble);
        }
    }

    private static FileChannel cut(Path file, PendingPart part) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        try {
            if (channel.size() < part.bytes()) {
                throw new Failure(FailureCode.STAGING_LOST, "expected " + part.bytes() + " bytes staged of "
                        + part.key() + ", got " + channel.size());
            }
            return channel.truncate(part.bytes()).position(part.bytes());
        } catch (IOException | RuntimeException trouble) {
            channel.close();
            throw trouble;
        }
    }

    @Override
    public void publish(Part part) {
        Path staged = root.resolve(path(part.staged(), part.key()));
        Path target = root.resolve(part.key());
        try {
            Files.createDirectories(target.getParent());
            rename(part, staged, target);
            force(target.getParent());
            folder.removeEmpty(staged.getParent());
        } catch (IOException trouble) {
            throw unwritable(part.key(), trouble);
        }
    }

    /// A file that has vanished was published before, if that of its length is in its place.
    private static void rename(Part part, Path staged, Path target) throws IOException {
        try {
            Files.move(staged, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException gone) {
            if (Files.notExists(target) || Files.size(target) != part.bytes()) {
                throw new Failure(FailureCode.STAGING_LOST, "expected " + part.key() + " to be staged, got no file",
                        gone);
            }
        }
    }

    /// The rename itself is on the disk once its folder is. Where folders cannot be opened (Windows) the system sees
    /// to it.
    private static void force(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException notSupported) {
            // The part is in its place; only a power cut within the next seconds could undo its name.
        }
    }

    @Override
    public void remove(String key) {
        try {
            Files.deleteIfExists(root.resolve(key));
        } catch (IOException trouble) {
            throw unwritable(key, trouble);
        }
    }

    @Override
    public void clear(Collection<Part.Staged> kept) {
        try {
            folder.clear(kept.stream().map(staged -> path(staged, "a part")).collect(Collectors.toSet()));
        } catch (IOException trouble) {
            throw unwritable(folder.path(""), trouble);
        }
    }

    @Override
    public void close() {
        folder.close();
    }

    private static String path(Part.Staged staged, String key) {
        return switch (staged) {
            case Part.Staged.File file -> file.path();
            case Part.Staged.Upload upload -> throw new Failure(FailureCode.INTERNAL,
                    "expected " + key + " in a file below " + StagingFolder.NAME + ", got upload " + upload.id());
        };
    }

    static Failure unwritable(String key, IOException trouble) {
        return new Failure(FailureCode.UNWRITABLE, "expected to write " + key + ", got " + Trouble.words(trouble),
                trouble);
    }
}

package dev.levada.stage.sink;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Says that a process is at a run, or is filling its staging folder: a lock of the operating system on a file, which dies with
/// its process.
///
/// Such locks belong to a process as a whole, and POSIX gives all of a file up when any descriptor of it is closed
/// ([fcntl](https://pubs.opengroup.org/onlinepubs/9799919799/functions/fcntl.html)). So a file that this
/// process has locked already is not even opened.
public final class RunLock implements AutoCloseable {

    /// Files that this process has locked, or is looking at.
    private static final Set<Path> IN_USE_HERE = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private RunLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /// Takes the lock; none where somebody has it, or looks whether somebody has, or where the folder of the file has
    /// just been removed: a second try may do.
    public static Optional<RunLock> take(Path file) throws IOException {
        return open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    /// Whether somebody has it, in this process or another.
    static boolean isHeld(Path file) throws IOException {
        if (Files.notExists(file)) {
            return false;
        }
        try (RunLock free = open(file, StandardOpenOption.WRITE).orElse(null)) {
            return free == null && Files.exists(file);
        }
    }

    private static Optional<RunLock> open(Path file, OpenOption... options) throws IOException {
        Path place;
        try {
            place = file.getParent().toRealPath().resolve(file.getFileName());
        } catch (NoSuchFileException folderRemoved) {
            return Optional.empty();
        }
        if (!IN_USE_HERE.add(place)) {
            return Optional.empty();
        }
        FileChannel channel = null;
        try {
            channel = lockedOrNull(place, options);
        } finally {
            if (channel == null) {
                IN_USE_HERE.remove(place);
            }
        }
        return Optional.ofNullable(channel).map(locked -> new RunLock(place, locked));
    }

    private static FileChannel lockedOrNull(Path place, OpenOption... options) throws IOException {
        FileChannel channel;
        try {
            channel = FileChannel.open(place, options);
        } catch (NoSuchFileException removed) {
            return null;
        }
        boolean locked = false;
        try {
            // Whoever had it may have removed the file between its opening here and this lock, which then says nothing.
            locked = channel.tryLock() != null && Files.exists(place);
        } catch (OverlappingFileLockException underAnotherName) {
            locked = false;
        } finally {
            if (!locked) {
                channel.close();
            }
        }
        return locked ? channel : null;
    }

    /// Removes the file and lets go.
    void discard() throws IOException {
        try (RunLock held = this) {
            Files.deleteIfExists(held.file);
        }
    }

    /// Lets go; the file stays.
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException closedAllTheSame) {
            // The descriptor is gone, and the lock with it.
        } finally {
            IN_USE_HERE.remove(file);
        }
    }
}

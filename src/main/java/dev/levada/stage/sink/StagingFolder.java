package dev.levada.stage.sink;

import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/// The folder `<root>/.staging/<run>/`, in which parts wait under their keys, and beside it the lock `<run>.lock` of
/// who fills it. Folders and lock come with the first file and go with the last.
final class StagingFolder implements AutoCloseable {

    /// Below the root of the output.
    static final String NAME = ".staging";
    private static final String LOCK = ".lock";
    /// Who only looks whether the lock is held has it for a moment, and another run may remove an empty `.staging`.
    private static final int TRIES = 20;
    private static final Duration PAUSE = Duration.ofMillis(10);

    private final Path root;
    private final String run;
    private final Path folder;
    /// Null while this process fills nothing.
    private RunLock lock;

    StagingFolder(Path root, String run) {
        this.root = root;
        this.run = run;
        this.folder = root.resolve(NAME).resolve(run);
    }

    /// Where a part with this key waits, below the root.
    String path(String key) {
        return NAME + "/" + run + "/" + key;
    }

    private Path lockFile() {
        return folder.resolveSibling(run + LOCK);
    }

    /// Shows that this process is filling it, from now on until it is closed or empty.
    ///
    /// @throws Failure BUSY where another does
    void hold() throws IOException {
        for (int tries = 1; lock == null; tries++) {
            Files.createDirectories(folder.getParent());
            lock = RunLock.take(lockFile()).orElse(null);
            if (lock == null && tries == TRIES) {
                throw new Failure(FailureCode.BUSY, "expected to be alone with " + NAME + "/" + run
                        + ", got another process that fills it");
            }
            if (lock == null) {
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    /// Whether a process that lives is filling it.
    boolean isHeld() throws IOException {
        return RunLock.isHeld(lockFile());
    }

    /// Removes a file of it, and what that leaves empty.
    ///
    /// @param path below the root
    void delete(String path) throws IOException {
        Path file = root.resolve(path);
        Files.deleteIfExists(file);
        removeEmpty(file.getParent());
    }

    /// Removes all files but these.
    ///
    /// @param kept paths below the root
    /// @throws Failure BUSY where another process is filling it
    void clear(Set<String> kept) throws IOException {
        if (Files.notExists(folder) && Files.notExists(lockFile())) {
            return;
        }
        hold();
        Set<Path> staying = Set.copyOf(kept.stream().map(root::resolve).toList());
        for (Path left : deepestFirst()) {
            try {
                if (!staying.contains(left)) {
                    Files.deleteIfExists(left);
                }
            } catch (DirectoryNotEmptyException inUse) {
                // By what is kept.
            }
        }
        removeEmpty(folder);
    }

    private List<Path> deepestFirst() throws IOException {
        if (Files.notExists(folder)) {
            return List.of(); // ex killed between the lock and the first file
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.sorted(Comparator.reverseOrder()).toList();
        }
    }

    /// Removes a folder and those above it as long as they are empty, this one with its lock, and `.staging`.
    void removeEmpty(Path lowest) throws IOException {
        try {
            for (Path empty = lowest; !empty.equals(folder.getParent()); empty = empty.getParent()) {
                Files.deleteIfExists(empty);
            }
            removeLock();
            Files.deleteIfExists(folder.getParent());
        } catch (DirectoryNotEmptyException inUse) {
            // By other parts, or other runs: whoever empties it last removes it.
        }
    }

    private void removeLock() throws IOException {
        Optional<RunLock> taken = Optional.ofNullable(lock);
        if (lock == null && Files.exists(lockFile())) { // ex that of a process that was killed
            taken = RunLock.take(lockFile());
        }
        lock = null;
        if (taken.isPresent()) {
            taken.get().discard();
        }
    }

    @Override
    public void close() {
        if (lock != null) {
            lock.close();
            lock = null;
        }
    }
}

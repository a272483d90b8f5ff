package dev.levada.stage.sink;

import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import dev.levada.model.Part;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Parts wait as files below `<root>/.staging/<run>/` and are published by an atomic rename. They are forced to the
/// disk when they are staged, so that a name that is visible never stands for bytes that a power cut can take.
public final class FileStaging implements Staging {

    private static final String FOLDER = ".staging";
    /// Another run may remove an empty staging folder between its creation here and its first file.
    private static final int TRIES = 10;

    private final Path root;
    private final String run;

    /// @param root of the output; created with the first part
    /// @param run id of the run
    public FileStaging(Path root, String run) {
        this.root = root.toAbsolutePath().normalize();
        this.run = run;
    }

    @Override
    public Upload begin(String key) {
        String staged = FOLDER + "/" + run + "/" + key;
        try {
            return new FileUpload(this, staged, create(root.resolve(staged)));
        } catch (IOException trouble) {
            throw unwritable(key, trouble);
        }
    }

    private static FileChannel create(Path file) throws IOException {
        for (int tries = 1;; tries++) {
            try {
                Files.createDirectories(file.getParent());
                return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE);
            } catch (NoSuchFileException folderRemoved) {
                if (tries == TRIES) {
                    throw folderRemoved;
                }
            }
        }
    }

    @Override
    public void publish(Part part) {
        Path staged = root.resolve(path(part));
        Path target = root.resolve(part.key());
        try {
            if (Files.notExists(staged) && Files.exists(target) && Files.size(target) == part.bytes()) {
                return; // published before
            }
            Files.createDirectories(target.getParent());
            Files.move(staged, target, StandardCopyOption.ATOMIC_MOVE);
            force(target.getParent());
            removeEmptyFolders(staged.getParent());
        } catch (IOException trouble) {
            throw unwritable(part.key(), trouble);
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
    public void discard(Part part) {
        try {
            delete(path(part));
        } catch (IOException trouble) {
            throw unwritable(part.key(), trouble);
        }
    }

    /// Removes a staged file, and the folders that it leaves empty.
    void delete(String staged) throws IOException {
        Path file = root.resolve(staged);
        Files.deleteIfExists(file);
        removeEmptyFolders(file.getParent());
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
    public void clear() {
        Path folder = root.resolve(FOLDER).resolve(run);
        if (Files.notExists(folder)) {
            return;
        }
        try {
            for (Path left : deepestFirst(folder)) {
                Files.deleteIfExists(left);
            }
            removeEmptyFolders(folder.getParent());
        } catch (IOException trouble) {
            throw unwritable(FOLDER + "/" + run, trouble);
        }
    }

    private static List<Path> deepestFirst(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.sorted(Comparator.reverseOrder()).toList();
        }
    }

    /// Removes the folder and those above it as long as they are empty, `.staging` included.
    private void removeEmptyFolders(Path folder) throws IOException {
        try {
            for (Path empty = folder; !empty.equals(root); empty = empty.getParent()) {
                Files.deleteIfExists(empty);
            }
        } catch (DirectoryNotEmptyException inUse) {
            // By other parts, or other runs: whoever empties it last removes it.
        }
    }

    private static String path(Part part) {
        return switch (part.staged()) {
            case Part.Staged.File file -> file.path();
            case Part.Staged.Upload upload -> throw new Failure(FailureCode.INTERNAL,
                    "expected a file below " + FOLDER + ", got upload " + upload.id());
        };
    }

    static Failure unwritable(String key, IOException trouble) {
        String reason = trouble instanceof FileSystemException file ? file.getReason() : trouble.getMessage();
        return new Failure(FailureCode.UNWRITABLE, "expected to write " + key + ", got: "
                + (reason == null ? trouble.getClass().getSimpleName() : reason), trouble);
    }
}

package dev.levada.stage.sink;

import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import dev.levada.model.Part;
import dev.levada.model.Trouble;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Files below `<root>/.staging/<run>/` that no living process is filling.
public final class FileLeftovers implements Leftovers {

    private final Path root;

    /// @param root of the output; where it does not exist there are none
    public FileLeftovers(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    @Override
    public List<Leftover> list() {
        List<Leftover> found = new ArrayList<>();
        try (DirectoryStream<Path> runs = Files.newDirectoryStream(root.resolve(StagingFolder.NAME),
                Files::isDirectory)) {
            for (Path run : runs) {
                found.addAll(filesOf(run));
            }
        } catch (NoSuchFileException nothingStaged) {
            return List.of();
        } catch (DirectoryIteratorException trouble) {
            throw unreadable(trouble.getCause());
        } catch (IOException trouble) {
            throw unreadable(trouble);
        }
        found.sort(Comparator.comparing(Leftover::run).thenComparing(Leftover::key));
        return List.copyOf(found);
    }

    private static Failure unreadable(IOException trouble) {
        return new Failure(FailureCode.UNREADABLE,
                "expected a list of " + StagingFolder.NAME + ", got " + Trouble.words(trouble), trouble);
    }

    /// Looks for files first and for the lock then: whoever writes one has taken the lock before, and holds it until it
    /// ends.
    private List<Leftover> filesOf(Path folder) throws IOException {
        String run = folder.getFileName().toString();
        Listing files = new Listing(root, run, folder);
        Files.walkFileTree(folder, files);
        try (StagingFolder staging = new StagingFolder(root, run)) {
            return staging.isHeld() ? List.of() : files.found;
        }
    }

    @Override
    public void remove(Leftover leftover) {
        try (StagingFolder folder = new StagingFolder(root, leftover.run())) {
            folder.hold();
            String path = path(leftover);
            if (isAsItWas(root.resolve(path), leftover)) {
                folder.delete(path);
            }
        } catch (IOException trouble) {
            throw FileStaging.unwritable(leftover.key(), trouble);
        }
    }

    /// Another process may have gone on with the run since, and have left the part for a third.
    private static boolean isAsItWas(Path file, Leftover leftover) throws IOException {
        return Files.notExists(file) || Files.getLastModifiedTime(file).toInstant().equals(leftover.since());
    }

    private static String path(Leftover leftover) {
        return switch (leftover.staged()) {
            case Part.Staged.File file -> file.path();
            case Part.Staged.Upload upload -> throw new Failure(FailureCode.INTERNAL,
                    "expected a file below " + StagingFolder.NAME + ", got upload " + upload.id());
        };
    }

    /// What is in the folder of a run. Files that go while it looks are not there.
    private static final class Listing extends SimpleFileVisitor<Path> {

        private final List<Leftover> found = new ArrayList<>();
        private final Path root;
        private final String run;
        private final Path folder;

        Listing(Path root, String run, Path folder) {
            this.root = root;
            this.run = run;
            this.folder = folder;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            found.add(new Leftover(run, slashed(folder.relativize(file)),
                    new Part.Staged.File(slashed(root.relativize(file))), attributes.lastModifiedTime().toInstant()));
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException trouble) throws IOException {
            if (trouble instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw trouble;
        }

        private static String slashed(Path path) {
            return path.toString().replace('\\', '/');
        }
    }
}

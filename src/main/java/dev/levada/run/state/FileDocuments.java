package dev.levada.run.state;

import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import dev.levada.model.Sha256;
import dev.levada.model.Trouble;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/// Documents as files below a folder, each put in its place by a rename once it is on the disk: no reader sees half of one, and
/// no power cut takes back what was said. Tags are checksums of the content.
///
/// @param root key `a/b` is the file `a/b` below it
public record FileDocuments(Path root) implements Documents {

    /// What names begin with that are no keys: nothing of it ever stands where people look.
    private static final String OWN = "_levada/ledger/.";
    /// Who compares and replaces holds it.
    private static final String LOCK = OWN + "lock";
    /// Documents that are not in their place yet.
    private static final String FRESH = ".fresh-";
    /// Nobody writes at one document for so long: who has left it was killed.
    private static final Duration LONG = Duration.ofDays(1);
    /// Whoever removes the last document of a folder removes the folder, perhaps while another is about to write there.
    private static final int TRIES = 20;

    /// The JDK copies what a channel is given into native memory of the same size, and keeps that.
    private static final int SLICE = 128 << 10;

    @Override
    public Optional<Tagged> readTagged(String key) {
        try {
            byte[] document = Files.readAllBytes(root.resolve(key));
            return Optional.of(new Tagged(document, Sha256.hex(document)));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException trouble) {
            throw new Failure(FailureCode.UNREADABLE,
                    "expected to read " + uri(key) + ", got " + Trouble.words(trouble), trouble);
        }
    }

    @Override
    public InputStream stream(String key) {
        try {
            return Files.newInputStream(root.resolve(key));
        } catch (NoSuchFileException none) {
            throw new Failure(FailureCode.STAGING_LOST, "expected " + uri(key) + ", got nothing", none);
        } catch (IOException trouble) {
            throw new Failure(FailureCode.UNREADABLE,
                    "expected to read " + uri(key) + ", got " + Trouble.words(trouble), trouble);
        }
    }

    @Override
    public void write(String key, byte[] document) {
        write(key, List.of(ByteBuffer.wrap(document)));
    }

    @Override
    public void write(String key, List<ByteBuffer> pieces) {
        Path file = root.resolve(key);
        try {
            Path fresh = fresh(key, pieces);
            place(file, () -> Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING));
        } catch (IOException trouble) {
            throw unwritable(key, trouble);
        }
    }

    private static String freshOf(String key) {
        return FRESH + Sha256.hex(key).substring(0, 16) + "-";
    }

    private Path fresh(String key, List<ByteBuffer> pieces) throws IOException {
        Path fresh = root.resolve(LOCK).resolveSibling(freshOf(key) + UUID.randomUUID());
        Files.createDirectories(fresh.getParent());
        try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.CREATE_NEW,
                StandardOpenOption.WRITE)) {
            for (ByteBuffer piece : pieces) {
                write(piece, channel);
            }
            channel.force(true);
        } catch (IOException unfinished) {
            Files.deleteIfExists(fresh); // a full disk is not to be filled by what nobody reads
            throw unfinished;
        }
        return fresh;
    }

    private interface Step {
        void take() throws IOException;
    }

    private static void place(Path file, Step step) throws IOException {
        for (int tries = 1;; tries++) {
            try {
                folder(file.getParent());
                step.take();
                force(file.getParent());
                return;
            } catch (NoSuchFileException folderRemoved) {
                if (tries == TRIES) {
                    throw folderRemoved;
                }
            }
        }
    }

    private static void folder(Path folder) throws IOException {
        try {
            Files.createDirectories(folder);
        } catch (FileAlreadyExistsException removedMeanwhile) {
            if (Files.exists(folder) && !Files.isDirectory(folder)) {
                throw removedMeanwhile; // by nobody: it is a file
            }
        }
    }

    private static void write(ByteBuffer piece, FileChannel channel) throws IOException {
        int at = piece.position();
        while (at < piece.limit()) {
            at += channel.write(piece.slice(at, Math.min(SLICE, piece.limit() - at)));
        }
    }

    /// A rename is on the disk once its folder is. Where folders cannot be opened (Windows) the system sees to it.
    private static void force(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException notSupported) {
            return;
        }
    }

    /// A link to the finished file: the one step that fails where another file is.
    @Override
    public Optional<String> create(String key, byte[] document) {
        Path file = root.resolve(key);
        try {
            Path fresh = fresh(key, List.of(ByteBuffer.wrap(document)));
            try {
                place(file, () -> Files.createLink(file, fresh));
                return Optional.of(Sha256.hex(document));
            } catch (FileAlreadyExistsException another) {
                return Optional.empty();
            } finally {
                Files.delete(fresh);
            }
        } catch (IOException trouble) {
            throw unwritable(key, trouble);
        }
    }

    @Override
    public Optional<String> replace(String key, byte[] document, String tag) {
        Path lock = root.resolve(LOCK);
        synchronized (FileDocuments.class) { // a lock of the operating system belongs to the process, not to the thread
            try {
                Files.createDirectories(lock.getParent());
                return replaceLocked(lock, key, document, tag);
            } catch (IOException trouble) {
                throw unwritable(key, trouble);
            }
        }
    }

    private Optional<String> replaceLocked(Path lock, String key, byte[] document, String tag) throws IOException {
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = channel.lock()) {
            removeAbandoned(lock.getParent());
            if (!readTagged(key).map(Tagged::tag).equals(Optional.of(tag))) {
                return Optional.empty();
            }
            write(key, document);
            return Optional.of(Sha256.hex(document));
        }
    }

    private static void removeAbandoned(Path folder) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, FRESH + "*")) {
            for (Path file : files) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(Instant.now().minus(LONG))) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (NoSuchFileException placedMeanwhile) {
            return;
        }
    }

    @Override
    public void remove(String key) {
        Path file = root.resolve(key);
        try {
            Files.deleteIfExists(file);
            Files.deleteIfExists(file.getParent()); // a folder with nothing in it says nothing
        } catch (DirectoryNotEmptyException inUse) {
            return;
        } catch (IOException trouble) {
            throw new Failure(FailureCode.UNWRITABLE,
                    "expected to remove " + uri(key) + ", got " + Trouble.words(trouble), trouble);
        }
    }

    @Override
    public void tidy(String key) {
        Path folder = root.resolve(LOCK).getParent();
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, freshOf(key) + "*")) {
            for (Path fresh : left) {
                Files.deleteIfExists(fresh);
            }
        } catch (NoSuchFileException nothing) {
            return;
        } catch (IOException trouble) {
            throw unwritable(key, trouble);
        }
    }

    /// Looks into no folder that the prefix does not name.
    @Override
    public List<String> list(String prefix) {
        Path top = root.resolve(prefix.substring(0, prefix.lastIndexOf('/') + 1));
        if (!Files.isDirectory(top)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(top)) {
            return files.filter(Files::isRegularFile).map(file -> root.relativize(file).toString().replace('\\', '/'))
                    .filter(key -> key.startsWith(prefix) && !key.startsWith(OWN)).sorted().toList();
        } catch (NoSuchFileException | NotDirectoryException removedMeanwhile) {
            return List.of();
        } catch (UncheckedIOException trouble) {
            throw unlisted(top, trouble.getCause());
        } catch (IOException trouble) {
            throw unlisted(top, trouble);
        }
    }

    private static Failure unlisted(Path folder, IOException trouble) {
        return new Failure(FailureCode.UNREADABLE, "expected to list " + folder + ", got " + Trouble.words(trouble),
                trouble);
    }

    @Override
    public String uri(String key) {
        return root.resolve(key).toString();
    }

    private Failure unwritable(String key, IOException trouble) {
        return new Failure(FailureCode.UNWRITABLE, "expected to write " + uri(key) + ", got " + Trouble.words(trouble),
                trouble);
    }
}

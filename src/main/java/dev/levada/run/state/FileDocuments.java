package dev.levada.run.state;

import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/// Documents as files below a folder; replaced by a rename, so that no reader sees half of one.
///
/// @param root key `a/b` is the file `a/b` below it
public record FileDocuments(Path root) implements Documents {

    @Override
    public Optional<byte[]> read(String key) {
        try {
            return Optional.of(Files.readAllBytes(root.resolve(key)));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException trouble) {
            throw new Failure(FailureCode.UNREADABLE, "cannot read " + uri(key), trouble);
        }
    }

    @Override
    public void write(String key, byte[] document) {
        Path file = root.resolve(key);
        try {
            Files.createDirectories(file.getParent());
            Path fresh = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID());
            Files.write(fresh, document);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException trouble) {
            throw new Failure(FailureCode.UNWRITABLE, "cannot write " + uri(key), trouble);
        }
    }

    @Override
    public void remove(String key) {
        try {
            Files.deleteIfExists(root.resolve(key));
        } catch (IOException trouble) {
            throw new Failure(FailureCode.UNWRITABLE, "cannot remove " + uri(key), trouble);
        }
    }

    @Override
    public List<String> list(String prefix) {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile).map(file -> root.relativize(file).toString().replace('\\', '/'))
                    .filter(key -> key.startsWith(prefix)).sorted().toList();
        } catch (IOException | UncheckedIOException trouble) {
            throw new Failure(FailureCode.UNREADABLE, "cannot list " + root, trouble);
        }
    }

    @Override
    public String uri(String key) {
        return root.resolve(key).toString();
    }
}

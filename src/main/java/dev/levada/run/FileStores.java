package dev.levada.run;

import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import dev.levada.model.ObjectRef;
import dev.levada.model.Trouble;
import dev.levada.run.state.Documents;
import dev.levada.run.state.FileDocuments;
import dev.levada.stage.bytes.ByteSource;
import dev.levada.stage.bytes.FileByteSource;
import dev.levada.stage.bytes.StreamByteSource;
import dev.levada.stage.sink.FileLeftovers;
import dev.levada.stage.sink.FileStaging;
import dev.levada.stage.sink.Leftovers;
import dev.levada.stage.sink.RunLock;
import dev.levada.stage.sink.Staging;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/// Exports and output on the local file system.
public final class FileStores implements Stores {

    private final Path buckets;
    private final Path output;

    private FileStores(Path buckets, Path output) {
        this.buckets = buckets;
        this.output = output;
    }

    /// Local exports, output below a folder: the command line.
    public static FileStores of(Path output) {
        return new FileStores(Path.of(""), output.toAbsolutePath().normalize());
    }

    /// Buckets that are folders: `levada invoke` and the dev mode of the function.
    public static FileStores ofBuckets(Path buckets, String outputBucket, String outputPrefix) {
        Path root = buckets.toAbsolutePath().normalize();
        return new FileStores(root, root.resolve(outputBucket).resolve(outputPrefix));
    }

    @Override
    public ByteSource open(ObjectRef export, MemoryPlan memory) {
        if (export.isStandardInput()) {
            return new StreamByteSource(System.in, memory.chunkSlabs());
        }
        try {
            Path path = export.isLocal() ? Path.of(export.key()) : inBucket(export);
            return FileByteSource.open(export, path, memory.chunkSlabs());
        } catch (InvalidPathException noPath) {
            throw new Failure(FailureCode.UNREADABLE, "expected a name that this file system knows", noPath);
        }
    }

    private Path inBucket(ObjectRef export) {
        Path bucket = buckets.resolve(export.bucket());
        Path path = bucket.resolve(export.key()).normalize();
        if (!path.startsWith(bucket)) {
            throw new Failure(FailureCode.UNREADABLE, "expected a key that stays in its bucket");
        }
        return path;
    }

    @Override
    public Staging staging(String run) {
        return new FileStaging(output, run);
    }

    @Override
    public Leftovers leftovers() {
        return new FileLeftovers(output);
    }

    @Override
    public Documents documents() {
        return new FileDocuments(output);
    }

    /// An operating system's lock on a file beside the ledger entry: it dies with its process. The empty file stays, for a
    /// file that is removed while another waits for it would give two holders.
    @Override
    public Lock lock(String name) {
        Path file = output.resolve(name + ".lock");
        try {
            Files.createDirectories(file.getParent());
            RunLock lock = RunLock.take(file).orElseThrow(() -> new Failure(FailureCode.BUSY,
                    "expected to be alone with the export, got another run of it"));
            return lock::close;
        } catch (IOException trouble) {
            throw new Failure(FailureCode.UNWRITABLE,
                    "expected to write below " + output + ", got " + Trouble.words(trouble), trouble);
        }
    }

    /// The lock stands for it.
    @Override
    public Lease lease(TimeLeft time) {
        return Lease.none();
    }
}

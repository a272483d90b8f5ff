package dev.levada.run;

import dev.levada.model.ObjectRef;
import dev.levada.run.state.Documents;
import dev.levada.run.state.S3Documents;
import dev.levada.stage.bytes.ByteSource;
import dev.levada.stage.bytes.S3ByteSource;
import dev.levada.stage.sink.Leftovers;
import dev.levada.stage.sink.S3Leftovers;
import dev.levada.stage.sink.S3Staging;
import dev.levada.stage.sink.Staging;
import software.amazon.awssdk.services.s3.S3Client;

/// Exports and output on S3.
///
/// @param prefix of all output keys: empty, or ending in `/`
public record S3Stores(S3Client client, String bucket, String prefix) implements Stores {

    /// Output below a prefix of a bucket; exports from any bucket that the credentials reach.
    public static S3Stores connect(String outputBucket, String outputPrefix, S3Settings settings) {
        return new S3Stores(settings.client(), outputBucket, S3Settings.folder(outputPrefix));
    }

    @Override
    public ByteSource open(ObjectRef export, MemoryPlan memory) {
        return S3ByteSource.open(client, export,
                new S3ByteSource.Ranges(memory.rangeBytes(), memory.rangesAtOnce(), memory.chunksAhead()),
                memory.sourceSlabs());
    }

    @Override
    public Staging staging(String run) {
        return new S3Staging(client, bucket, prefix, run);
    }

    @Override
    public Leftovers leftovers() {
        return new S3Leftovers(client, bucket, prefix);
    }

    @Override
    public Documents documents() {
        return new S3Documents(client, bucket, prefix);
    }

    @Override
    public Lock lock(String name) {
        return () -> {
        };
    }

    @Override
    public Lease lease(TimeLeft time) {
        return Lease.of(time);
    }
}

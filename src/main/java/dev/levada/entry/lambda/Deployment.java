package dev.levada.entry.lambda;

import dev.levada.run.FileStores;
import dev.levada.run.MemoryPlan;
import dev.levada.run.Pipelines;
import dev.levada.run.Runner;
import dev.levada.run.S3Settings;
import dev.levada.run.S3Stores;
import dev.levada.run.SqsQueue;
import dev.levada.run.Stores;
import dev.levada.run.state.Documents;
import dev.levada.run.state.FileDocuments;
import dev.levada.run.state.S3Documents;
import java.nio.file.Path;
import java.util.Optional;

/// What one installation says of itself, as written. It is checked when the [Intake] is made of it, before any event.
///
/// @param output `s3://bucket/prefix` or a bucket; null is an error that says so
/// @param pipelines folder or `s3://bucket/prefix` of the definitions, or null for those in the package
/// @param buckets folder whose folders play the buckets, or null for S3
/// @param s3 how S3 is reached
/// @param intakeQueue URL of the queue by which runs are continued, or null
/// @param sqsEndpoint another server that speaks SQS, or null for AWS
public record Deployment(String output, String pipelines, String buckets, S3Settings s3, String intakeQueue,
        String sqsEndpoint) {

    /// Everything on this machine, for `levada invoke`.
    public static Deployment local(String output, String pipelines, Path buckets) {
        return new Deployment(output, pipelines, buckets.toString(), new S3Settings(null, null, false), null,
                null);
    }

    /// The handler of this installation.
    ///
    /// @throws IllegalArgumentException if a value is missing or cannot be read
    /// @throws dev.levada.definition.BadDefinition if a definition has errors
    public Intake intake(Journal journal) {
        if (output == null) {
            throw new IllegalArgumentException(
                    "expected LEVADA_OUTPUT to be s3://bucket/prefix or the name of a bucket, got nothing");
        }
        BucketPrefix place = BucketPrefix.parse(output);
        Pipelines definitions = pipelines == null ? Pipelines.ofPackage() : Pipelines.of(definitions());
        Runner runner = new Runner(stores(place), MemoryPlan.ofThisProcess());
        Optional<Continuations> continuations = Optional.ofNullable(intakeQueue)
                .map(url -> new SqsQueue(url, sqsEndpoint)::send);
        return new Intake(definitions, runner::run, place, continuations, journal);
    }

    private Documents definitions() {
        if (!BucketPrefix.isUri(pipelines)) {
            return new FileDocuments(Path.of(pipelines));
        }
        BucketPrefix place = BucketPrefix.parse(pipelines);
        return buckets == null
                ? S3Documents.connect(place.bucket(), place.prefix(), s3)
                : new FileDocuments(Path.of(buckets, place.bucket(), place.prefix()));
    }

    private Stores stores(BucketPrefix place) {
        return buckets == null
                ? S3Stores.connect(place.bucket(), place.prefix(), s3)
                : FileStores.ofBuckets(Path.of(buckets), place.bucket(), place.prefix());
    }
}

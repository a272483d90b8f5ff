package dev.levada.run;

import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import dev.levada.model.ObjectRef;
import dev.levada.model.Trouble;
import java.util.Iterator;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/// The objects below a prefix, in the order of their keys, asked for a page at a time as they are taken.
///
/// @param prefix that their keys begin with; empty for the whole bucket
/// @param after the key behind which it begins, or null
public record S3Listing(S3Client client, String bucket, String prefix, String after) implements Iterable<ObjectRef> {

    /// A listing over a client of its own.
    public static S3Listing of(S3Uri place, String after, S3Settings settings) {
        return new S3Listing(settings.client(), place.bucket(), place.key(), after);
    }

    /// Fails with UNREADABLE where the bucket cannot be listed. Of each object its size, ETag and time are known; which version it
    /// is, is not.
    @Override
    public Iterator<ObjectRef> iterator() {
        Iterator<S3Object> objects = guarded(() -> client
                .listObjectsV2Paginator(request -> request.bucket(bucket).prefix(prefix).startAfter(after)).contents()
                .iterator());
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return guarded(objects::hasNext);
            }

            @Override
            public ObjectRef next() {
                S3Object object = guarded(objects::next);
                return new ObjectRef(bucket, object.key(), null, null, object.size(), null, object.lastModified());
            }
        };
    }

    private <T> T guarded(Supplier<T> request) {
        try {
            return request.get();
        } catch (SdkException trouble) {
            String got = trouble instanceof AwsServiceException answer && answer.awsErrorDetails() != null
                    ? answer.statusCode() + " " + answer.awsErrorDetails().errorCode()
                    : Trouble.noAnswer(trouble);
            throw new Failure(FailureCode.UNREADABLE,
                    "expected to list s3://" + bucket + "/" + prefix + ", got " + got, trouble);
        }
    }
}

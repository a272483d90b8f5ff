package dev.levada.run.state;

import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import dev.levada.run.S3Settings;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/// Documents as objects below a prefix of a bucket.
///
/// @param prefix empty, or ends in `/`
public record S3Documents(S3Client client, String bucket, String prefix) implements Documents {

    /// Documents below a prefix, over a client of their own.
    public static S3Documents connect(String bucket, String prefix, S3Settings settings) {
        return new S3Documents(settings.client(), bucket, S3Settings.folder(prefix));
    }

    @Override
    public Optional<byte[]> read(String key) {
        try {
            return Optional.of(
                    client.getObjectAsBytes(request -> request.bucket(bucket).key(prefix + key)).asByteArrayUnsafe());
        } catch (NoSuchKeyException none) {
            return Optional.empty();
        } catch (SdkException trouble) {
            throw new Failure(FailureCode.UNREADABLE, "cannot read " + uri(key) + ": " + reason(trouble), trouble);
        }
    }

    @Override
    public void write(String key, byte[] document) {
        try {
            client.putObject(request -> request.bucket(bucket).key(prefix + key), RequestBody.fromBytes(document));
        } catch (SdkException trouble) {
            throw new Failure(FailureCode.UNWRITABLE, "cannot write " + uri(key) + ": " + reason(trouble), trouble);
        }
    }

    @Override
    public void remove(String key) {
        try {
            client.deleteObject(request -> request.bucket(bucket).key(prefix + key));
        } catch (SdkException trouble) {
            throw new Failure(FailureCode.UNWRITABLE, "cannot remove " + uri(key) + ": " + reason(trouble), trouble);
        }
    }

    @Override
    public List<String> list(String start) {
        try {
            return client.listObjectsV2Paginator(request -> request.bucket(bucket).prefix(prefix + start)).contents()
                    .stream().map(S3Object::key).map(key -> key.substring(prefix.length())).sorted().toList();
        } catch (SdkException trouble) {
            throw new Failure(FailureCode.UNREADABLE, "cannot list " + uri(start) + ": " + reason(trouble), trouble);
        }
    }

    @Override
    public String uri(String key) {
        return "s3://" + bucket + "/" + prefix + key;
    }

    private static String reason(SdkException trouble) {
        return trouble instanceof AwsServiceException service && service.awsErrorDetails() != null
                ? service.statusCode() + " " + service.awsErrorDetails().errorCode()
                : trouble.getClass().getSimpleName();
    }
}

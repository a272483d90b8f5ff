package dev.levada.run.state;

import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import dev.levada.model.ObjectRef;
import dev.levada.model.Slabs;
import dev.levada.model.Trouble;
import dev.levada.run.S3Settings;
import dev.levada.stage.bytes.S3ByteSource;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/// Documents as objects below a prefix of a bucket.
///
/// @param prefix empty, or ends in `/`
public record S3Documents(S3Client client, String bucket, String prefix) implements Documents {

    /// Of a document that is streamed: what is asked for at once, and what is held.
    private static final int RANGE_BYTES = 8 << 20;
    private static final int CHUNK_BYTES = 64 << 10;

    /// Reads an answer whole, or has the SDK try again. Connections of Java 21 end a body that is cut as if that were its end, and
    /// half of a ledger entry must not be taken for one.
    private static final ResponseTransformer<GetObjectResponse, Tagged> WHOLE = (answer, body) -> {
        try {
            byte[] document = body.readAllBytes();
            if (answer.contentLength() != null && answer.contentLength() != document.length) {
                throw new EOFException("expected " + answer.contentLength() + " bytes, got " + document.length);
            }
            return new Tagged(document, answer.eTag());
        } catch (IOException broken) {
            throw RetryableException.create("a body that ends early", broken);
        }
    };

    /// Documents below a prefix, over a client of their own.
    public static S3Documents connect(String bucket, String prefix, S3Settings settings) {
        return new S3Documents(settings.client(), bucket, S3Settings.folder(prefix));
    }

    @Override
    public Optional<Tagged> readTagged(String key) {
        try {
            return Optional.of(client.getObject(request -> request.bucket(bucket).key(prefix + key), WHOLE));
        } catch (NoSuchKeyException none) {
            return Optional.empty();
        } catch (SdkException trouble) {
            throw new Failure(FailureCode.UNREADABLE, "expected to read " + uri(key) + ", got " + reason(trouble),
                    trouble);
        }
    }

    @Override
    public InputStream stream(String key) {
        try {
            return S3ByteSource
                    .open(client, ObjectRef.object(bucket, prefix + key), S3ByteSource.Ranges.of(RANGE_BYTES),
                            new Slabs(CHUNK_BYTES, 1))
                    .stream(trouble -> unreadable(key, trouble));
        } catch (Failure trouble) {
            throw unreadable(key, trouble);
        }
    }

    private Failure unreadable(String key, Failure trouble) {
        return trouble.code() == FailureCode.SOURCE_CHANGED
                ? new Failure(FailureCode.STAGING_LOST, "expected " + uri(key) + ", got nothing", trouble)
                : new Failure(trouble.code(), "expected to read " + uri(key) + ": " + trouble.getMessage(), trouble);
    }

    @Override
    public void write(String key, byte[] document) {
        put(key, RequestBody.fromBytes(document), request -> {
        });
    }

    @Override
    public void write(String key, List<ByteBuffer> pieces) {
        long length = pieces.stream().mapToLong(ByteBuffer::remaining).sum();
        put(key, RequestBody.fromContentProvider(() -> new PiecesInputStream(pieces), length,
                "application/octet-stream"), request -> {
                });
    }

    @Override
    public Optional<String> create(String key, byte[] document) {
        return putIf(key, document, request -> request.ifNoneMatch("*"));
    }

    @Override
    public Optional<String> replace(String key, byte[] document, String tag) {
        return putIf(key, document, request -> request.ifMatch(tag));
    }

    /// A request whose answer was lost is sent again by the SDK, and then refused because of itself: what stands there tells.
    private Optional<String> putIf(String key, byte[] document, Consumer<PutObjectRequest.Builder> condition) {
        try {
            return Optional.of(put(key, RequestBody.fromBytes(document), condition));
        } catch (Failure refused) {
            if (!(refused.getCause() instanceof S3Exception answer) || !isConditionFailed(answer)) {
                throw refused;
            }
            return readTagged(key).filter(there -> Arrays.equals(there.document(), document)).map(Tagged::tag);
        }
    }

    /// 412: the condition does not hold; 409: another request was writing at that moment; 404: there is nothing to replace.
    private static boolean isConditionFailed(S3Exception answer) {
        return answer.statusCode() == 412 || answer.statusCode() == 409 || answer.statusCode() == 404;
    }

    private String put(String key, RequestBody body, Consumer<PutObjectRequest.Builder> condition) {
        try {
            return client.putObject(request -> {
                request.bucket(bucket).key(prefix + key);
                condition.accept(request);
            }, body).eTag();
        } catch (SdkException trouble) {
            throw new Failure(FailureCode.UNWRITABLE, "expected to write " + uri(key) + ", got " + reason(trouble),
                    trouble);
        }
    }

    @Override
    public void remove(String key) {
        try {
            client.deleteObject(request -> request.bucket(bucket).key(prefix + key));
        } catch (SdkException trouble) {
            throw new Failure(FailureCode.UNWRITABLE, "expected to remove " + uri(key) + ", got " + reason(trouble),
                    trouble);
        }
    }

    @Override
    public List<String> list(String start) {
        try {
            return client.listObjectsV2Paginator(request -> request.bucket(bucket).prefix(prefix + start)).contents()
                    .stream().map(S3Object::key).map(key -> key.substring(prefix.length())).sorted().toList();
        } catch (SdkException trouble) {
            throw new Failure(FailureCode.UNREADABLE, "expected to list " + uri(start) + ", got " + reason(trouble),
                    trouble);
        }
    }

    @Override
    public String uri(String key) {
        return "s3://" + bucket + "/" + prefix + key;
    }

    private static String reason(SdkException trouble) {
        return trouble instanceof AwsServiceException service && service.awsErrorDetails() != null
                ? service.statusCode() + " " + service.awsErrorDetails().errorCode()
                : Trouble.noAnswer(trouble);
    }
}

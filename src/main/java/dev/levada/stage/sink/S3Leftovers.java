package dev.levada.stage.sink;

import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import dev.levada.model.Part;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.MultipartUpload;

/// Multipart uploads that are neither completed nor aborted, below a prefix. Uploads of others are told by their names,
/// which do not look like those of [PartNames].
public final class S3Leftovers implements Leftovers {

    private static final Pattern PART = Pattern.compile("(?:.*/)?([0-9a-f]{16})-[0-9]{5,}\\.[^/]*");

    private final S3Client client;
    private final String bucket;
    private final String prefix;

    /// @param prefix root of the output in the bucket: empty, or ending in `/`
    public S3Leftovers(S3Client client, String bucket, String prefix) {
        this.client = client;
        this.bucket = bucket;
        this.prefix = prefix;
    }

    @Override
    public List<Leftover> list() {
        try {
            Stream<MultipartUpload> uploads = client
                    .listMultipartUploadsPaginator(request -> request.bucket(bucket).prefix(prefix)).uploads().stream();
            return uploads.map(this::leftover).flatMap(Optional::stream).toList();
        } catch (SdkException trouble) {
            throw S3Trouble.failure("uploads below " + prefix, trouble);
        }
    }

    private Optional<Leftover> leftover(MultipartUpload upload) {
        String key = upload.key().substring(prefix.length());
        Matcher name = PART.matcher(key);
        return name.matches()
                ? Optional.of(new Leftover(name.group(1), key, new Part.Staged.Upload(upload.uploadId(), 0),
                        upload.initiated()))
                : Optional.empty();
    }

    @Override
    public void remove(Leftover leftover) {
        try {
            S3Staging.abort(client, bucket, prefix + leftover.key(), id(leftover));
        } catch (SdkException trouble) {
            throw S3Trouble.failure(leftover.key(), trouble);
        }
    }

    private static String id(Leftover leftover) {
        return switch (leftover.staged()) {
            case Part.Staged.Upload upload -> upload.id();
            case Part.Staged.File file -> throw new Failure(FailureCode.INTERNAL,
                    "expected a multipart upload, got file " + file.path());
        };
    }
}

package dev.levada.stage.sink;

import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import dev.levada.model.Part;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Parts wait as multipart uploads that are filled and not completed: S3 shows them to nobody.
///
/// Every upload names its run in the metadata of the object to be, and has a CRC-32C of the whole object (checksum type
/// `FULL_OBJECT`), which S3 checks when the upload is completed. Single calls are retried by the SDK.
public final class S3Staging implements Staging {

    /// Metadata of every object that a run writes: the id of the run.
    public static final String RUN = "levada-run";

    private final S3Client client;
    private final String bucket;
    private final String prefix;
    private final String run;

    /// @param prefix root of the output in the bucket: empty, or ending in `/`
    /// @param run id of the run
    public S3Staging(S3Client client, String bucket, String prefix, String run) {
        this.client = client;
        this.bucket = bucket;
        this.prefix = prefix;
        this.run = run;
    }

    @Override
    public Upload begin(String key) {
        CreateMultipartUploadRequest request = CreateMultipartUploadRequest.builder().bucket(bucket).key(prefix + key)
                .metadata(Map.of(RUN, run)).checksumAlgorithm(ChecksumAlgorithm.CRC32_C)
                .checksumType(ChecksumType.FULL_OBJECT).build();
        try {
            return new S3Upload(client, bucket, prefix + key, client.createMultipartUpload(request).uploadId());
        } catch (SdkException trouble) {
            throw unwritable(key, trouble);
        }
    }

    @Override
    public void publish(Part part) {
        Part.Staged.Upload upload = upload(part);
        List<CompletedPart> parts = new ArrayList<>();
        for (String etag : upload.etags()) {
            parts.add(CompletedPart.builder().partNumber(parts.size() + 1).eTag(etag).build());
        }
        try {
            client.completeMultipartUpload(request -> request.bucket(bucket).key(prefix + part.key())
                    .uploadId(upload.id()).multipartUpload(completed -> completed.parts(parts))
                    .checksumType(ChecksumType.FULL_OBJECT).checksumCRC32C(base64(part.crc32c())));
        } catch (SdkException trouble) {
            if (!isGone(trouble) || !isPublished(part)) {
                throw unwritable(part.key(), trouble);
            }
        }
    }

    /// An upload that has vanished was completed before, if its object is there: of its length and by this run.
    private boolean isPublished(Part part) {
        try {
            HeadObjectResponse head = client.headObject(request -> request.bucket(bucket).key(prefix + part.key()));
            return head.contentLength() == part.bytes() && run.equals(head.metadata().get(RUN));
        } catch (SdkException trouble) {
            return false;
        }
    }

    @Override
    public void discard(Part part) {
        try {
            abort(prefix + part.key(), upload(part).id());
        } catch (SdkException trouble) {
            throw unwritable(part.key(), trouble);
        }
    }

    private void abort(String key, String id) {
        try {
            client.abortMultipartUpload(request -> request.bucket(bucket).key(key).uploadId(id));
        } catch (S3Exception trouble) {
            if (!isGone(trouble)) {
                throw trouble;
            }
        }
    }

    @Override
    public void remove(String key) {
        try {
            client.deleteObject(request -> request.bucket(bucket).key(prefix + key));
        } catch (SdkException trouble) {
            throw unwritable(key, trouble);
        }
    }

    @Override
    public void clear() {
        try {
            client.listMultipartUploadsPaginator(request -> request.bucket(bucket).prefix(prefix)).uploads().stream()
                    .filter(this::isOfRun).forEach(upload -> abort(upload.key(), upload.uploadId()));
        } catch (SdkException trouble) {
            throw unwritable("uploads of run " + run, trouble);
        }
    }

    /// A listing does not tell metadata; the names of parts begin with their run (see [PartNames]).
    private boolean isOfRun(MultipartUpload upload) {
        return upload.key().substring(upload.key().lastIndexOf('/') + 1).startsWith(run + "-");
    }

    private static boolean isGone(SdkException trouble) {
        return trouble instanceof S3Exception answer && answer.statusCode() == 404;
    }

    private static Part.Staged.Upload upload(Part part) {
        return switch (part.staged()) {
            case Part.Staged.Upload upload -> upload;
            case Part.Staged.File file -> throw new Failure(FailureCode.INTERNAL,
                    "expected a multipart upload, got file " + file.path());
        };
    }

    /// A checksum as the headers of S3 have it: big-endian, base64.
    static String base64(int crc32c) {
        return Base64.getEncoder().encodeToString(ByteBuffer.allocate(Integer.BYTES).putInt(crc32c).array());
    }

    static Failure unwritable(String key, SdkException trouble) {
        String got = "no answer: " + trouble.getMessage();
        if (trouble instanceof S3Exception answer) {
            String code = answer.awsErrorDetails() == null ? null : answer.awsErrorDetails().errorCode();
            got = code == null ? String.valueOf(answer.statusCode()) : answer.statusCode() + " " + code;
        }
        return new Failure(FailureCode.UNWRITABLE, "expected to write " + key + ", got " + got, trouble);
    }
}

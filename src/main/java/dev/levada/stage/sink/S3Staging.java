package dev.levada.stage.sink;

import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import dev.levada.model.Part;
import dev.levada.model.PendingPart;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
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
///
/// ETags are kept nowhere but in S3, which lists them at completion
/// ([ListParts](https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListParts.html)), except where one part is a whole upload that
/// this process has begun. What a killed process has sent beyond the parts of the upload is left out, and S3 throws it away.
public final class S3Staging implements Staging {

    /// Metadata of every object that a run writes: the id of the run.
    public static final String RUN = "levada-run";
    /// What is read of a buffer at a time.
    private static final int SLICE = 64 << 10;

    private final S3Client client;
    private final String bucket;
    private final String prefix;
    private final String run;
    /// By ids of uploads. Few: a run keeps more words about each of its parts.
    private final Map<String, String> etags = new HashMap<>();

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
            String id = client.createMultipartUpload(request).uploadId();
            return new S3Upload(client, bucket, prefix + key, id, 0, etag -> etags.put(id, etag));
        } catch (SdkException trouble) {
            throw S3Trouble.failure(key, trouble);
        }
    }

    @Override
    public Upload resume(PendingPart part, InputStream buffered, int bufferedLength) {
        Part.Staged.Upload stored = upload(part.stored(), part.key());
        try {
            if (sent(stored, part.key()).size() < stored.parts()) {
                throw lost(part.key());
            }
        } catch (SdkException trouble) {
            throw S3Trouble.failure(part.key(), trouble);
        }
        S3Upload upload = new S3Upload(client, bucket, prefix + part.key(), stored.id(), stored.parts(), etag -> {
            // The process before may not know that it has lost its claim, send the same once more, and S3 then has another.
        });
        fill(upload, part.key(), buffered, bufferedLength);
        return upload;
    }

    private static void fill(S3Upload upload, String key, InputStream buffered, int length) {
        byte[] slice = new byte[Math.min(SLICE, length)];
        try {
            for (int done = 0; done < length;) {
                int count = buffered.readNBytes(slice, 0, Math.min(slice.length, length - done));
                if (count == 0) {
                    throw new Failure(FailureCode.STAGING_LOST, "expected " + length + " buffered bytes of " + key
                            + ", got " + done);
                }
                upload.write(slice, 0, count);
                done += count;
            }
        } catch (IOException trouble) {
            throw new Failure(FailureCode.UNREADABLE, "expected " + length + " buffered bytes of " + key + ", got: "
                    + trouble.getClass().getSimpleName(), trouble);
        }
    }

    @Override
    public void publish(Part part) {
        if (!isCompleted(part, upload(part.staged(), part.key())) && !isPublished(part)) {
            throw lost(part.key());
        }
    }

    /// Completes the upload, if it is still there with all its parts.
    private boolean isCompleted(Part part, Part.Staged.Upload upload) {
        String etag = etags.get(upload.id());
        try {
            List<CompletedPart> parts = etag == null ? sent(upload, part.key()) : List.of(completed(1, etag));
            if (parts.size() < upload.parts()) {
                return false;
            }
            client.completeMultipartUpload(request -> request.bucket(bucket).key(prefix + part.key())
                    .uploadId(upload.id()).multipartUpload(completed -> completed.parts(parts))
                    .checksumType(ChecksumType.FULL_OBJECT).checksumCRC32C(base64(part.crc32c())));
            return true;
        } catch (SdkException trouble) {
            if (S3Trouble.isUploadGone(trouble)) {
                return false;
            }
            if (S3Trouble.isOtherPart(trouble) && etags.remove(upload.id()) != null) {
                return isCompleted(part, upload); // ex sent twice by the SDK, and encrypted twice: S3 says which it has
            }
            throw S3Trouble.failure(part.key(), trouble);
        }
    }

    /// The parts of the upload as S3 has them: 1,000 an answer, 10,000 at the most.
    private List<CompletedPart> sent(Part.Staged.Upload upload, String key) {
        return client.listPartsPaginator(request -> request.bucket(bucket).key(prefix + key).uploadId(upload.id()))
                .parts().stream().takeWhile(part -> part.partNumber() <= upload.parts())
                .map(part -> completed(part.partNumber(), part.eTag())).toList();
    }

    private static CompletedPart completed(int number, String etag) {
        return CompletedPart.builder().partNumber(number).eTag(etag).build();
    }

    private static Failure lost(String key) {
        return new Failure(FailureCode.STAGING_LOST, "expected the upload of " + key
                + " with all its parts, got it without some, or not at all");
    }

    /// An upload that has vanished was completed before, if its object is there: of its length and by this run.
    private boolean isPublished(Part part) {
        try {
            HeadObjectResponse head = client.headObject(request -> request.bucket(bucket).key(prefix + part.key()));
            return head.contentLength() == part.bytes() && run.equals(head.metadata().get(RUN));
        } catch (SdkException trouble) {
            if (S3Trouble.isNothingThere(trouble)) {
                return false;
            }
            throw S3Trouble.failure(part.key(), trouble);
        }
    }

    /// Aborts an upload; one that is gone already is no trouble.
    ///
    /// @param key in the bucket
    static void abort(S3Client client, String bucket, String key, String id) {
        try {
            client.abortMultipartUpload(request -> request.bucket(bucket).key(key).uploadId(id));
        } catch (S3Exception trouble) {
            if (!S3Trouble.isUploadGone(trouble)) {
                throw trouble;
            }
        }
    }

    @Override
    public void remove(String key) {
        try {
            client.deleteObject(request -> request.bucket(bucket).key(prefix + key));
        } catch (SdkException trouble) {
            throw S3Trouble.failure(key, trouble);
        }
    }

    @Override
    public void clear(Collection<Part.Staged> kept) {
        Set<String> staying = kept.stream().map(part -> upload(part, "a part").id()).collect(Collectors.toSet());
        try {
            client.listMultipartUploadsPaginator(request -> request.bucket(bucket).prefix(prefix)).uploads().stream()
                    .filter(upload -> isOfRun(upload) && !staying.contains(upload.uploadId()))
                    .forEach(upload -> abort(client, bucket, upload.key(), upload.uploadId()));
        } catch (SdkException trouble) {
            throw S3Trouble.failure("uploads of run " + run, trouble);
        }
    }

    /// A listing does not tell metadata; the names of parts begin with their run (see [PartNames]).
    private boolean isOfRun(MultipartUpload upload) {
        return upload.key().substring(upload.key().lastIndexOf('/') + 1).startsWith(run + "-");
    }

    /// Whoever goes on finds all that it needs in S3.
    @Override
    public void close() {
        // Nothing is held.
    }

    private static Part.Staged.Upload upload(Part.Staged staged, String key) {
        return switch (staged) {
            case Part.Staged.Upload upload -> upload;
            case Part.Staged.File file -> throw new Failure(FailureCode.INTERNAL,
                    "expected " + key + " in a multipart upload, got file " + file.path());
        };
    }

    /// A checksum as the headers of S3 have it: big-endian, base64.
    static String base64(int crc32c) {
        return Base64.getEncoder().encodeToString(ByteBuffer.allocate(Integer.BYTES).putInt(crc32c).array());
    }
}

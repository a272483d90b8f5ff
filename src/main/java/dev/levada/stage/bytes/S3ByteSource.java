package dev.levada.stage.bytes;

import dev.levada.model.Chunk;
import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import dev.levada.model.ObjectRef;
import dev.levada.model.Slabs;
import dev.levada.model.Trouble;
import io.smallrye.mutiny.Multi;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// An object on S3, read by ranged GETs that all name the version which was found when it was opened.
///
/// ETags are kept without their quotes, as S3 event notifications give them.
public final class S3ByteSource implements ByteSource {

    /// What S3 calls the version of an object that was written while its bucket had no versioning: it names no content.
    private static final String NO_VERSION = "null";

    private final S3Client client;
    private final ObjectRef object;
    private final Ranges ranges;
    private final Slabs slabs;
    private final Backoff.Clock clock;
    private final Predicate<Duration> allowed;
    private final AtomicLong reopened;

    /// How an object is cut into ranged GETs.
    ///
    /// @param bytes of one
    /// @param atOnce how many are open at once, at the most; with 1, nothing is read ahead of demand
    /// @param chunksAhead of each, how many may wait for their taker besides the one that is being filled
    public record Ranges(int bytes, int atOnce, int chunksAhead) {

        /// How many are made: those that are open, and one that a connection goes on with once its range has come.
        public int kept() {
            return atOnce == 1 ? 1 : atOnce + 1;
        }

        /// One after the other.
        public static Ranges of(int bytes) {
            return new Ranges(bytes, 1, 0);
        }
    }

    private S3ByteSource(S3Client client, ObjectRef object, Ranges ranges, Slabs slabs, Backoff.Clock clock,
            Predicate<Duration> allowed, AtomicLong reopened) {
        this.client = client;
        this.object = object;
        this.ranges = ranges;
        this.slabs = slabs;
        this.clock = clock;
        this.allowed = allowed;
        this.reopened = reopened;
    }

    /// Asks for the object (HEAD) and pins what is there.
    ///
    /// @param ref names the version, by its id or its ETag, where the caller knows which one it means
    /// @throws Failure SOURCE_CHANGED if the object, or the version that `ref` names, is not there (any more);
    ///         UNREADABLE if it may not be read
    public static S3ByteSource open(S3Client client, ObjectRef ref, Ranges ranges, Slabs slabs) {
        return open(client, ref, ranges, slabs, Thread::sleep);
    }

    static S3ByteSource open(S3Client client, ObjectRef ref, Ranges ranges, Slabs slabs, Backoff.Clock clock) {
        try {
            HeadObjectResponse head = client.headObject(
                    request -> request.bucket(ref.bucket()).key(ref.key()).versionId(versionId(ref)));
            return new S3ByteSource(client, pinned(ref, head), ranges, slabs, clock, wait -> true,
                    new AtomicLong());
        } catch (SdkException trouble) {
            throw failure("the object", trouble);
        }
    }

    private static ObjectRef pinned(ObjectRef ref, HeadObjectResponse head) {
        if (head.eTag() == null || head.contentLength() == null) {
            throw new Failure(FailureCode.UNREADABLE, "expected an ETag and a length, got an answer without");
        }
        String etag = unquoted(head.eTag());
        if (ref.etag() != null && !unquoted(ref.etag()).equals(etag)) {
            throw new Failure(FailureCode.SOURCE_CHANGED, "expected the object with the named ETag, got another");
        }
        boolean versioned = head.versionId() != null && !head.versionId().equals(NO_VERSION);
        String version = versioned ? head.versionId() : etag;
        return new ObjectRef(ref.bucket(), ref.key(), version, etag, head.contentLength(), ref.sequencer(),
                head.lastModified());
    }

    @Override
    public ObjectRef object() {
        return object;
    }

    @Override
    public Multi<Chunk> read(long from) {
        return Reading.pulled(() -> new S3Reading(this, from, object.size(), this::backoff));
    }

    @Override
    public Multi<Chunk> read(long from, long to) {
        long end = Math.min(to, object.size());
        return Reading.pulled(() -> new S3Reading(alone(), from, end, this::backoff));
    }

    /// The bytes as a stream, for documents that are not held whole.
    ///
    /// @param meaning what a failure to read them means to the taker
    public InputStream stream(UnaryOperator<Failure> meaning) {
        return new ReadingStream(new S3Reading(alone(), 0, object.size(), this::backoff), meaning);
    }

    private Backoff backoff() {
        return new Backoff(allowed, clock);
    }

    /// The same for a taker who wants little.
    private S3ByteSource alone() {
        return new S3ByteSource(client, object, Ranges.of(ranges.bytes()), slabs, clock, allowed, reopened);
    }

    @Override
    public ByteSource within(Predicate<Duration> limit) {
        return new S3ByteSource(client, object, ranges, slabs, clock, limit, reopened);
    }

    @Override
    public long reopened() {
        return reopened.get();
    }

    S3Client client() {
        return client;
    }

    Ranges ranges() {
        return ranges;
    }

    Slabs slabs() {
        return slabs;
    }

    void reopening() {
        reopened.incrementAndGet();
    }

    boolean isOfThisVersion(String etag) {
        return unquoted(etag).equals(object.etag());
    }

    /// The version id that a reference names, or null where its version is its ETag, or nothing.
    static String versionId(ObjectRef ref) {
        String version = ref.version();
        boolean isEtag = version == null || (ref.etag() != null && unquoted(version).equals(unquoted(ref.etag())));
        return isEtag || version.equals(NO_VERSION) ? null : version;
    }

    private static String unquoted(String etag) {
        return etag.replace("\"", "");
    }

    /// What an answer that is none means for the run.
    static Failure failure(String expected, SdkException trouble) {
        if (trouble instanceof S3Exception answer) {
            // 404: it was deleted; 412: If-Match does not hold any more.
            boolean changed = answer.statusCode() == 404 || answer.statusCode() == 412;
            return new Failure(changed ? FailureCode.SOURCE_CHANGED : FailureCode.UNREADABLE,
                    "expected " + expected + ", got " + words(answer), trouble);
        }
        return new Failure(FailureCode.UNREADABLE,
                "expected " + expected + ", got " + Trouble.noAnswer(trouble), trouble);
    }

    /// Status and, where the answer has one (a HEAD has not), the error code of S3.
    private static String words(S3Exception answer) {
        String code = answer.awsErrorDetails() == null ? null : answer.awsErrorDetails().errorCode();
        if (code != null) {
            return answer.statusCode() + " " + code;
        }
        return switch (answer.statusCode()) {
            case 404 -> "404: there is none, or no such bucket";
            case 403 -> "403: not with these credentials";
            default -> String.valueOf(answer.statusCode());
        };
    }
}

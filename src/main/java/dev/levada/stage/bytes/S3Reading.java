package dev.levada.stage.bytes;

import dev.levada.model.Chunk;
import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import dev.levada.model.ObjectRef;
import dev.levada.model.Slab;
import java.io.EOFException;
import java.io.IOException;
import java.util.Optional;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.SdkPlugin;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// One pass over an object: one range open at a time, opened when its first byte is wanted, and again at the byte where
/// the connection broke.
final class S3Reading implements Reading {

    /// The SDK tries once: whoever reopens in the middle of a body counts all tries, or its limits would hold for nothing.
    private static final SdkPlugin ONE_TRY = config -> config.overrideConfiguration(
            config.overrideConfiguration().toBuilder().retryStrategy(AwsRetryStrategy.doNotRetry()).build());

    private final S3ByteSource source;
    private final ObjectRef object;
    private final long to;
    private final Backoff backoff;

    private long position;
    /// The range being read, or null between two.
    private ResponseInputStream<GetObjectResponse> range;
    /// Where the range was opened, or would have been.
    private long rangeStart;
    /// Offset behind its last byte.
    private long rangeEnd;

    /// An answer that is not what was asked for; none of it is used.
    private static final class WrongAnswer extends IOException {

        private static final long serialVersionUID = 1L;

        WrongAnswer(String message) {
            super(message);
        }
    }

    /// @param from offset of the first byte
    /// @param to offset behind the last one
    S3Reading(S3ByteSource source, long from, long to, Backoff backoff) {
        this.source = source;
        this.object = source.object();
        this.position = from;
        this.rangeEnd = from - from % source.slabs().size();
        this.to = to;
        this.backoff = backoff;
    }

    @Override
    public Chunk next() {
        if (position >= to) {
            return null;
        }
        Slab slab = source.slabs().take();
        try {
            long start = position;
            do {
                fill(slab, start);
            } while (position < Math.min(behind(start, slab.capacity()), rangeEnd));
            backoff.progressed();
            return new Chunk(slab, 0, (int) (position - start), start);
        } catch (Failure failure) {
            slab.release();
            throw failure;
        }
    }

    /// Reads until the slab is full, the range ends or the connection breaks; what came until then stands, and is gone on with: where
    /// chunks end does not depend on what breaks.
    private void fill(Slab slab, long start) {
        backoff.begin();
        try {
            if (range == null) {
                open();
            }
            long wanted = Math.min(behind(start, slab.capacity()), rangeEnd);
            while (position < wanted) {
                int read = range.read(slab.bytes(), (int) (position - start), (int) (wanted - position));
                if (read < 0) {
                    throw new EOFException("a body that ends early");
                }
                position += read;
            }
            if (position == rangeEnd) {
                range.close();
                range = null;
            }
        } catch (IOException | SdkException broken) {
            close();
            requireTemporary(broken);
            if (position == rangeStart) {
                await(broken);
            } else {
                backoff.progressed();
            }
            source.reopening();
        }
    }

    /// Where a chunk ends: at the same places wherever the reading began.
    private static long behind(long position, int size) {
        return position - position % size + size;
    }

    private void open() throws IOException {
        rangeStart = position;
        if (position >= rangeEnd) {
            rangeEnd = Math.min(to, rangeEnd + source.rangeBytes());
        }
        String bytes = position + "-" + (rangeEnd - 1);
        range = source.client().getObject(request -> request.bucket(object.bucket()).key(object.key())
                .versionId(S3ByteSource.versionId(object)).ifMatch('"' + object.etag() + '"').range("bytes=" + bytes)
                .overrideConfiguration(override -> override.addPlugin(ONE_TRY)));
        requireAnswer("bytes " + bytes + "/" + object.size(), range.response());
    }

    /// Not every server does what it is asked: one that ignores `If-Match` or `Range` must not have its bytes mixed in.
    private void requireAnswer(String contentRange, GetObjectResponse got) throws IOException {
        if (got.eTag() != null && !source.isOfThisVersion(got.eTag())) {
            throw new Failure(FailureCode.SOURCE_CHANGED,
                    "expected the object with the ETag that it had when the run began, got another");
        }
        if (!contentRange.equals(got.contentRange())) {
            throw new WrongAnswer("expected Content-Range " + contentRange + ", got "
                    + (got.contentRange() == null ? "none: a server that ignores ranges" : got.contentRange()));
        }
        if (got.contentLength() != null && got.contentLength() != rangeEnd - rangeStart) {
            throw new WrongAnswer(
                    "expected Content-Length " + (rangeEnd - rangeStart) + ", got " + got.contentLength());
        }
    }

    /// Lets pass what another try may cure: a broken connection, a wrong answer, 5xx, SlowDown.
    private void requireTemporary(Exception broken) {
        if (broken instanceof S3Exception answer && !isTemporary(answer)) {
            throw S3ByteSource.failure("the bytes from " + position + " on", answer);
        }
        if (broken instanceof AbortedException) {
            throw gaveUp("without an interrupt", broken);
        }
    }

    private static boolean isTemporary(S3Exception answer) {
        return answer.statusCode() >= 500 || answer.isThrottlingException() || answer.isClockSkewException();
    }

    private void await(Exception broken) {
        try {
            Optional<String> limit = backoff.again();
            if (limit.isPresent()) {
                throw gaveUp("within " + limit.get(), broken);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw gaveUp("without an interrupt", broken);
        }
    }

    private Failure gaveUp(String limit, Exception last) {
        String expected = "the bytes from " + position + " on " + limit;
        if (last instanceof SdkException trouble) {
            return S3ByteSource.failure(expected, trouble);
        }
        String got = last instanceof WrongAnswer ? "a wrong answer: " : "";
        return new Failure(FailureCode.UNREADABLE, "expected " + expected + ", got " + got + last.getMessage(), last);
    }

    /// Breaks the connection off: reading a body to its end only to throw it away would cost its bytes.
    @Override
    public void close() {
        if (range != null) {
            range.abort();
            range = null;
        }
    }
}

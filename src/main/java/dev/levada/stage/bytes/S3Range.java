package dev.levada.stage.bytes;

import dev.levada.model.Chunk;
import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import dev.levada.model.ObjectRef;
import dev.levada.model.Slab;
import java.io.EOFException;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.SdkPlugin;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// One range of an object: opened when its first byte is wanted, and again at the byte where the connection broke.
///
/// It may be read ahead of its turn. Then nobody waits for it yet, and a source that gives nothing is let alone until somebody
/// does: tries and waits are counted from there.
final class S3Range implements Reading {

    /// The SDK tries once: whoever reopens in the middle of a body counts all tries, or its limits would hold for nothing.
    private static final SdkPlugin ONE_TRY = config -> config.overrideConfiguration(
            config.overrideConfiguration().toBuilder().retryStrategy(AwsRetryStrategy.doNotRetry()).build());

    private final S3ByteSource source;
    private final ObjectRef object;
    private final long to;
    private final Backoff backoff;
    private final CountDownLatch turn;

    private long position;
    /// The answer being read, or null.
    private ResponseInputStream<GetObjectResponse> body;
    /// Where it was opened, or would have been.
    private long opened;

    /// An answer that is not what was asked for; none of it is used.
    private static final class WrongAnswer extends IOException {

        private static final long serialVersionUID = 1L;

        WrongAnswer(String message) {
            super(message);
        }
    }

    /// @param from offset of the first byte
    /// @param to offset behind the last one
    /// @param turn is over when somebody waits for its bytes
    S3Range(S3ByteSource source, long from, long to, Backoff backoff, CountDownLatch turn) {
        this.source = source;
        this.object = source.object();
        this.position = from;
        this.to = to;
        this.backoff = backoff;
        this.turn = turn;
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
            } while (position < Math.min(behind(start, slab.capacity()), to));
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
            if (body == null) {
                open();
            }
            long wanted = Math.min(behind(start, slab.capacity()), to);
            while (position < wanted) {
                int read = body.read(slab.bytes(), (int) (position - start), (int) (wanted - position));
                if (read < 0) {
                    throw new EOFException("a body that ends early");
                }
                position += read;
            }
            if (position == to) {
                body.close();
                body = null;
            }
        } catch (IOException | SdkException broken) {
            close();
            requireTemporary(broken);
            if (position == opened) {
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
        opened = position;
        String bytes = position + "-" + (to - 1);
        body = source.client().getObject(request -> request.bucket(object.bucket()).key(object.key())
                .versionId(S3ByteSource.versionId(object)).ifMatch('"' + object.etag() + '"').range("bytes=" + bytes)
                .overrideConfiguration(override -> override.addPlugin(ONE_TRY)));
        requireAnswer("bytes " + bytes + "/" + object.size(), body.response());
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
        if (got.contentLength() != null && got.contentLength() != to - opened) {
            throw new WrongAnswer("expected Content-Length " + (to - opened) + ", got " + got.contentLength());
        }
    }

    /// Lets pass what another try may cure: a broken connection, a wrong answer, 5xx, SlowDown.
    private void requireTemporary(Exception broken) {
        if (broken instanceof S3Exception answer && !isTemporary(answer)) {
            throw S3ByteSource.failure("the bytes from " + position + " on", answer);
        }
        if (broken instanceof AbortedException || Thread.currentThread().isInterrupted()) {
            throw gaveUp("without an interrupt", broken);
        }
    }

    private static boolean isTemporary(S3Exception answer) {
        return answer.statusCode() >= 500 || answer.isThrottlingException() || answer.isClockSkewException();
    }

    private void await(Exception broken) {
        try {
            if (turn.getCount() > 0) {
                turn.await();
                return;
            }
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
        if (body != null) {
            body.abort();
            body = null;
        }
    }
}

package dev.levada.stage.bytes;

import dev.levada.model.Chunk;
import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import dev.levada.model.ObjectRef;
import dev.levada.model.Slab;
import dev.levada.model.Slabs;
import java.io.EOFException;
import java.io.IOException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// One pass over an object: one range open at a time, opened when its first byte is wanted, and again at the byte where
/// the connection broke.
final class S3Reading implements Reading {

    private final S3Client client;
    private final ObjectRef object;
    private final long to;
    private final int rangeBytes;
    private final Slabs slabs;
    private final Backoff backoff;

    private long position;
    /// The range being read, or null between two.
    private ResponseInputStream<GetObjectResponse> range;
    /// Where the range was opened, or would have been.
    private long rangeStart;
    /// Offset behind its last byte.
    private long rangeEnd;

    /// @param from offset of the first byte
    /// @param to offset behind the last one
    S3Reading(S3Client client, ObjectRef object, long from, long to, int rangeBytes, Slabs slabs, Backoff backoff) {
        this.client = client;
        this.object = object;
        this.position = from;
        this.to = to;
        this.rangeBytes = rangeBytes;
        this.slabs = slabs;
        this.backoff = backoff;
    }

    @Override
    public Chunk next() {
        if (position >= to) {
            return null;
        }
        Slab slab = slabs.take();
        try {
            long start = position;
            while (position == start) {
                fill(slab);
            }
            backoff.progressed();
            return new Chunk(slab, 0, (int) (position - start), start);
        } catch (Failure failure) {
            slab.release();
            throw failure;
        }
    }

    /// Reads until the slab is full, the range ends or the connection breaks; what came until then stands.
    private void fill(Slab slab) {
        try {
            if (range == null) {
                open();
            }
            int wanted = (int) Math.min(slab.capacity(), rangeEnd - position);
            int filled = 0;
            while (filled < wanted) {
                int read = range.read(slab.bytes(), filled, wanted - filled);
                if (read < 0) {
                    throw new EOFException("a body that ends early");
                }
                filled += read;
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
            }
        }
    }

    private void open() {
        rangeStart = position;
        rangeEnd = Math.min(to, position + rangeBytes);
        String bytes = position + "-" + (rangeEnd - 1);
        range = client.getObject(request -> request.bucket(object.bucket()).key(object.key())
                .versionId(S3ByteSource.versionId(object)).ifMatch('"' + object.etag() + '"').range("bytes=" + bytes));
        String expected = "bytes " + bytes + "/" + object.size();
        String got = range.response().contentRange();
        if (!expected.equals(got)) {
            throw new Failure(FailureCode.UNREADABLE, "expected Content-Range " + expected + ", got " + got);
        }
    }

    /// Lets pass what another try may cure: a broken connection, 5xx, SlowDown.
    private void requireTemporary(Exception broken) {
        if (broken instanceof S3Exception answer && answer.statusCode() < 500 && !answer.isThrottlingException()) {
            throw S3ByteSource.failure("the bytes from " + position + " on", answer);
        }
        if (broken instanceof AbortedException) {
            throw gaveUp(broken);
        }
    }

    private void await(Exception broken) {
        try {
            if (!backoff.again()) {
                throw gaveUp(broken);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw gaveUp(broken);
        }
    }

    private Failure gaveUp(Exception last) {
        String expected = "the bytes from " + position + " on within " + Backoff.TRIES + " tries";
        return last instanceof SdkException trouble
                ? S3ByteSource.failure(expected, trouble)
                : new Failure(FailureCode.UNREADABLE, "expected " + expected + ", got: " + last.getMessage(), last);
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

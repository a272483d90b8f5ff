package dev.levada.stage.sink;

import dev.levada.model.Failure;
import dev.levada.model.FailureCode;

/// How large the parts of a multipart upload are. S3 takes [#MOST] of them, none but the last below [#LEAST_BYTES],
/// and 5 TiB in all ([limits](https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html)). Parts of 5 MiB
/// would end at 48.8 GiB, parts that suffice for 5 TiB would not fit in a small function; so they grow once an upload
/// turns out to be large.
final class S3PartSizes {

    static final int MOST = 10_000;
    static final int LEAST_BYTES = 5 << 20;
    /// So many parts have the least size: 4.9 GiB, far beyond the usual `part-bytes`.
    static final int SMALL = 1_000;
    /// Each further part is so much larger than the one before.
    static final int GROWTH_BYTES = 136 << 10;

    private S3PartSizes() {
    }

    /// Bytes of the part with this number, from 1.
    ///
    /// @throws Failure UNWRITABLE behind the last number: no try can cure it
    static int bytes(int number) {
        if (number > MOST) {
            throw new Failure(FailureCode.UNWRITABLE, "expected an upload of at most " + MOST
                    + " parts, which is all that S3 takes, got more: lower part-bytes");
        }
        return LEAST_BYTES + Math.max(0, number - SMALL) * GROWTH_BYTES;
    }
}

package dev.levada.run.sizing;

import java.time.Duration;

/// What is taken for granted about a function in AWS. `bench/sizing.sh` measures the packaged function, so that the constants can be held
/// against it; on a machine that does nothing else, for CPU time under load says more about the load.
///
/// @param timeout of the function
/// @param bytesPerSecond of one connection to S3, either way
/// @param coreSpeed of a vCPU of Lambda, this machine's core being 1
public record Assumptions(Duration timeout, double bytesPerSecond, double coreSpeed) {

    /// The longest that Lambda sells.
    public static final Duration LONGEST = Duration.ofMinutes(15);

    /// A connection to S3 in the same region: 80 MB/s.
    public static final double USUAL_BYTES_PER_SECOND = 80e6;

    /// From here on there is a whole vCPU, and one run, which is one thread, gets no faster
    /// ([Lambda](https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html)).
    static final int WHOLE_CORE_MEGABYTES = 1_769;

    /// Seconds from a request to S3 until its first byte. Nothing is computed meanwhile.
    static final double FIRST_BYTE = 0.05;

    /// Stored bytes for each GET.
    static final double READ_BYTES = 8 << 20;

    /// Bytes for each part of an upload.
    static final double WRITE_BYTES = 5 << 20;

    /// CPU seconds until the first byte of an export is read: JVM, Quarkus, definitions, the client of S3. By `bench/sizing.sh` 1.6 with one
    /// compiler and 2.2 with both, an export of one user included.
    static final double START = 1.8;

    /// With the first compiler alone, the same work takes so much more of the CPU once warm: 8.7 to 5.5 s/GB, by `levada size --sample
    /// 128MB` of 442 MB of users with and without `-XX:TieredStopAtLevel=1`.
    static final double FIRST_COMPILER_RATE = 1.5;

    /// And compiling takes so much of what the two compilers cost: 0.35 to 0.68 s by `bench/sizing.sh`.
    static final double FIRST_COMPILER_WARM_UP = 0.5;

    /// CPU seconds for a byte that comes from S3, and was measured as a file: the client, without TLS.
    static final double READ_CPU = 0.3e-9;

    /// CPU seconds for a byte that goes to S3.
    static final double WRITE_CPU = 1.0e-9;

    /// Seconds that an invocation that will be continued leaves at its end: three checkpoints of a third of a second, ...
    static final double LAST_CHECKPOINT = 1;

    /// ... and for the message a tenth of the timeout, at most so many.
    static final double LAST_MESSAGE = 5;

    /// Requests to write that a checkpoint takes: tail, segment, ledger entry.
    static final int CHECKPOINT_WRITES = 3;

    /// Requests to write that begin and publish a run.
    static final int RUN_WRITES = 10;

    /// Requests to SQS for an invocation: send, receive, delete.
    static final int QUEUE_REQUESTS = 3;

    /// That of the function as Terraform makes it, on cores like this one's.
    public static Assumptions usual() {
        return new Assumptions(LONGEST, USUAL_BYTES_PER_SECOND, 1);
    }

    /// What an invocation that does not reach the end of the export leaves unused.
    double reserve() {
        return LAST_CHECKPOINT + Math.min(LAST_MESSAGE, timeout.toMillis() / 1e4);
    }
}

package dev.levada.run;

import dev.levada.model.Compression;
import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import dev.levada.model.Mark;
import dev.levada.run.state.Checkpoint;
import java.time.Duration;
import java.util.Optional;

/// How long the next process would take to come back to where this one stopped. What is compressed can be entered at the
/// beginning of a member or frame only: from there on everything is decompressed again, and passed over.
///
/// @param from the checkpoint at which this process began, or null
/// @param size of the source
record Skip(Execution execution, Checkpoint from, Budget budget, long size) {

    /// From here on a function has a whole core, and more memory makes one run no faster.
    private static final int WHOLE_CORE_MEGABYTES = 1_769;

    /// A member that takes so small a part of the allowed time may well end soon.
    private static final int LONG = 10;

    /// Why there is no point in going on, where there is none: the way back would take over half of an invocation, by now or,
    /// where a long member did not end in this whole invocation, before the end is reached.
    Optional<Failure> refusal(Checkpoint parked) {
        long nanos = execution.pipeline().decodingNanos();
        if (execution.pipeline().compression() == Compression.NONE || nanos == 0) {
            return Optional.empty();
        }
        Mark mark = parked.mark().mark();
        long seek = mark.seek().plain();
        long began = from == null ? 0 : from.mark().seekPlain();
        double bytesPerSecond = (mark.offset() - began) / (nanos / 1e9);
        double plainPerByte = (double) (mark.offset() - began)
                / (execution.trail().bytes() - (from == null ? 0 : from.mark().seekSource()));
        double allowed = budget.whole().toMillis() / 2e3;
        double soFar = (mark.offset() - seek) / bytesPerSecond;
        boolean endless = seek <= began && soFar > allowed / LONG;
        double seconds = endless ? (size - mark.seek().source()) * plainPerByte / bytesPerSecond : soFar;
        return seconds <= allowed ? Optional.empty() : Optional.of(failure(seconds, allowed));
    }

    private Failure failure(double seconds, double allowed) {
        return new Failure(FailureCode.CANNOT_RESUME_IN_TIME,
                "expected to come back to any place of the export within " + Duration.ofMillis((long) (allowed * 1000))
                        + ", half of an invocation, got " + Duration.ofMillis((long) (seconds * 1000))
                        + " to decompress what lies before it in its member or frame" + cure(seconds / allowed));
    }

    private static String cure(double factor) {
        String megabytes = System.getenv("AWS_LAMBDA_FUNCTION_MEMORY_SIZE");
        if (megabytes == null) {
            return "";
        }
        long needed = (long) Math.ceil(Integer.parseInt(megabytes) * factor / 64) * 64;
        return needed <= WHOLE_CORE_MEGABYTES
                ? ": needs " + needed + " MB of memory"
                : ": no memory size will do, only more time, or an export of smaller members or frames";
    }
}

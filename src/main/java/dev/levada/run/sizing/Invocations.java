package dev.levada.run.sizing;

import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import dev.levada.model.PipelinePlan;
import dev.levada.run.CheckpointPolicy;
import dev.levada.run.FunctionMemory;
import dev.levada.run.HopGuard;
import dev.levada.run.sizing.Prices.Processor;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// The invocations that an export takes in a function of one size, one after the other. Each is taken to start cold: that costs too
/// much rather than too little.
record Invocations(FunctionMemory size, Workload workload, Assumptions assumptions) {

    /// What comes of them.
    Verdict verdict(PipelinePlan pipeline, Prices prices) {
        Optional<Failure> refusal = size.refusal(pipeline);
        if (refusal.isPresent()) {
            return new Verdict.Refused(refusal.get().code(), refusal.get().getMessage());
        }
        if (size.plan().windowLog() < workload.windowLog()) {
            return new Verdict.Refused(FailureCode.WINDOW_TOO_LARGE, "its zstd window is larger than "
                    + (1 << size.plan().windowLog() >> 20) + "MiB");
        }
        return played(prices);
    }

    private Verdict played(Prices prices) {
        double timeout = assumptions.timeout().toMillis() / 1e3;
        double usable = timeout - assumptions.reserve() - begin();
        double left = workload.exportBytes();
        double billed = 0;
        int invocations = 0;
        while (left > 0) {
            double skip = invocations == 0 ? 0 : back(workload.exportBytes() - left);
            double done = Math.min(left, (usable - skip) / perByte());
            if (invocations > 0 && workload.entry() == Workload.Entry.BEGINNING
                    && workload.exportBytes() * decoding() > timeout / 2) {
                return new Verdict.Refused(FailureCode.CANNOT_RESUME_IN_TIME,
                        "a continuation would decompress from the beginning for more than half of its time");
            }
            if (done <= 0 || invocations > HopGuard.MOST) {
                return new Verdict.Refused(FailureCode.NO_PROGRESS, done <= 0
                        ? "an invocation is over before it gets on"
                        : "it takes more than " + HopGuard.MOST + " continuations");
            }
            billed += begin() + skip + done * perByte();
            left -= done;
            invocations++;
        }
        return new Verdict.Fits(billed, Math.max(0, invocations - 1), cost(Math.max(1, invocations), billed, prices));
    }

    private Map<Processor, Double> cost(int invocations, double seconds, Prices prices) {
        CheckpointPolicy policy = CheckpointPolicy.ofThisProcess();
        double checkpoints = Math.max((double) workload.exportBytes() / policy.bytes(),
                seconds / (policy.time().toMillis() / 1e3));
        double writes = Assumptions.RUN_WRITES + Math.floor(checkpoints) * Assumptions.CHECKPOINT_WRITES
                + Math.ceil(workload.expectedOutputBytes() / Assumptions.WRITE_BYTES);
        double reads = Math.ceil(workload.exportBytes() / Assumptions.READ_BYTES) + invocations;
        double requests = invocations * (prices.invocation() + Assumptions.QUEUE_REQUESTS * prices.queue())
                + writes * prices.write() + reads * prices.read();
        double gigabyteSeconds = size.megabytes() / 1024.0 * seconds;
        Map<Processor, Double> cost = new EnumMap<>(Processor.class);
        prices.gigabyteSecond()
                .forEach((processor, price) -> cost.put(processor, gigabyteSeconds * price + requests));
        return cost;
    }

    /// Part of a core of this machine that the one thread of a run gets.
    private double share() {
        return Math.min(1, (double) size.megabytes() / Assumptions.WHOLE_CORE_MEGABYTES) * assumptions.coreSpeed();
    }

    /// Seconds until an invocation is warm.
    private double begin() {
        double warmUp = workload.warmUp() * (size.compilers() == 1 ? Assumptions.FIRST_COMPILER_WARM_UP : 1);
        return (Assumptions.START + warmUp) / share();
    }

    /// Seconds for a stored byte, once warm: computing, while the next ranges arrive, and sending what comes of it, for which it waits.
    private double perByte() {
        double output = (double) workload.expectedOutputBytes() / workload.exportBytes();
        double read = switch (workload.source()) {
            case FILE -> Assumptions.READ_CPU;
            case OBJECT -> 0; // measured with the rest
        };
        double cpu = workload.secondsPerByte() * slowness() + read + output * Assumptions.WRITE_CPU;
        return Math.max(cpu / share(), arriving())
                + output * (1 / assumptions.bytesPerSecond() + Assumptions.FIRST_BYTE / Assumptions.WRITE_BYTES);
    }

    private double arriving() {
        return 1 / assumptions.bytesPerSecond() + Assumptions.FIRST_BYTE / Assumptions.READ_BYTES;
    }

    private double slowness() {
        return size.compilers() == 1 ? Assumptions.FIRST_COMPILER_RATE : 1;
    }

    /// Seconds for a stored byte that is only decompressed.
    private double decoding() {
        return workload.decodingPerByte() * slowness() / share();
    }

    /// Seconds that a continuation takes to come back to where the invocation before it stopped.
    private double back(double position) {
        return switch (workload.entry()) {
            case NEARBY -> 0;
            case BEGINNING -> position * (decoding() + arriving());
        };
    }
}

package dev.levada.entry.cli;

import dev.levada.model.ByteSize;
import dev.levada.model.ObjectRef;
import dev.levada.model.PipelinePlan;
import dev.levada.run.LocatedStores;
import dev.levada.run.Sampled;
import dev.levada.run.Sampling;
import dev.levada.run.sizing.Assumptions;
import dev.levada.run.sizing.Prices;
import dev.levada.run.sizing.Sizing;
import dev.levada.run.sizing.Workload;
import java.time.Duration;
import java.util.List;

/// `levada size`: which memory size of the function an export should have, by measuring on its beginning.
final class SizeCommand implements Command {

    private static final long LEAST_BYTES = 1000;

    private static final Argument<String> EXPORT = Argument.operand("EXPORT", "A file or s3://bucket/key.");
    private static final Argument<Long> SAMPLE = Argument
            .option("--sample", "SIZE", "How much of the export, as stored, is looked at (${default}).")
            .otherwise("64MB").as(SizeCommand::bytes);
    private static final Argument<Duration> TIMEOUT = Argument
            .option("--timeout", "DURATION", "That of the function, 10s to 15m (${default}).").otherwise("900s")
            .as(Readings::time);
    private static final Argument<Long> NETWORK = Argument
            .option("--network", "SIZE", "Bytes a second of one connection to S3 (${default}).").otherwise("80MB")
            .as(SizeCommand::bytes);
    private static final Argument<Double> CORE_SPEED = Argument
            .option("--core-speed", "FACTOR",
                    "How fast a vCPU of Lambda is, a core of this machine being 1 (${default}).")
            .otherwise("1").as(Readings::number);
    private static final Argument<String> JSON = Argument.flag("--json", "Print JSON.");

    static final Signature SIGNATURE = Signature
            .of(EXPORT, PipelineChoice.OR_IDENTITY, SAMPLE, TIMEOUT, NETWORK, CORE_SPEED).and(Overrides.ARGUMENTS)
            .and(JSON)
            .described(
                    "Runs the pipeline on the beginning of the export, several times over, and works out what each memory size would take and"
                            + " cost. Nothing is written anywhere.")
            .examples("levada size export.json --pipeline users",
                    "levada size s3://exports/users.json.gz --pipeline users.yaml --sample 256MB",
                    "levada size export.json --pipeline users --timeout 5m --json");

    private final Terminal terminal;
    private final String export;
    private final String pipeline;
    private final long sample;
    private final Duration timeout;
    private final long network;
    private final double coreSpeed;
    private final Overrides overrides;
    private final boolean json;

    SizeCommand(Arguments typed, Terminal terminal) {
        this.terminal = terminal;
        export = typed.of(EXPORT);
        pipeline = typed.of(PipelineChoice.OR_IDENTITY);
        sample = typed.of(SAMPLE);
        timeout = typed.of(TIMEOUT);
        network = typed.of(NETWORK);
        coreSpeed = typed.of(CORE_SPEED);
        overrides = Overrides.of(typed);
        json = typed.has(JSON);
    }

    @Override
    public int call() {
        RunCommand.requireNamed(List.of(export), "EXPORT");
        if (export.equals(ObjectRef.STANDARD_INPUT)) {
            throw new UsageError("expected a file or s3://bucket/key, whose size is known, got -");
        }
        RunCommand.requireExports(List.of(export));
        Assumptions assumptions = assumptions();
        PipelinePlan plan = overrides.applyTo(PipelineChoice.of(pipeline).plan());
        Sampling sampling = new Sampling(LocatedStores.of("."), LocalRuns.memoryOfThisProcess(), sample);
        Sampled sampled;
        try (ProgressDisplay progress = (json ? terminal.quiet() : terminal).progress().apply(export)) {
            sampled = sampling.measure(LocalRuns.export(export), plan, progress);
        }
        return switch (sampled) {
            case Sampled.Measured measured -> told(plan, measured.workload(), assumptions);
            case Sampled.Failed failed -> {
                terminal.error(LocalRuns.line(failed.failure()));
                terminal.trace(failed.failure().cause());
                yield ExitCode.FAILED;
            }
        };
    }

    private Assumptions assumptions() {
        if (timeout.compareTo(Duration.ofSeconds(10)) < 0 || timeout.compareTo(Assumptions.LONGEST) > 0) {
            throw new UsageError("expected 10s to 15m for --timeout, got " + timeout.toSeconds() + "s");
        }
        if (!(coreSpeed >= 0.01 && coreSpeed <= 100)) {
            throw new UsageError("expected 0.01 to 100 for --core-speed, got " + coreSpeed);
        }
        return new Assumptions(timeout, network, coreSpeed);
    }

    private int told(PipelinePlan plan, Workload workload, Assumptions assumptions) {
        Prices prices = Prices.ofPackage();
        Sizing sizing = Sizing.of(plan, workload, assumptions, prices);
        SizingText text = new SizingText(export, plan.name(), workload, assumptions, prices, sizing);
        terminal.out().print(json ? text.json() : text.text());
        if (sizing.recommended().isEmpty()) {
            terminal.error("expected a memory size that the export fits in, got none");
            return ExitCode.FAILED;
        }
        return ExitCode.DONE;
    }

    /// At least a kilobyte.
    private static long bytes(String text) {
        long bytes = ByteSize.parse(text);
        if (bytes < LEAST_BYTES) {
            throw new IllegalArgumentException("expected 1kB or more, got " + text);
        }
        return bytes;
    }
}

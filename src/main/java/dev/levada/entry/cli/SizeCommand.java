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
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/// `levada size`: which memory size of the function an export should have, by measuring on its beginning.
@Command(name = "size", header = "Says how large the function should be for an export.", sortOptions = false, description = {
        "Runs the pipeline on the beginning of the export, several times over, and works out what each memory size would take and"
                + " cost. Nothing is written anywhere."}, footerHeading = "%nExamples:%n", footer = {
                        "  levada size export.json --pipeline users",
                        "  levada size s3://exports/users.json.gz --pipeline users.yaml --sample 256MB",
                        "  levada size export.json --pipeline users --timeout 5m --json"})
final class SizeCommand implements Callable<Integer> {

    private final Terminal terminal;

    @ParentCommand
    private Levada levada;

    @Parameters(paramLabel = "EXPORT", description = "A file or s3://bucket/key.")
    private String export;

    @Option(names = "--pipeline", paramLabel = "FILE|NAME", defaultValue = "identity", description = "A definition, or the name of one that ships with Levada (${DEFAULT-VALUE}).")
    private String pipeline;

    @Option(names = "--sample", paramLabel = "SIZE", defaultValue = "64MB", converter = SampleBytes.class, description = "How much of the export, as stored, is looked at (${DEFAULT-VALUE}).")
    private long sample;

    @Option(names = "--timeout", paramLabel = "DURATION", defaultValue = "900s", converter = SweepCommand.Time.class, description = "That of the function, 10s to 15m (${DEFAULT-VALUE}).")
    private Duration timeout;

    @Option(names = "--network", paramLabel = "SIZE", defaultValue = "80MB", converter = SampleBytes.class, description = "Bytes a second of one connection to S3 (${DEFAULT-VALUE}).")
    private long network;

    @Option(names = "--core-speed", paramLabel = "FACTOR", defaultValue = "1", description = "How fast a vCPU of Lambda is, a core of this machine being 1 (${DEFAULT-VALUE}).")
    private double coreSpeed;

    @Mixin
    private Overrides overrides;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    SizeCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
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
                levada.trace(failed.failure().cause());
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
    static final class SampleBytes implements ITypeConverter<Long> {

        private static final long LEAST = 1000;

        @Override
        public Long convert(String text) {
            try {
                long bytes = ByteSize.parse(text);
                if (bytes >= LEAST) {
                    return bytes;
                }
            } catch (IllegalArgumentException wrong) {
                throw new TypeConversionException(wrong.getMessage());
            }
            throw new TypeConversionException("expected 1kB or more, got " + text);
        }
    }
}

package dev.levada.entry.cli;

import dev.levada.definition.Definitions;
import dev.levada.entry.trigger.DirectRequest;
import dev.levada.model.Failure;
import dev.levada.model.ObjectRef;
import dev.levada.run.PublishedExports;
import dev.levada.run.S3Listing;
import dev.levada.run.S3Settings;
import dev.levada.run.S3Uri;
import dev.levada.run.SqsQueue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `levada backfill`: objects that were there before the trigger was, or whose events were lost, to the intake queue.
@Command(name = "backfill", header = "Asks the function to run all objects below a prefix.", sortOptions = false, description = {
        "Sends a direct request to the intake queue for each, in the order of their keys."}, footerHeading = "%nExamples:%n", footer = {
                "  levada backfill s3://exports/users/ --queue \"$intake\" --dry-run",
                "  levada backfill s3://exports/ --queue \"$intake\" --output s3://finished",
                "  levada backfill s3://exports/ --queue \"$intake\" --match '**/*.json.gz'"})
final class BackfillCommand implements Callable<Integer> {

    private final Terminal terminal;

    @ParentCommand
    private Levada levada;

    @Parameters(paramLabel = "s3://BUCKET/PREFIX", description = "Where the exports lie.")
    private String place;

    @Option(names = "--queue", paramLabel = "QUEUE", defaultValue = "${env:LEVADA_INTAKE_QUEUE}", description = "URL of the intake queue; $LEVADA_INTAKE_QUEUE without it.")
    private String queue;

    @Option(names = "--output", paramLabel = "s3://BUCKET/PREFIX", description = "Where the function publishes: what is published there already is left out.")
    private String output;

    @Option(names = "--pipeline", paramLabel = "NAME", description = "The pipeline to run; without it the function takes the one that matches.")
    private String pipeline;

    @Option(names = "--match", paramLabel = "GLOB", description = "Only keys that match, as source.match of a definition does.")
    private String match;

    @Option(names = "--since", paramLabel = "TIME", converter = Filters.Since.class, description = "Only objects written since: 2026-11-01, or 36h or 7d ago.")
    private Instant since;

    @Option(names = "--after", paramLabel = "KEY", description = "Begin behind this key, where an earlier call has stopped.")
    private String after;

    @Option(names = "--limit", paramLabel = "N", description = "At most so many messages.")
    private Long limit;

    @Option(names = "--rate", paramLabel = "N", defaultValue = "20", description = "At most so many messages a second (${DEFAULT-VALUE}).")
    private double rate;

    @Option(names = "--again", description = "Send also what is published already.")
    private boolean again;

    @Option(names = "--dry-run", description = "List, and send nothing.")
    private boolean dryRun;

    BackfillCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /// How far it is.
    private static final class Count {
        private long sent;
        private long published;
        private long others;
        private String last;
    }

    @Override
    public Integer call() {
        requireWhatIsTyped();
        S3Uri prefix = S3Uri.parse(place);
        Optional<OutputPlace> published = Optional.ofNullable(output).map(OutputPlace::of);
        Optional<PublishedExports> ledger = again
                ? Optional.empty()
                : published
                        .map(known -> new PublishedExports(known.stores(), LocalRuns.memoryOfThisProcess(), pipeline));
        SqsQueue intake = new SqsQueue(queue, SqsQueue.endpointOfThisProcess());
        Count count = new Count();
        try {
            send(S3Listing.of(prefix, after, S3Settings.ofThisProcess()), ledger, intake, count);
            terminal.out().println(summary(count));
            return ExitCode.DONE;
        } catch (Failure failure) {
            terminal.error(failure.code() + " " + failure.getMessage() + " (" + failure.code().advice() + ")");
            levada.trace(failure);
            terminal.out().println(summary(count) + goOn(count));
            return ExitCode.FAILED;
        }
    }

    private void requireWhatIsTyped() {
        if (!place.matches("s3://[^/]+(/.*)?")) {
            throw new UsageError("expected s3://bucket/prefix for the exports, got " + place);
        }
        if (queue == null || queue.isEmpty()) {
            if (!dryRun) {
                throw new UsageError("expected --queue QUEUE or LEVADA_INTAKE_QUEUE, got neither");
            }
        } else {
            QueueUrl.require(queue, "--queue");
        }
        if (output != null && !S3Uri.is(output)) {
            throw new UsageError("expected s3://bucket/prefix for --output, got " + output);
        }
        for (String named : new String[]{pipeline, match, after}) {
            if (named != null) {
                RunCommand.requireNamed(List.of(named), "--pipeline, --match and --after");
            }
        }
        if (match != null) {
            Definitions.globMistake(match).ifPresent(mistake -> {
                throw new UsageError("--match: " + mistake);
            });
        }
        Filters.requirePositive(limit, "--limit");
        if (!(rate > 0 && rate <= 10_000)) {
            throw new UsageError("expected a number above 0, at most 10000, for --rate, got " + rate);
        }
    }

    private void send(Iterable<ObjectRef> exports, Optional<PublishedExports> ledger, SqsQueue intake, Count count) {
        long next = System.nanoTime();
        for (ObjectRef export : exports) {
            if (limit != null && count.sent >= limit) {
                return;
            }
            if (!isMeant(export)) {
                count.others++;
            } else if (ledger.isPresent() && ledger.get().contains(export)) {
                count.published++;
            } else {
                next = dryRun ? next : paced(next);
                if (!dryRun) {
                    intake.send(DirectRequest.of(export, pipeline), Duration.ZERO);
                }
                count.sent++;
                terminal.out().println(Printable.of(export.uri() + "  " + Numbers.bytes(export.size()) + ", written "
                        + export.modified()));
            }
            count.last = export.key();
        }
    }

    /// Waits for the moment of the next message.
    private long paced(long next) {
        for (long wait = next - System.nanoTime(); wait > 0; wait = next - System.nanoTime()) {
            LockSupport.parkNanos(wait);
        }
        return Math.max(next, System.nanoTime()) + (long) (1e9 / rate);
    }

    /// Marks of folders are no exports; nor is what levada writes.
    private boolean isMeant(ObjectRef export) {
        if (export.key().endsWith("/") || (output != null && isOutput(export))) {
            return false;
        }
        return (match == null || Definitions.matches(match, export.key()))
                && (since == null || export.modified() == null || !export.modified().isBefore(since));
    }

    private boolean isOutput(ObjectRef export) {
        S3Uri where = S3Uri.parse(output);
        return export.bucket().equals(where.bucket()) && export.key().startsWith(S3Settings.folder(where.key()));
    }

    private String summary(Count count) {
        boolean more = limit != null && count.sent >= limit;
        return (dryRun ? "would send " : "sent ") + Numbers.grouped(count.sent) + ", left out "
                + Numbers.grouped(count.published) + " published and " + Numbers.grouped(count.others) + " others"
                + (more ? goOn(count) : "");
    }

    private static String goOn(Count count) {
        return count.last == null ? "" : "; go on with --after " + Printable.word(Printable.of(count.last));
    }
}

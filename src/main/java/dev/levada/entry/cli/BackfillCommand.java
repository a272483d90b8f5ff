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
import java.util.concurrent.locks.LockSupport;

/// `levada backfill`: objects that were there before the trigger was, or whose events were lost, to the intake queue.
final class BackfillCommand implements Command {

    private static final Argument<String> PLACE = Argument.operand("s3://BUCKET/PREFIX", "Where the exports lie.");
    private static final Argument<String> QUEUE = Argument
            .option("--queue", "QUEUE", "URL of the intake queue; $LEVADA_INTAKE_QUEUE without it.")
            .otherwise(System.getenv("LEVADA_INTAKE_QUEUE"));
    private static final Argument<String> OUTPUT = Argument.option("--output", "s3://BUCKET/PREFIX",
            "Where the function publishes: what is published there already is left out.");
    private static final Argument<String> PIPELINE = Argument.option("--pipeline", "NAME",
            "The pipeline to run; without it the function takes the one that matches.");
    private static final Argument<String> MATCH = Argument.option("--match", "GLOB",
            "Only keys that match, as source.match of a definition does.");
    private static final Argument<Instant> SINCE = Argument
            .option("--since", "TIME", "Only objects written since: 2026-11-01, or 36h or 7d ago.").as(Filters::since);
    private static final Argument<String> AFTER = Argument.option("--after", "KEY",
            "Begin behind this key, where an earlier call has stopped.");
    private static final Argument<Long> LIMIT = Argument.option("--limit", "N", "At most so many messages.")
            .as(Readings::wholeNumber);
    private static final Argument<Double> RATE = Argument
            .option("--rate", "N", "At most so many messages a second (${default}).").otherwise("20")
            .as(Readings::number);
    private static final Argument<String> AGAIN = Argument.flag("--again", "Send also what is published already.");
    private static final Argument<String> DRY_RUN = Argument.flag("--dry-run", "List, and send nothing.");

    static final Signature SIGNATURE = Signature
            .of(PLACE, QUEUE, OUTPUT, PIPELINE, MATCH, SINCE, AFTER, LIMIT, RATE, AGAIN, DRY_RUN)
            .described("Sends a direct request to the intake queue for each, in the order of their keys.")
            .examples("levada backfill s3://exports/users/ --queue \"$intake\" --dry-run",
                    "levada backfill s3://exports/ --queue \"$intake\" --output s3://finished",
                    "levada backfill s3://exports/ --queue \"$intake\" --match '**/*.json.gz'");

    private final Terminal terminal;
    private final String place;
    private final String queue;
    private final String output;
    private final String pipeline;
    private final String match;
    private final Instant since;
    private final String after;
    private final Long limit;
    private final double rate;
    private final boolean again;
    private final boolean dryRun;

    BackfillCommand(Arguments typed, Terminal terminal) {
        this.terminal = terminal;
        place = typed.of(PLACE);
        queue = typed.of(QUEUE);
        output = typed.of(OUTPUT);
        pipeline = typed.of(PIPELINE);
        match = typed.of(MATCH);
        since = typed.of(SINCE);
        after = typed.of(AFTER);
        limit = typed.of(LIMIT);
        rate = typed.of(RATE);
        again = typed.has(AGAIN);
        dryRun = typed.has(DRY_RUN);
    }

    /// How far it is.
    private static final class Count {
        private long sent;
        private long published;
        private long others;
        private String last;
    }

    @Override
    public int call() {
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
            terminal.trace(failure);
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

package dev.levada.entry.cli;

import dev.levada.run.SqsDeadLetters;
import dev.levada.run.SqsDeadLetters.Letter;
import dev.levada.run.SqsQueue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// `levada redrive`: dead letters back to the queue that they came from.
final class RedriveCommand implements Command {

    private static final Argument<String> QUEUE = Argument.operand("QUEUE", "URL of the queue of the dead letters.");
    private static final Argument<String> TO = Argument.option("--to", "QUEUE",
            "URL of the queue to send them to; without it the one whose dead letters they are.");
    private static final Argument<String> PREFIX = Argument.option("--prefix", "s3://BUCKET/PREFIX",
            "Only messages about objects below it.");
    private static final Argument<Long> LIMIT = Argument.option("--limit", "N", "At most so many messages.")
            .as(Readings::wholeNumber);
    private static final Argument<String> DRY_RUN = Argument.flag("--dry-run",
            "List, and send nothing. What was listed shows itself again at the end.");

    static final Signature SIGNATURE = Signature.of(QUEUE, TO, PREFIX, LIMIT, DRY_RUN).described(
            "Prints the objects that each message speaks of, how often it was received, and its age. A message is deleted once it is"
                    + " sent.")
            .examples("levada redrive \"$dead_letters\" --dry-run",
                    "levada redrive \"$dead_letters\" --prefix s3://exports/users/ --limit 10",
                    "levada redrive \"$dead_letters\" --to \"$intake\"");

    private final Terminal terminal;
    private final String queue;
    private final String to;
    private final String prefix;
    private final Long limit;
    private final boolean dryRun;

    RedriveCommand(Arguments typed, Terminal terminal) {
        this.terminal = terminal;
        queue = typed.of(QUEUE);
        to = typed.of(TO);
        prefix = typed.of(PREFIX);
        limit = typed.of(LIMIT);
        dryRun = typed.has(DRY_RUN);
    }

    @Override
    public int call() {
        QueueUrl.require(queue, "QUEUE");
        String filter = Filters.prefix(prefix);
        Filters.requirePositive(limit, "--limit");
        String endpoint = SqsQueue.endpointOfThisProcess();
        SqsDeadLetters letters = new SqsDeadLetters(queue, endpoint);
        String target = to == null ? source(letters) : QueueUrl.require(to, "--to");
        if (target.equals(queue)) {
            throw new UsageError("expected another queue for --to than that of the dead letters, got the same");
        }
        SqsQueue intake = new SqsQueue(target, endpoint);
        Looks looks = new Looks();
        try {
            redrive(letters, intake, filter, looks);
        } finally {
            looks.kept.forEach(letters::release);
        }
        terminal.out().println((dryRun ? "would send " : "sent ") + Numbers.grouped(looks.done) + " of "
                + Numbers.grouped(looks.seen.size()) + " dead letters that were looked at to "
                + Printable.of(target));
        return ExitCode.DONE;
    }

    /// What was received so far.
    private static final class Looks {
        private final Set<String> seen = new HashSet<>();
        /// What stays in the queue, hidden until it is released.
        private final List<Letter> kept = new ArrayList<>();
        private long done;
    }

    /// The intake queue, as SQS knows it.
    private static String source(SqsDeadLetters letters) {
        return letters.source().orElseThrow(() -> new UsageError(
                "expected --to QUEUE, for the dead letters are those of none or of several queues, got none"));
    }

    private void redrive(SqsDeadLetters letters, SqsQueue intake, String filter, Looks looks) {
        boolean anyNew = true;
        while (anyNew && !isEnough(looks.done)) {
            anyNew = false;
            for (Letter letter : letters.next()) {
                boolean isNew = looks.seen.add(letter.id());
                anyNew |= isNew;
                DeadLetter dead = DeadLetter.of(letter);
                if (!isNew || isEnough(looks.done) || !dead.isAbout(filter)) {
                    looks.kept.add(letter);
                    continue;
                }
                if (dryRun) {
                    looks.kept.add(letter);
                } else {
                    send(letters, intake, letter, looks.kept);
                }
                looks.done++;
                terminal.out().println(Printable.of(dead.line(Instant.now())));
            }
        }
    }

    private static void send(SqsDeadLetters letters, SqsQueue intake, Letter letter, List<Letter> kept) {
        try {
            intake.send(letter.body(), Duration.ZERO);
        } catch (RuntimeException trouble) {
            kept.add(letter);
            throw trouble;
        }
        letters.delete(letter);
    }

    private boolean isEnough(long done) {
        return limit != null && done >= limit;
    }
}

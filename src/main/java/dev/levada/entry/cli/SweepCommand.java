package dev.levada.entry.cli;

import dev.levada.model.Failure;
import dev.levada.run.Sweep;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// `levada sweep`: what runs have left and nobody needs.
final class SweepCommand implements Command {

    private static final Argument<String> OUTPUT = Argument.operand("OUTPUT",
            "A folder or s3://bucket/prefix, as runs had it for --output.");
    private static final Argument<Duration> OLDER_THAN = Argument
            .option("--older-than", "DURATION",
                    "Leave staged parts alone that are younger, as 90m, 24h or 7d (${default}).")
            .otherwise("24h").as(Readings::time);
    private static final Argument<String> DRY_RUN = Argument.flag("--dry-run", "List, and remove nothing.");

    static final Signature SIGNATURE = Signature.of(OUTPUT, OLDER_THAN, DRY_RUN)
            .described("Published output is never touched, nor are runs that are under way or can go on.")
            .examples("levada sweep out --dry-run", "levada sweep s3://finished/users --older-than 7d");

    private final Terminal terminal;
    private final String output;
    private final Duration olderThan;
    private final boolean dryRun;

    SweepCommand(Arguments typed, Terminal terminal) {
        this.terminal = terminal;
        output = typed.of(OUTPUT);
        olderThan = typed.of(OLDER_THAN);
        dryRun = typed.has(DRY_RUN);
    }

    @Override
    public int call() {
        RunCommand.requireNamed(List.of(output), "OUTPUT");
        OutputPlace place = OutputPlace.of(output);
        place.requireNoFile();
        Sweep sweep = new Sweep(place.stores());
        List<Sweep.Waste> found = sweep.find(Instant.now().minus(olderThan));
        int done = 0;
        for (Sweep.Waste waste : found) {
            if (dryRun || removed(sweep, waste)) {
                terminal.out().println(Printable.of(words(waste, place)));
                done++;
            }
        }
        terminal.out().println((dryRun ? "would remove " : "removed ") + done + " of what runs have left");
        return done == found.size() ? ExitCode.DONE : ExitCode.FAILED;
    }

    private boolean removed(Sweep sweep, Sweep.Waste waste) {
        try {
            sweep.remove(waste);
            return true;
        } catch (Failure failure) {
            terminal.error(failure.code() + " " + failure.getMessage() + " (" + failure.code().advice() + ")");
            return false;
        }
    }

    private static String words(Sweep.Waste waste, OutputPlace place) {
        return switch (waste) {
            case Sweep.Staged staged -> "part   " + place.place(staged.key()) + ", staged since " + staged.since();
            case Sweep.State state -> "state  " + place.place(state.key()) + ", "
                    + (state.documents() == 1 ? "1 document" : state.documents() + " documents");
        };
    }
}

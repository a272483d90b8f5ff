package dev.levada.entry.cli;

import dev.levada.model.Failure;
import dev.levada.run.Sweep;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/// `levada sweep`: what runs have left and nobody needs.
@Command(name = "sweep", header = "Removes what runs have left staged and no ledger entry owns.", description = "Published output is never touched, nor are runs that are under way or can go on.", footerHeading = "%nExamples:%n", footer = {
        "  levada sweep out --dry-run", "  levada sweep s3://finished/users --older-than 7d"})
final class SweepCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Parameters(paramLabel = "OUTPUT", description = "A folder or s3://bucket/prefix, as runs had it for --output.")
    private String output;

    @Option(names = "--older-than", paramLabel = "DURATION", defaultValue = "24h", converter = Time.class, description = "Leave staged parts alone that are younger, as 90m, 24h or 7d (${DEFAULT-VALUE}).")
    private Duration olderThan;

    @Option(names = "--dry-run", description = "List, and remove nothing.")
    private boolean dryRun;

    SweepCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
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

    /// `30s`, `90m`, `24h`, `7d`.
    static final class Time implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            if (!text.matches("[0-9]{1,9}[smhd]")) {
                throw new TypeConversionException("expected a time such as 90m, 24h or 7d, got " + text);
            }
            long number = Long.parseLong(text.substring(0, text.length() - 1));
            return switch (text.charAt(text.length() - 1)) {
                case 's' -> Duration.ofSeconds(number);
                case 'm' -> Duration.ofMinutes(number);
                case 'h' -> Duration.ofHours(number);
                default -> Duration.ofDays(number);
            };
        }
    }
}

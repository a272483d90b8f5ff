package dev.levada.entry.cli;

import dev.levada.entry.cli.demo.DemoExport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.UUID;
import java.util.stream.Stream;

/// `levada drill`: recovery, exercised where it will be needed. Everything happens below a folder of its own, which goes in the end.
final class DrillCommand implements Command {

    private static final Argument<String> OUTPUT = Argument.operand("OUTPUT",
            "A folder or s3://bucket/prefix, as runs have it for --output.");
    private static final Argument<Long> USERS = Argument
            .option("--users", "N", "Records of the export that is drilled with (${default}).").otherwise("200000")
            .as(Readings::wholeNumber);
    private static final Argument<Integer> KILLS = Argument
            .option("--kills", "N", "How often a run is killed (${default}).").otherwise("5").as(Readings::count);

    static final Signature SIGNATURE = Signature.of(OUTPUT, USERS, KILLS).described(
            "Runs are killed, started twice at once, given a damaged export, lost, and replaced, in processes of their own.")
            .examples("levada drill out", "levada drill s3://finished/users --kills 20");

    private final Terminal terminal;
    private final String output;
    private final long users;
    private final int kills;

    private boolean held = true;

    DrillCommand(Arguments typed, Terminal terminal) {
        this.terminal = terminal;
        output = typed.of(OUTPUT);
        users = typed.of(USERS);
        kills = typed.of(KILLS);
    }

    /// Brings a trouble about.
    @FunctionalInterface
    private interface Drill {
        Drills.Outcome outcome() throws IOException, InterruptedException;
    }

    @Override
    public int call() throws IOException, InterruptedException {
        OutputPlace.of(output);
        Path work = Files.createTempDirectory("levada-drill-");
        String place = (output.endsWith("/") ? output : output + "/") + "drill-" + UUID.randomUUID();
        try {
            DemoExport export = DemoExport.in(work, users);
            export.write();
            Drills drills = new Drills(work, place, export.file());
            try {
                exercise(drills);
            } finally {
                drills.clear();
            }
            if (!held) {
                Files.copy(work.resolve("log"), terminal.err());
            }
            return held ? ExitCode.DONE : ExitCode.FAILED;
        } finally {
            removeFolder(work);
            removeFolder(Path.of(place));
        }
    }

    private void exercise(Drills drills) throws IOException, InterruptedException {
        tell(drills::undisturbed);
        if (held) {
            tell(() -> drills.killed(kills));
            tell(drills::twice);
            tell(drills::damaged);
            tell(drills::swept);
            tell(drills::replaced);
        }
    }

    private void tell(Drill drill) throws IOException, InterruptedException {
        Drills.Outcome outcome = drill.outcome();
        held &= outcome.held();
        terminal.out().println((outcome.held() ? "ok      " : "FAILED  ") + outcome.promise());
    }

    private static void removeFolder(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}

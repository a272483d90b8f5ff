package dev.levada.entry.cli;

import dev.levada.entry.cli.demo.DemoExport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `levada drill`: recovery, exercised where it will be needed. Everything happens below a folder of its own, which goes in the end.
@Command(name = "drill", header = "Exercises recovery against a folder or a bucket, and reports.", description = "Runs are killed, started twice at once, given a damaged export, lost, and replaced, in processes of their own.", footerHeading = "%nExamples:%n", footer = {
        "  levada drill out", "  levada drill s3://finished/users --kills 20"})
final class DrillCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Parameters(paramLabel = "OUTPUT", description = "A folder or s3://bucket/prefix, as runs have it for --output.")
    private String output;

    @Option(names = "--users", paramLabel = "N", defaultValue = "200000", description = "Records of the export that is drilled with (${DEFAULT-VALUE}).")
    private long users;

    @Option(names = "--kills", paramLabel = "N", defaultValue = "5", description = "How often a run is killed (${DEFAULT-VALUE}).")
    private int kills;

    private boolean held = true;

    DrillCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /// Brings a trouble about.
    @FunctionalInterface
    private interface Drill {
        Drills.Outcome outcome() throws IOException, InterruptedException;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
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

package dev.levada.entry.cli;

import dev.levada.entry.cli.demo.DemoExport;
import dev.levada.model.Destination;
import dev.levada.run.report.Manifest;
import dev.levada.run.report.RunReport;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// `levada demo`: an export of made-up users, and the users pipeline on it.
final class DemoCommand implements Command {

    private static final long MOST_USERS = 1_000_000_000;

    private static final Argument<Long> USERS = Argument.option("--users", "N", "Records of the export (${default}).")
            .otherwise("100000").as(Readings::wholeNumber);
    private static final Argument<String> AGAIN = Argument.flag("--again", "Run it also when it is published already.");
    private static final Argument<String> OUTPUT = Argument.option("--output", "DIR",
            "Folder that the output goes below (demo/output), or s3://bucket/prefix.");

    static final Signature SIGNATURE = Signature.of(USERS, AGAIN, OUTPUT)
            .described("Every 1,000th record is wrong, so that there are rejects to look at.")
            .examples("levada demo", "levada demo --again", "levada demo --users 1000000");

    private final Terminal terminal;
    private final Path folder;
    private final long users;
    private final boolean again;
    private final String output;

    /// @param folder of exports, and of the output if nothing else is said
    DemoCommand(Arguments typed, Terminal terminal, Path folder) {
        this.terminal = terminal;
        this.folder = folder;
        users = typed.of(USERS);
        again = typed.has(AGAIN);
        output = typed.of(OUTPUT);
    }

    @Override
    public int call() throws IOException {
        if (users < 1 || users > MOST_USERS) {
            throw new UsageError("expected 1 to " + MOST_USERS + " for --users, got " + users);
        }
        OutputPlace place = OutputPlace.of(output == null ? folder.resolve("output").toString() : output);
        DemoExport export = DemoExport.in(folder, users);
        make(export);
        RunReport report = run(export, place).runs(ended -> tellHowToLook(ended, place)).getFirst();
        return report.state() == RunReport.State.PUBLISHED ? ExitCode.DONE : ExitCode.FAILED;
    }

    /// A run as anybody may type it: the demo shows what there is, and the launcher, which trains Java with it, trains runs.
    private RunCommand run(DemoExport export, OutputPlace place) {
        List<String> words = new ArrayList<>(List.of("--pipeline=users", "--output=" + place.typed()));
        if (again) {
            words.add("--again");
        }
        words.addAll(List.of(Arguments.END_OF_OPTIONS, export.file().toString()));
        return new RunCommand(Arguments.parse("levada run", RunCommand.SIGNATURE, words), terminal);
    }

    private void make(DemoExport export) throws IOException {
        if (!export.isWhole()) {
            terminal.out().println("Making an export of " + Numbers.grouped(users) + " users, "
                    + Numbers.grouped(export.flawed()) + " of them with a flaw ...");
            export.write();
        }
        terminal.out().println("Export: " + export.file() + ", " + Numbers.bytes(Files.size(export.file())));
    }

    private void tellHowToLook(RunReport report, OutputPlace place) {
        if (report.state() != RunReport.State.PUBLISHED) {
            return;
        }
        Summary summary = Summary.of(report, place);
        PrintStream out = terminal.out();
        out.println("Look at what came out:");
        for (Destination destination : Destination.values()) {
            for (Manifest.PartEntry part : summary.parts(destination).stream().limit(1).toList()) {
                out.println("  zstd -dc " + Printable.word(summary.output().place(part.key())) + " | head -3");
            }
        }
        out.println("  cat " + Printable.word(summary.manifestFile()));
    }
}

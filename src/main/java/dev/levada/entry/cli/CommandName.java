package dev.levada.entry.cli;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// What comes first on the command line, in the order of the help. What a command takes is asked for only where it is called: most
/// of the time, one of them.
enum CommandName {

    RUN, CHECK, INVOKE, DEMO, SHOW, SIZE, REPLAY, BACKFILL, REDRIVE, SWEEP, DRILL;

    static Optional<CommandName> of(String word) {
        return Stream.of(values()).filter(command -> command.word().equals(word)).findFirst();
    }

    /// As it is typed.
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// What it does, in a line.
    String header() {
        return switch (this) {
            case RUN -> "Runs exports: each INPUT is a run of its own.";
            case CHECK -> "Checks definitions and runs their examples.";
            case INVOKE -> "Gives an event to the function's handler, with folders for buckets.";
            case DEMO -> "Makes an export of users and runs the users pipeline on it: the first run.";
            case SHOW -> "Shows one record and what each room makes of it.";
            case SIZE -> "Says how large the function should be for an export.";
            case REPLAY -> "Sends the rejects of a run through a definition of today.";
            case BACKFILL -> "Asks the function to run all objects below a prefix.";
            case REDRIVE -> "Sends dead letters back to the intake queue.";
            case SWEEP -> "Removes what runs have left staged and no ledger entry owns.";
            case DRILL -> "Exercises recovery against a folder or a bucket, and reports.";
        };
    }

    Signature signature() {
        return switch (this) {
            case RUN -> RunCommand.SIGNATURE;
            case CHECK -> CheckCommand.SIGNATURE;
            case INVOKE -> InvokeCommand.SIGNATURE;
            case DEMO -> DemoCommand.SIGNATURE;
            case SHOW -> ShowCommand.SIGNATURE;
            case SIZE -> SizeCommand.SIGNATURE;
            case REPLAY -> ReplayCommand.SIGNATURE;
            case BACKFILL -> BackfillCommand.SIGNATURE;
            case REDRIVE -> RedriveCommand.SIGNATURE;
            case SWEEP -> SweepCommand.SIGNATURE;
            case DRILL -> DrillCommand.SIGNATURE;
        };
    }
}

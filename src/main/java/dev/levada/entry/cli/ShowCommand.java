package dev.levada.entry.cli;

import dev.levada.model.PipelinePlan;
import dev.levada.model.Shape;
import dev.levada.run.Inspected;
import dev.levada.run.Inspection;
import dev.levada.run.LocatedStores;
import dev.levada.run.Stores;
import dev.levada.run.Wanted;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `levada show`: one record, and what each room makes of it.
@Command(name = "show", header = "Shows one record and what each room makes of it.", sortOptions = false, description = {
        "What it prints holds the values of the record. Where a run of this export is published below --output, its index tells"
                + " where to begin to read; otherwise that is the beginning."}, footerHeading = "%nExamples:%n", footer = {
                        "  levada show export.json --record 4211 --pipeline users",
                        "  levada show export.json.zst --offset 1048576 --pipeline users.yaml --output out",
                        "  levada show s3://exports/users.json --record 0 --records /users"})
final class ShowCommand implements Callable<Integer> {

    private final Terminal terminal;

    @ParentCommand
    private Levada levada;

    @Parameters(paramLabel = "INPUT", description = "A file, s3://bucket/key, or - for standard input.")
    private String input;

    @ArgGroup(multiplicity = "1")
    private Choice choice;

    /// Which record.
    static final class Choice {

        @Option(names = "--record", paramLabel = "N", description = "The record with this number, from 0.")
        private Long record;

        @Option(names = "--offset", paramLabel = "BYTE", description = "The record that covers this byte of the plain text, or the first one behind it.")
        private Long offset;

        private Wanted wanted() {
            if ((record == null ? offset : record) < 0) {
                throw new UsageError("expected 0 or more for " + (record == null ? "--offset" : "--record") + ", got "
                        + (record == null ? offset : record));
            }
            return record == null ? new Wanted.At(offset) : new Wanted.Nth(record);
        }
    }

    @Option(names = "--pipeline", paramLabel = "FILE|NAME", defaultValue = "identity", description = "A definition, or the name of one that ships with Levada (${DEFAULT-VALUE}).")
    private String pipeline;

    @Option(names = "--records", paramLabel = "SHAPE", converter = Overrides.ShapeWord.class, description = "How records lie, as levada run takes it.")
    private Shape records;

    @Option(names = "--output", paramLabel = "DIR", description = "Where runs were published: a folder or s3://bucket/prefix.")
    private String output;

    ShowCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        RunCommand.requireNamed(List.of(input), "INPUT");
        RunCommand.requireExports(List.of(input));
        Wanted wanted = choice.wanted();
        PipelinePlan defined = PipelineChoice.of(pipeline).plan();
        PipelinePlan plan = records == null ? defined : defined.withShape(records);
        Optional<OutputPlace> place = Optional.ofNullable(output).map(OutputPlace::of);
        Stores stores = place.map(OutputPlace::stores).orElseGet(() -> LocatedStores.of("."));
        Inspection inspection = new Inspection(stores, place.map(known -> known.stores().documents()),
                LocalRuns.memoryOfThisProcess(), plan);
        return switch (inspection.find(LocalRuns.export(input), wanted)) {
            case Inspected.One one -> {
                terminal.out().print(new RecordText(input, one).text(wanted));
                yield ExitCode.DONE;
            }
            case Inspected.None none -> {
                terminal.error("expected " + wanted + " in " + input + ", got its end: it has "
                        + Numbers.grouped(none.records()) + " records and ends at offset " + none.end());
                yield ExitCode.FAILED;
            }
            case Inspected.Failed failed -> {
                terminal.error(LocalRuns.line(failed.failure()));
                levada.trace(failed.failure().cause());
                yield ExitCode.FAILED;
            }
        };
    }
}

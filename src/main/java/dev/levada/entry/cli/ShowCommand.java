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

/// `levada show`: one record, and what each room makes of it.
final class ShowCommand implements Command {

    private static final Argument<String> INPUT = Argument.operand("INPUT",
            "A file, s3://bucket/key, or - for standard input.");
    private static final Argument<Long> RECORD = Argument
            .option("--record", "N", "The record with this number, from 0.").as(Readings::wholeNumber);
    private static final Argument<Long> OFFSET = Argument
            .option("--offset", "BYTE",
                    "The record that covers this byte of the plain text, or the first one behind it.")
            .as(Readings::wholeNumber);
    private static final Argument<Shape> RECORDS = Argument
            .option("--records", "SHAPE", "How records lie, as levada run takes it.").as(Shape::parse);
    private static final Argument<String> OUTPUT = Argument.option("--output", "DIR",
            "Where runs were published: a folder or s3://bucket/prefix.");

    static final Signature SIGNATURE = Signature.of(INPUT).andOneOf(RECORD, OFFSET)
            .and(PipelineChoice.OR_IDENTITY, RECORDS, OUTPUT)
            .described(
                    "What it prints holds the values of the record. Where a run of this export is published below --output, its index tells"
                            + " where to begin to read; otherwise that is the beginning.")
            .examples("levada show export.json --record 4211 --pipeline users",
                    "levada show export.json.zst --offset 1048576 --pipeline users.yaml --output out",
                    "levada show s3://exports/users.json --record 0 --records /users");

    private final Terminal terminal;
    private final String input;
    private final Long record;
    private final Long offset;
    private final String pipeline;
    private final Shape records;
    private final String output;

    ShowCommand(Arguments typed, Terminal terminal) {
        this.terminal = terminal;
        input = typed.of(INPUT);
        record = typed.of(RECORD);
        offset = typed.of(OFFSET);
        pipeline = typed.of(PipelineChoice.OR_IDENTITY);
        records = typed.of(RECORDS);
        output = typed.of(OUTPUT);
    }

    @Override
    public int call() {
        RunCommand.requireNamed(List.of(input), "INPUT");
        RunCommand.requireExports(List.of(input));
        Wanted wanted = wanted();
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
                terminal.trace(failed.failure().cause());
                yield ExitCode.FAILED;
            }
        };
    }

    private Wanted wanted() {
        if ((record == null ? offset : record) < 0) {
            throw new UsageError("expected 0 or more for " + (record == null ? "--offset" : "--record") + ", got "
                    + (record == null ? offset : record));
        }
        return record == null ? new Wanted.At(offset) : new Wanted.Nth(record);
    }
}

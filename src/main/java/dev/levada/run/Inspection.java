package dev.levada.run;

import dev.levada.model.Mark;
import dev.levada.model.ObjectRef;
import dev.levada.model.PipelinePlan;
import dev.levada.model.SeekPoint;
import dev.levada.model.Shape;
import dev.levada.run.report.SeekIndex;
import dev.levada.run.state.Documents;
import dev.levada.stage.bytes.ByteSource;
import java.util.Optional;

/// Looks at one record of an export: the reading begins at the nearest mark of a published run, where there is one, and is
/// cancelled behind the record. Nothing is written.
public final class Inspection {

    private final Stores stores;
    private final Optional<Documents> runs;
    private final MemoryPlan memory;
    private final PipelinePlan plan;

    /// @param stores where exports lie
    /// @param runs the output whose runs may have left a seek index, if one was named
    /// @param plan what becomes of the record
    public Inspection(Stores stores, Optional<Documents> runs, MemoryPlan memory, PipelinePlan plan) {
        this.stores = stores;
        this.runs = runs;
        this.memory = memory;
        this.plan = plan;
    }

    /// The record, or why there is none to show.
    public Inspected find(ObjectRef export, Wanted wanted) {
        try {
            memory.admit(plan);
            ByteSource source = stores.open(export, memory);
            Optional<SeekIndex> index = index(source.object());
            Optional<Mark> mark = index.flatMap(wanted::markIn);
            Look look = mark.isEmpty()
                    ? new Look(source, memory, plan, new Start.Beginning(), SeekPoint.START, unguided(index))
                    : at(mark.get(), index.get().found(), source);
            return look.at(wanted);
        } catch (RuntimeException | LinkageError | OutOfMemoryError trouble) {
            return new Inspected.Failed(RunFailure.of(export.uri(), RunFailure.asFailure(trouble)));
        }
    }

    private Inspected.Guide unguided(Optional<SeekIndex> index) {
        if (runs.isEmpty()) {
            return Inspected.Guide.NONE_ASKED;
        }
        return index.isEmpty() ? Inspected.Guide.NONE_FOUND : Inspected.Guide.NO_PLACE_BEFORE;
    }

    /// That of the published run of this version, if it looked for the records where this definition does.
    private Optional<SeekIndex> index(ObjectRef export) {
        if (export.size() < 0 || runs.isEmpty()) {
            return Optional.empty(); // a pipe is never the same again
        }
        Archive archive = new Archive(runs.get());
        return archive.published(plan.name(), export).flatMap(run -> archive.index(plan.name(), run.run()))
                .filter(found -> isOfThis(found.found()));
    }

    private boolean isOfThis(SeekIndex.Found found) {
        return plan.shape() instanceof Shape.Auto ? !found.shapePinned() : plan.shape().equals(found.shape());
    }

    /// The framing goes on as it was: where the run had found the shape, it goes on watching for others.
    private Look at(Mark mark, SeekIndex.Found found, ByteSource source) {
        Shape wanted = found.shapePinned() ? found.shape() : new Shape.Auto();
        return new Look(source, memory, plan.withShape(wanted), start(mark, found), mark.seek(),
                Inspected.Guide.INDEX);
    }

    private static Start start(Mark mark, SeekIndex.Found found) {
        return new Start.AtMark(mark, found.compression(), found.encoding(), found.byteOrderMark(), found.shape());
    }
}

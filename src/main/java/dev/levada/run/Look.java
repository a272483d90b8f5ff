package dev.levada.run;

import dev.levada.model.Block;
import dev.levada.model.Chunk;
import dev.levada.model.Frames;
import dev.levada.model.Kind;
import dev.levada.model.PipelinePlan;
import dev.levada.model.Reject;
import dev.levada.model.RecordWalk;
import dev.levada.model.Rows;
import dev.levada.model.SeekPoint;
import dev.levada.model.Slabs;
import dev.levada.stage.bytes.ByteSource;
import dev.levada.stage.codec.Decompressor;
import dev.levada.stage.codec.Transcoder;
import dev.levada.stage.frame.Framer;
import dev.levada.stage.mapping.Mapping;
import dev.levada.stage.output.Router;
import io.smallrye.mutiny.Multi;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// One look at an export: the rooms that read are driven until the wanted record passes the door behind the framer. There the
/// stream is cancelled, and this record alone goes through the rooms that follow.
final class Look {

    private final ByteSource source;
    private final PipelinePlan plan;
    private final SeekPoint begin;
    private final Inspected.Guide guide;
    private final Decompressor decompressor;
    private final Transcoder transcoder;
    private final Framer framer;
    private final Slabs blocks;
    private final Seen seen = new Seen();

    /// @param start where the rooms begin
    /// @param begin where the reading of the source begins
    /// @param guide what told so
    Look(ByteSource source, MemoryPlan memory, PipelinePlan plan, Start start, SeekPoint begin,
            Inspected.Guide guide) {
        Slabs chunks = memory.chunkSlabs();
        this.source = source;
        this.plan = plan;
        this.begin = begin;
        this.guide = guide;
        this.decompressor = start.decompressor(chunks, memory.windowLog());
        this.transcoder = start.transcoder(chunks);
        this.framer = start.framer(plan, chunks, RecordWalk.NONE);
        this.blocks = memory.blockSlabs();
    }

    /// What has passed the doors so far.
    private static final class Seen implements Tap {

        private long bytes;
        private long end;
        private long records;

        @Override
        public void bytes(Chunk chunk) {
            bytes += chunk.length();
        }

        @Override
        public void codec(Chunk chunk) {
            end = chunk.position() + chunk.length();
        }

        @Override
        public void frame(Frames frames) {
            if (frames.count > 0) {
                records = frames.firstIndex + frames.count;
            }
            for (Reject reject : frames.rejects) {
                records = Math.max(records, reject.index() + 1);
            }
        }
    }

    Inspected at(Wanted wanted) {
        Multi<Chunk> raw = source.read(begin.source()).onItem().invoke(seen::bytes);
        Multi<Chunk> plain = Pipeline.through(transcoder, Pipeline.through(decompressor, raw)).onItem()
                .invoke(seen::codec);
        Multi<Frames> frames = Pipeline.through(framer, plain).onItem().invoke(seen::frame);
        Inspected one = frames.onItem().transformToIterable(batch -> in(batch, wanted)).toUni().await().indefinitely();
        return one == null ? new Inspected.None(reading(), seen.records, seen.end) : one;
    }

    private Inspected.Reading reading() {
        return new Inspected.Reading(source.object(), framer.found(), begin, guide, seen.bytes);
    }

    private List<Inspected> in(Frames batch, Wanted wanted) {
        try {
            int held = wanted.in(batch);
            Optional<Reject> rejected = wanted.rejectedIn(batch);
            if (held >= 0 && rejected.stream().noneMatch(reject -> reject.offset() < batch.offset(held))) {
                return List.of(one(batch, held));
            }
            return rejected.map(this::one).stream().toList();
        } finally {
            batch.release();
        }
    }

    /// The framer knows by itself what is wrong with it, and has let its bytes go.
    private Inspected one(Reject reject) {
        return new Inspected.One(reading(), reject.index(), reject.offset(), reject.length(), null,
                new Inspected.Rejected(reject.field(), reject.code(), reject.reason()));
    }

    private Inspected one(Frames batch, int i) {
        int from = batch.keyed ? batch.keyStart[i] : batch.start[i];
        byte[] raw = Arrays.copyOfRange(batch.slab.bytes(), from, batch.end[i]);
        return new Inspected.One(reading(), batch.firstIndex + i, batch.offset(i), batch.length(i), raw,
                outcome(alone(batch, i)));
    }

    /// A batch with nothing but one record of another, in the same bytes.
    private static Frames alone(Frames batch, int i) {
        Frames one = new Frames(null);
        one.slab = batch.slab.share();
        one.count = 1;
        one.start[0] = batch.start[i];
        one.end[0] = batch.end[i];
        one.keyStart[0] = batch.keyStart[i];
        one.keyEnd[0] = batch.keyEnd[i];
        one.keyed = batch.keyed;
        one.position = batch.position;
        one.firstIndex = batch.firstIndex + i;
        return one;
    }

    private Inspected.Outcome outcome(Frames one) {
        try (Mapping mapping = Mapping.of(plan.mapping(), 0);
                Router router = new Router(plan.output().format(), source.object().uri(), blocks)) {
            Rows rows = mapping.feed(one).iterator().next();
            boolean filtered = rows.filtered > 0;
            Optional<Reject> reject = rows.rejects.stream().findFirst();
            List<Inspected.Cell> cells = rows.count == 0 ? List.of() : cells(rows);
            router.feed(rows).forEach(Block::release);
            if (filtered) {
                return new Inspected.Filtered();
            }
            if (reject.isPresent()) {
                return new Inspected.Rejected(reject.get().field(), reject.get().code(), reject.get().reason());
            }
            Block block = router.finish().iterator().next();
            return new Inspected.Row(cells, new String(block.bytes(), 0, block.length(), StandardCharsets.UTF_8));
        }
    }

    /// Of the first row.
    private static List<Inspected.Cell> cells(Rows rows) {
        List<Inspected.Cell> cells = new ArrayList<>();
        for (int cell = 0; cell < rows.columns; cell++) {
            Kind kind = rows.cells.kind(cell);
            String token = kind == Kind.NULL
                    ? null
                    : new String(rows.bytes(cell), rows.cells.start(cell), rows.cells.length(cell),
                            StandardCharsets.UTF_8);
            cells.add(new Inspected.Cell(rows.schema.columns().get(cell).name(), kind, token));
        }
        return cells;
    }
}

package dev.levada.run;

import dev.levada.model.Block;
import dev.levada.model.Chunk;
import dev.levada.model.Compression;
import dev.levada.model.Destination;
import dev.levada.model.Encoding;
import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import dev.levada.model.Frames;
import dev.levada.model.MappingPlan;
import dev.levada.model.Part;
import dev.levada.model.PipelinePlan;
import dev.levada.model.Rows;
import dev.levada.model.Shape;
import dev.levada.model.Slabs;
import dev.levada.model.Stage;
import dev.levada.run.state.Checkpoint;
import dev.levada.stage.bytes.ByteSource;
import dev.levada.stage.codec.Decompressor;
import dev.levada.stage.codec.Transcoder;
import dev.levada.stage.frame.Framer;
import dev.levada.stage.mapping.Mapping;
import dev.levada.stage.output.Router;
import dev.levada.stage.pack.Compressor;
import dev.levada.stage.pack.Packing;
import dev.levada.stage.sink.PartNames;
import dev.levada.stage.sink.Sink;
import dev.levada.stage.sink.Staging;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/// The whole story: an export goes in at the top and parts come out at the bottom, each room taking only what the next one
/// asked for. Start reading here.
///
/// One pipeline is one run. Nothing flows until the result is subscribed to; then everything happens on the subscriber's
/// thread, driven by its demand. With two threads the rooms up to the [Relay] run ahead on one of their own.
final class Pipeline {

    static {
        // Context is carried from thread to thread by interceptors that cost more to start than a small run, and nobody here has any.
        // Where nobody has touched Mutiny before, it looks for them in all jars of the thread's loader: one that has none opens none.
        Thread thread = Thread.currentThread();
        ClassLoader loader = thread.getContextClassLoader();
        thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        try {
            Infrastructure.clearInterceptors();
        } finally {
            thread.setContextClassLoader(loader);
        }
    }

    private final PipelinePlan plan;
    private final List<Tap> taps;
    private final Decompressor decompressor;
    private final Transcoder transcoder;
    private final Framer framer;
    private final Mapping mapping;
    private final Router router;
    private final Compressor compressor;
    private final Relay relay;
    private Failure damage;

    /// @param packing how blocks are compressed
    /// @param start where the rooms begin: at the beginning, or at a checkpoint
    Pipeline(PipelinePlan plan, String sourceUri, Packing packing, MemoryPlan memory, List<Tap> taps, Start start) {
        Slabs chunks = memory.chunkSlabs();
        Slabs blocks = memory.blockSlabs();
        this.plan = plan;
        this.taps = taps;
        this.decompressor = start.decompressor(chunks, memory.windowLog());
        this.transcoder = start.transcoder(chunks);
        this.mapping = mapping();
        this.framer = start.framer(plan, chunks, mapping.walk());
        this.router = new Router(plan.output().format(), sourceUri, blocks);
        this.compressor = Compressor.of(packing, blocks);
        this.relay = Relay.of(memory);
    }

    private Mapping mapping() {
        return Mapping.of(plan.mapping(), plan.rejects().keepRaw());
    }

    /// Parts, each emitted once it is staged.
    ///
    /// @param from where the reading begins
    Multi<Part> parts(ByteSource source, long from, Stage<Block, Part> sink, Pause pause) {
        Multi<Chunk> raw = tap(Tap::bytes, source.read(from));
        Multi<Chunk> plain = tap(Tap::codec, through(transcoder, through(decompressor, raw)));
        Multi<Frames> frames = tap(Tap::frame, upToDamage(through(framer, upToDamage(plain))));
        Multi<Rows> mapped = relay.mapped(frames, mapping, this::mapping);
        Multi<Rows> rows = tap(Tap::mapping,
                mapped.onFailure().transform(pause::brokenOff).onItem().invoke(pause::before));
        Multi<Block> blocks = tap(Tap::output, through(router, rows));
        Multi<Block> packed = tap(Tap::pack, through(compressor, blocks));
        return tap(Tap::sink, through(sink, packed));
    }

    /// The last room, for a run of this pipeline: every part of the rows begins with the format's preamble, packed like the rest.
    Sink sink(Staging staging, String run) {
        PipelinePlan.Output output = plan.output();
        byte[] preamble = switch (plan.mapping()) {
            case MappingPlan.Fields fields -> Router.preamble(output.format(), fields.schema());
            case MappingPlan.Identity identity -> new byte[0]; // NDJSON only: its columns are not known beforehand
        };
        Map<Destination, byte[]> preambles = preamble.length == 0
                ? Map.of()
                : Map.of(Destination.DATA, compressor.pack(preamble));
        return new Sink(staging, new PartNames(plan.name(), run, output.format(), output.compression()),
                output.partBytes(), preambles);
    }

    /// What the stage makes of the stream, drawn one batch at a time; `finish` after the last, `close` however it ends.
    static <I, O> Multi<O> through(Stage<I, O> stage, Multi<I> upstream) {
        Multi<O> fed = upstream.onItem().transformToIterable(stage::feed);
        Multi<O> rest = Multi.createFrom().deferred(() -> Multi.createFrom().iterable(stage.finish()));
        return Multi.createBy().concatenating().streams(fed, rest).onTermination().invoke(stage::close);
    }

    private <T> Multi<T> tap(BiConsumer<Tap, T> door, Multi<T> stream) {
        return stream.onItem().invoke(batch -> {
            for (Tap tap : taps) {
                door.accept(tap, batch);
            }
        });
    }

    /// With `damage: keep` the stream ends where the damage begins, and [#damage] tells of it.
    private <T> Multi<T> upToDamage(Multi<T> stream) {
        return switch (plan.damage()) {
            case FAIL -> stream;
            case KEEP -> stream.onFailure(this::isDamage).recoverWithCompletion();
        };
    }

    private boolean isDamage(Throwable trouble) {
        if (trouble instanceof Failure failure && failure.code() == FailureCode.DAMAGED) {
            damage = damage == null ? failure : damage;
            framer.cutOff();
            return true;
        }
        return false;
    }

    /// Rows that are encoded and not enough for a block yet: the last room with a memory.
    Router router() {
        return router;
    }

    /// How long decompressing has taken, and how much text came of it.
    long decodingNanos() {
        return decompressor.busyNanos();
    }

    /// The damage that was kept out, if any.
    Optional<Failure> damage() {
        return Optional.ofNullable(damage);
    }

    /// What was found out about the export, once records have come.
    Checkpoint.Found found() {
        return new Checkpoint.Found(compression(), encoding(), byteOrderMark(), shape().toString());
    }

    /// How records lie; null where the run ended before that was known.
    Shape shape() {
        return framer.found();
    }

    Compression compression() {
        return decompressor.found();
    }

    Encoding encoding() {
        return transcoder.found();
    }

    /// Bytes before the plain text that belong to no record: a UTF-8 byte order mark.
    long skipped() {
        return transcoder.skipped();
    }

    boolean byteOrderMark() {
        return transcoder.byteOrderMark();
    }
}

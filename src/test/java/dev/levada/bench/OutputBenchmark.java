package dev.levada.bench;

import dev.levada.model.Chunk;
import dev.levada.model.Format;
import dev.levada.model.Frames;
import dev.levada.model.Rows;
import dev.levada.model.Slabs;
import dev.levada.stage.frame.Framer;
import dev.levada.stage.mapping.Mapping;
import dev.levada.stage.output.Router;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/// output: rows to blocks, in GB of blocks.
public class OutputBenchmark extends RoomBenchmark {

    @Param
    public Format format;

    private final Slabs blocks = new Slabs(BLOCK + (64 << 10), 4);
    private byte[] text;
    private final List<Rows> batches = new ArrayList<>();

    @Setup
    public void write() {
        text = UserText.ARRAY.text(TEXT_BYTES);
    }

    @Setup(Level.Invocation)
    public void map() {
        batches.clear();
        try (Framer framer = new Framer(UserText.ARRAY.shape(), 1 << 20, slabs);
                Mapping mapping = Mapping.of(UserText.mapping(), 0)) {
            for (Chunk chunk : chunks(text)) {
                for (Frames frames : framer.feed(chunk)) {
                    mapping.feed(frames).forEach(batches::add);
                }
            }
        }
    }

    @Benchmark
    public long encode(Volume volume) {
        long bytes = 0;
        try (Router router = new Router(format, "bench", blocks)) {
            for (Rows rows : batches) {
                bytes += drained(router.feed(rows));
            }
            bytes += drained(router.finish());
        }
        volume.passed(bytes);
        return bytes;
    }
}

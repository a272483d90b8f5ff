package dev.levada.bench;

import dev.levada.model.Chunk;
import dev.levada.model.Frames;
import dev.levada.stage.frame.Framer;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/// frame: edges of records, found by its own scan. In a run the mapping's walk finds most of them: `MappingBenchmark.walkedByTheFramer`.
public class FrameBenchmark extends RoomBenchmark {

    @Param
    public UserText layout;

    private byte[] text;
    private List<Chunk> chunks;

    @Setup
    public void write() {
        text = layout.text(TEXT_BYTES);
    }

    @Setup(Level.Invocation)
    public void chunk() {
        chunks = chunks(text);
    }

    @Benchmark
    public long edges(Volume volume) {
        long records = 0;
        try (Framer framer = new Framer(layout.shape(), 1 << 20, slabs)) {
            for (Chunk chunk : chunks) {
                for (Frames frames : framer.feed(chunk)) {
                    records += frames.count;
                    frames.release();
                }
            }
        }
        volume.passed(text.length);
        return records;
    }
}

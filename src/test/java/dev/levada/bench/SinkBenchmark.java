package dev.levada.bench;

import dev.levada.model.Block;
import dev.levada.model.Compression;
import dev.levada.model.Destination;
import dev.levada.model.Format;
import dev.levada.model.Part;
import dev.levada.model.Slab;
import dev.levada.model.Slabs;
import dev.levada.stage.sink.FileStaging;
import dev.levada.stage.sink.PartNames;
import dev.levada.stage.sink.Sink;
import dev.levada.stage.sink.Staging;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/// sink: blocks to a part of 64 MiB in a temporary folder, staged (forced to the disk) and removed again: what the disk takes is in it.
public class SinkBenchmark extends RoomBenchmark {

    private static final int BLOCKS = 64;

    private final Slabs blocks = new Slabs(BLOCK, 4);
    private byte[] lines;
    private Path folder;

    @Setup
    public void makeFolder() throws IOException {
        lines = UserText.LINES.text(BLOCK);
        folder = Files.createTempDirectory("levada-bench-");
    }

    @TearDown
    public void removeFolder() throws IOException {
        try (var left = Files.walk(folder)) {
            for (Path path : left.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(path);
            }
        }
    }

    @Benchmark
    public long stage(Volume volume) {
        long bytes = 0;
        try (Staging staging = new FileStaging(folder, "bench")) {
            Sink sink = new Sink(staging, new PartNames("bench", "bench", Format.NDJSON, Compression.NONE),
                    (long) BLOCKS * BLOCK, Map.of());
            for (int i = 0; i < BLOCKS; i++) {
                Slab slab = blocks.take();
                System.arraycopy(lines, 0, slab.bytes(), 0, lines.length);
                for (Part part : sink.feed(new Block(Destination.DATA, slab, lines.length, 1))) {
                    bytes += part.bytes();
                }
            }
            sink.close();
            staging.clear();
        }
        volume.passed(bytes);
        return bytes;
    }
}

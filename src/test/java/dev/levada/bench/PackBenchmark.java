package dev.levada.bench;

import dev.levada.model.Block;
import dev.levada.model.Destination;
import dev.levada.model.Slab;
import dev.levada.model.Slabs;
import dev.levada.stage.pack.Compressor;
import dev.levada.stage.pack.Packing;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/// pack: one block of lines, in GB of plain blocks.
public class PackBenchmark extends RoomBenchmark {

    @Param({"ZLIB", "ISAL", "ZSTD"})
    public Packing packing;

    private final Slabs blocks = new Slabs(BLOCK + (64 << 10), 4);
    private byte[] lines;
    private Compressor compressor;

    @Setup
    public void open() {
        if (!packing.isSupported()) {
            throw new IllegalStateException("this platform has no " + packing);
        }
        lines = UserText.LINES.text(BLOCK);
        compressor = Compressor.of(packing, blocks);
    }

    @TearDown
    public void close() {
        compressor.close();
    }

    @Benchmark
    public long block(Volume volume) {
        Slab slab = blocks.take();
        System.arraycopy(lines, 0, slab.bytes(), 0, lines.length);
        volume.passed(lines.length);
        return drained(compressor.feed(new Block(Destination.DATA, slab, lines.length, 1)));
    }
}

package dev.levada.bench;

import dev.levada.model.Block;
import dev.levada.model.Chunk;
import dev.levada.model.Slab;
import dev.levada.model.Slabs;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// What the benchmarks of all rooms share: as little forking and repeating as gives figures that repeat within a few percent.
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 1, jvmArgsAppend = {"-XX:+UseSerialGC", "-Xms512m", "-Xmx512m", "--enable-native-access=ALL-UNNAMED"})
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
public abstract class RoomBenchmark {

    static final int BLOCK = 1 << 20;

    /// Large enough for caches to matter, small enough for a heap.
    static final int TEXT_BYTES = 16 << 20;

    final Slabs slabs = new Slabs(Rooms.CHUNK, 128);

    /// The bytes as a source gives them, in chunks that belong to the taker.
    List<Chunk> chunks(byte[] bytes) {
        List<Chunk> chunks = new ArrayList<>();
        for (int at = 0; at < bytes.length; at += Rooms.CHUNK) {
            int length = Math.min(Rooms.CHUNK, bytes.length - at);
            Slab slab = slabs.take();
            System.arraycopy(bytes, at, slab.bytes(), 0, length);
            chunks.add(new Chunk(slab, 0, length, at));
        }
        return chunks;
    }

    /// Lets blocks go, and says how long they were.
    static long drained(Iterable<Block> blocks) {
        long bytes = 0;
        for (Block block : blocks) {
            bytes += block.length();
            block.release();
        }
        return bytes;
    }
}

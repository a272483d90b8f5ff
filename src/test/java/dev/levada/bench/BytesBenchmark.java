package dev.levada.bench;

import dev.levada.model.ObjectRef;
import dev.levada.model.Slabs;
import dev.levada.stage.bytes.ByteSource;
import dev.levada.stage.bytes.FileByteSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/// bytes: a file in the page cache, in chunks.
public class BytesBenchmark extends RoomBenchmark {

    private Path file;
    private ByteSource source;

    @Setup
    public void write() throws IOException {
        file = Files.write(Files.createTempFile("levada-bench-", ".json"), UserText.ARRAY.text(TEXT_BYTES));
        source = FileByteSource.open(ObjectRef.file(file.toString()), file, new Slabs(Rooms.CHUNK, 4));
    }

    @TearDown
    public void delete() throws IOException {
        Files.delete(file);
    }

    @Benchmark
    public long file(Volume volume) {
        long[] bytes = {0};
        source.read(0).onItem().invoke(chunk -> {
            bytes[0] += chunk.length();
            chunk.release();
        }).collect().last().await().indefinitely();
        volume.passed(bytes[0]);
        return bytes[0];
    }
}

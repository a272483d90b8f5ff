package dev.levada.bench;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdDecompressCtx;
import dev.levada.model.Chunk;
import dev.levada.model.Stage;
import dev.levada.stage.codec.Decompressor;
import dev.levada.stage.codec.Transcoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.GZIPOutputStream;
import java.util.zip.Inflater;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;

/// codec: everything to UTF-8, in GB of plain text. Beside gzip and zstd stands what their libraries take for the same bytes when nobody
/// asks for members, frames, seek points and damage.
public class CodecBenchmark extends RoomBenchmark {

    private static final int HEADER = 10;
    private static final int WINDOW_LOG = 23;

    private byte[] gzip;
    private byte[] zstd;
    private byte[] utf16;
    private final byte[] room = new byte[Rooms.CHUNK];

    @Setup
    public void encode() throws IOException {
        byte[] text = UserText.ARRAY.text(TEXT_BYTES);
        ByteArrayOutputStream member = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(member)) {
            out.write(text);
        }
        gzip = member.toByteArray();
        zstd = Zstd.compress(text, 3);
        utf16 = new String(text, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_16);
    }

    @Benchmark
    public long gunzip(Volume volume) {
        return through(new Decompressor(slabs, WINDOW_LOG), gzip, volume);
    }

    @Benchmark
    public long gunzipByTheLibraryAlone(Volume volume) throws DataFormatException {
        Inflater inflater = new Inflater(true);
        CRC32 crc = new CRC32();
        inflater.setInput(gzip, HEADER, gzip.length - HEADER);
        while (!inflater.finished()) {
            crc.update(room, 0, inflater.inflate(room));
        }
        volume.passed(inflater.getBytesWritten());
        inflater.end();
        return crc.getValue();
    }

    @Benchmark
    public long unzstd(Volume volume) {
        return through(new Decompressor(slabs, WINDOW_LOG), zstd, volume);
    }

    @Benchmark
    public long unzstdByTheLibraryAlone(Volume volume) {
        long bytes = 0;
        try (ZstdDecompressCtx context = new ZstdDecompressCtx()) {
            ByteBuffer in = ByteBuffer.wrap(zstd);
            ByteBuffer out = ByteBuffer.wrap(room);
            boolean finished = false;
            while (!finished) {
                finished = context.decompressByteBufferStream(out.clear(), in);
                bytes += out.position();
            }
        }
        volume.passed(bytes);
        return bytes;
    }

    @Benchmark
    public long utf16(Volume volume) {
        return through(new Transcoder(slabs), utf16, volume);
    }

    private long through(Stage<Chunk, Chunk> stage, byte[] bytes, Volume volume) {
        long length = 0;
        List<Chunk> encoded = chunks(bytes);
        for (Chunk chunk : encoded) {
            length += drawn(stage.feed(chunk));
        }
        length += drawn(stage.finish());
        stage.close();
        volume.passed(length);
        return length;
    }

    private static long drawn(Iterable<Chunk> chunks) {
        long length = 0;
        for (Chunk chunk : chunks) {
            length += chunk.length();
            chunk.release();
        }
        return length;
    }
}

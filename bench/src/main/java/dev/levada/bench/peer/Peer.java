package dev.levada.bench.peer;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/// One Java library doing the users job, as a process: `Peer NAME INPUT OUTPUT`. Each is written the way its documentation
/// shows for large files; the end of OUTPUT's name says how it is compressed.
public final class Peer {

    private static final int BUFFER = 1 << 16;

    public static void main(String[] args) throws Exception {
        Path input = Path.of(args[1]);
        Path output = Path.of(args[2]);
        if (args[0].equals("duckdb")) { // reads and writes by itself
            DuckDb.run(input, output);
            return;
        }
        try (InputStream in = Files.newInputStream(input); OutputStream out = open(output)) {
            switch (args[0]) {
                case "jackson" -> Jackson.run(in, out);
                case "fastjson2" -> Fastjson2.run(in, out);
                case "dsl-json" -> DslJsonStream.run(in, out);
                case "avaje-jsonb" -> AvajeJsonb.run(in, out);
                default -> throw new IllegalArgumentException("expected the name of a peer, got " + args[0]);
            }
        }
    }

    private static OutputStream open(Path output) throws IOException {
        OutputStream file = Files.newOutputStream(output);
        if (output.toString().endsWith(".gz")) {
            return new BufferedOutputStream(new GZIPOutputStream(file, BUFFER), BUFFER);
        }
        return new BufferedOutputStream(output.toString().endsWith(".zst") ? new ZstdOutputStream(file, 3) : file,
                BUFFER);
    }

    private Peer() {
    }
}

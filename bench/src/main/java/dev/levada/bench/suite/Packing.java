package dev.levada.bench.suite;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;

/// How an export or an output is compressed; zstd at level 3, gzip at the JDK's, 6.
enum Packing {
    NONE("none", ""), GZIP("gzip", ".gz"), ZSTD("zstd", ".zst");

    private final String title;
    private final String suffix;

    Packing(String title, String suffix) {
        this.title = title;
        this.suffix = suffix;
    }

    String title() {
        return title;
    }

    String suffix() {
        return suffix;
    }

    OutputStream over(OutputStream out) throws IOException {
        return switch (this) {
            case NONE -> out;
            case GZIP -> new GZIPOutputStream(out, 1 << 16);
            case ZSTD -> new ZstdOutputStream(out, 3);
        };
    }
}

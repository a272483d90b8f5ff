package dev.levada.stage.pack;

import dev.levada.model.Compression;
import dev.levada.model.Slabs;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32;

/// How blocks are compressed, down to the library: two of them make two files of the same rows, each of which every reader reads.
public enum Packing {
    NONE,
    /// gzip by zlib, which every JDK has.
    ZLIB,
    /// gzip by ISA-L, where the platform has it.
    ISAL, ZSTD;

    private static final Map<Packing, String> VERSIONS = new ConcurrentHashMap<>();

    /// The fastest that this process has.
    public static Packing fastest(Compression compression) {
        return switch (compression) {
            case NONE -> NONE;
            case GZIP -> IsalDeflater.isSupported() ? ISAL : ZLIB;
            case ZSTD -> ZSTD;
        };
    }

    /// The one that every process has.
    public static Packing portable(Compression compression) {
        return switch (compression) {
            case NONE -> NONE;
            case GZIP -> ZLIB;
            case ZSTD -> ZSTD;
        };
    }

    /// What it compresses to.
    public Compression compression() {
        return switch (this) {
            case NONE -> Compression.NONE;
            case ZLIB, ISAL -> Compression.GZIP;
            case ZSTD -> Compression.ZSTD;
        };
    }

    /// Whether this process has it.
    public boolean isSupported() {
        return switch (this) {
            case NONE, ZLIB, ZSTD -> true;
            case ISAL -> IsalDeflater.isSupported();
        };
    }

    /// Tells one build of a library from another that makes other bytes: its name, and the checksum of what it makes of a sample.
    ///
    /// @throws IllegalStateException where it is not supported
    public String version() {
        return VERSIONS.computeIfAbsent(this, Packing::sampled);
    }

    private String sampled() {
        CRC32 crc = new CRC32();
        Compressor compressor = Compressor.of(this, new Slabs(Sample.BYTES, 1));
        try {
            crc.update(compressor.pack(Sample.text()));
        } finally {
            compressor.close();
        }
        return name().toLowerCase(Locale.ROOT) + "-" + HexFormat.of().toHexDigits((int) crc.getValue());
    }

    /// Rows that no two compressors would see the same way: repetitions near and far, long and short, and some noise.
    private static final class Sample {

        static final int BYTES = 64 << 10;

        static byte[] text() {
            StringBuilder rows = new StringBuilder(BYTES + 200);
            int dice = 1;
            while (rows.length() < BYTES) {
                dice = dice * 1_103_515_245 + 12_345;
                rows.append("{\"id\":").append(dice >>> 8).append(",\"name\":\"n").append(dice >>> 20 & 63)
                        .append("\",\"tags\":[\"").append("ab".repeat(dice >>> 16 & 15)).append("\"],\"hash\":\"")
                        .append(Integer.toHexString(dice * 31)).append("\"}\n");
            }
            return rows.substring(0, BYTES).getBytes(StandardCharsets.US_ASCII);
        }
    }
}

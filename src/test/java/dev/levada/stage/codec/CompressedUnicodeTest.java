package dev.levada.stage.codec;

import com.github.luben.zstd.Zstd;
import dev.levada.contract.SeekContract;
import dev.levada.model.Chunk;
import dev.levada.model.Compression;
import dev.levada.model.Encoding;
import dev.levada.model.SeekPoint;
import dev.levada.model.Slabs;
import dev.levada.model.Stage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Nested;

/// Both codecs, one behind the other: members and frames that end in the middle of a character, or between two.
final class CompressedUnicodeTest {

    private static final byte[] SKIPPABLE = {0x5a, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 'a', 'b', 'c'};

    @Nested
    final class MembersOfUtf16Test extends Both {
        MembersOfUtf16Test() {
            super(Compression.GZIP, Encoding.UTF_16LE, Gzipped::member, 101);
        }
    }

    @Nested
    final class MembersOfUtf32Test extends Both {
        MembersOfUtf32Test() {
            super(Compression.GZIP, Encoding.UTF_32BE, Gzipped::member, 400);
        }
    }

    @Nested
    final class FramesOfUtf16Test extends Both {
        FramesOfUtf16Test() {
            super(Compression.ZSTD, Encoding.UTF_16BE, CompressedUnicodeTest::frames, 302);
        }
    }

    @Nested
    final class FramesOfUtf8Test extends Both {
        FramesOfUtf8Test() {
            super(Compression.ZSTD, Encoding.UTF_8, CompressedUnicodeTest::frames, 77);
        }
    }

    @Nested
    final class MembersOfUtf8Test extends Both {
        MembersOfUtf8Test() {
            super(Compression.GZIP, Encoding.UTF_8, Gzipped::member, 77);
        }
    }

    private static byte[] frames(byte[] text) {
        return Gzipped.joined(SKIPPABLE, Zstd.compress(text), SKIPPABLE);
    }

    /// A text in one encoding, cut anywhere, each piece compressed by itself.
    abstract static class Both implements SeekContract {

        private final Compression compression;
        private final Encoding encoding;
        private final UnaryOperator<byte[]> compressed;
        private final int length;

        Both(Compression compression, Encoding encoding, UnaryOperator<byte[]> compressed, int length) {
            this.compression = compression;
            this.encoding = encoding;
            this.compressed = compressed;
            this.length = length;
        }

        @Override
        public byte[] encoded(byte[] text) {
            byte[] units = new String(text, StandardCharsets.UTF_8).getBytes(Charset.forName(encoding.word()));
            ByteArrayOutputStream source = new ByteArrayOutputStream();
            for (int from = 0; from < units.length; from += length) {
                source.writeBytes(
                        compressed.apply(Arrays.copyOfRange(units, from, Math.min(units.length, from + length))));
            }
            return source.toByteArray();
        }

        @Override
        public Stage<Chunk, Chunk> codec(Slabs slabs) {
            return new Chain(new Decompressor(slabs, 23), new Transcoder(slabs));
        }

        @Override
        public Stage<Chunk, Chunk> codecFrom(SeekPoint seek, Slabs slabs) {
            return new Chain(Decompressor.from(seek, compression, slabs, 23),
                    Transcoder.from(seek, encoding, false, slabs));
        }
    }

    /// As the pipeline has them.
    private record Chain(Decompressor first, Transcoder second) implements Stage<Chunk, Chunk> {

        @Override
        public Iterable<Chunk> feed(Chunk chunk) {
            List<Chunk> out = new ArrayList<>();
            first.feed(chunk).forEach(plain -> second.feed(plain).forEach(out::add));
            return out;
        }

        @Override
        public Iterable<Chunk> finish() {
            List<Chunk> out = new ArrayList<>();
            first.finish().forEach(plain -> second.feed(plain).forEach(out::add));
            second.finish().forEach(out::add);
            return out;
        }

        @Override
        public void close() {
            first.close();
            second.close();
        }
    }
}

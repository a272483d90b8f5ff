package dev.levada.stage.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.levada.contract.CodecContract;
import dev.levada.model.Chunk;
import dev.levada.model.Compression;
import dev.levada.model.SeekPoint;
import dev.levada.model.Slabs;
import dev.levada.model.Stage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What is not compressed passes through, so no end is too early.
final class UncompressedTest implements CodecContract {

    @Override
    public Stage<Chunk, Chunk> codec(Slabs slabs) {
        return new Decompressor(slabs, 23);
    }

    @Override
    public Stage<Chunk, Chunk> codecFrom(SeekPoint seek, Slabs slabs) {
        return Decompressor.from(seek, Compression.NONE, slabs, 23);
    }

    @Override
    public byte[] encoded(byte[] text) {
        return text;
    }

    @Override
    public boolean mayEndAt(int cut) {
        return true;
    }

    @Test
    void chunksPassThroughWithoutACopy() {
        Decompressor codec = new Decompressor(new Slabs(64, 0), 23);
        List<Chunk> fed = new ArrayList<>();
        List<Chunk> drawn = new ArrayList<>();
        for (String piece : new String[]{"[1", ",2,", "3]"}) {
            fed.add(Decoded.chunk(new Slabs(64, 0), piece.getBytes(StandardCharsets.UTF_8), 0));
            codec.feed(fed.getLast()).forEach(drawn::add);
        }
        for (int i = 0; i < fed.size(); i++) {
            assertSame(fed.get(i), drawn.get(i));
        }
        assertEquals(Compression.NONE, codec.found());
        codec.close();
    }
}

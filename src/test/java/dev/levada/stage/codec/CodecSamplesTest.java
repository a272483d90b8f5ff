package dev.levada.stage.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.levada.model.Chunk;
import dev.levada.model.Slabs;
import dev.levada.model.Stage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// Real exports, re-encoded or compressed, against the files that they were made of.
final class CodecSamplesTest {

    private static byte[] sample(String name) {
        try (InputStream file = CodecSamplesTest.class.getResourceAsStream("/samples/" + name)) {
            return file.readAllBytes();
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
    }

    private static Decoded read(Function<Slabs, Stage<Chunk, Chunk>> codec, String name) {
        return Decoded.whole(slabs -> codec.apply(new Slabs(4096, 0)), sample(name));
    }

    private static Stage<Chunk, Chunk> decompressor(Slabs slabs) {
        return new Decompressor(slabs, 23);
    }

    @Test
    void theSecondMemberIsReadToo() {
        Decoded foods = read(CodecSamplesTest::decompressor, "encodings/foods-two-members.ndjson.gz");
        byte[] base = sample("ndjson-and-arrays/polars-foods1.ndjson");
        assertEquals(new Decoded(Gzipped.joined(base, base), 0, null), foods);
        assertEquals(54, new String(foods.text(), StandardCharsets.UTF_8).lines().count());
    }

    @Test
    void compressedExportsAreWhatTheyWere() {
        assertEquals(new Decoded(sample("user-exports/github-followers.json"), 0, null),
                read(CodecSamplesTest::decompressor, "encodings/github-followers.json.gz"));
        assertEquals(new Decoded(sample("large-files/mime-db-keyed.json"), 0, null),
                read(CodecSamplesTest::decompressor, "encodings/mime-db.json.zst"));
    }

    @Test
    void reEncodedExportsAreWhatTheyWere() {
        assertArrayEquals(sample("user-exports/clerk-users.json"),
                read(Transcoder::new, "encodings/clerk-users.utf16le-bom.json").text());
        assertArrayEquals(sample("user-exports/keycloak-realm-4-users.json"),
                read(Transcoder::new, "encodings/keycloak-realm-4-users.utf16be.json").text());
        assertEquals(new Decoded(sample("user-exports/keycloak-realm-4-users.json"), 3, null),
                read(Transcoder::new, "encodings/keycloak-realm-4-users.utf8-bom.json"));
    }
}

package dev.levada.stage.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.levada.contract.Framed;
import dev.levada.model.Chunk;
import dev.levada.model.FailureCode;
import dev.levada.model.Frames;
import dev.levada.model.Shape;
import dev.levada.model.Slab;
import dev.levada.model.Slabs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Inputs of other JSON readers and larger documents, found or refused, never misread. Sources and licences: INDEX.md
/// there.
final class SamplesTest {

    private static final Path SAMPLES = Path.of("src/test/resources/samples");

    /// A row of an INDEX.md.
    record Sample(Path file, String shape, int records, int badLines) {
        @Override
        public String toString() {
            return file.getFileName().toString();
        }
    }

    static Stream<Sample> samples() throws IOException {
        return Stream.of("ndjson-and-arrays", "large-files", "user-exports").flatMap(SamplesTest::index);
    }

    private static Stream<Sample> index(String folder) {
        try {
            return Files.readAllLines(SAMPLES.resolve(folder).resolve("INDEX.md")).stream()
                    .filter(line -> line.matches("\\| \\S+\\.(json|ndjson|jsonl|geojson) \\|.*")).map(line -> {
                        String[] cells = line.split("\\|", -1);
                        String bad = cells[5].strip();
                        return new Sample(SAMPLES.resolve(folder).resolve(cells[1].strip()), cells[3].strip(),
                                Integer.parseInt(cells[4].strip()), bad.isEmpty() ? 0 : Integer.parseInt(bad));
                    });
        } catch (IOException trouble) {
            throw new IllegalStateException(trouble);
        }
    }

    private static Shape shape(String described) {
        if (described.startsWith("path ")) {
            return Shape.parse("/" + described.substring("path ".length()));
        }
        return switch (described) {
            case "top-level array" -> new Shape.Array();
            case "lines" -> new Shape.Lines();
            case "one document" -> new Shape.Documents();
            case "keyed map at the top" -> Shape.parse("map:");
            default -> throw new IllegalArgumentException(described);
        };
    }

    @ParameterizedTest
    @MethodSource("samples")
    void isFoundOrRefused(Sample sample) throws IOException {
        byte[] text = Files.readAllBytes(sample.file());
        Framed found = Framed.inPieces(new Shape.Auto(), text, 8 << 20, 4096);
        if (sample.shape().contains("trailing data")) {
            assertNotNull(found.failure());
            return;
        }
        if (sample.shape().contains("extensions")) {
            assertEquals(1, found.records().size(), "one document, which the mapping rejects");
            return;
        }
        if (found.failure() != null) {
            assertEquals(FailureCode.AMBIGUOUS_SHAPE, found.failure().code(), found.failure().getMessage());
            found = Framed.inPieces(shape(sample.shape()), text, 8 << 20, 4096);
        }
        assertNull(found.failure());
        assertEquals(shape(sample.shape()), found.found());
        assertEquals(sample.records() + sample.badLines(), found.records().size());
        assertEquals(text.length, found.accounted());
    }

    @Test
    void linesThatEndInCrLfAreTheSameLines() throws IOException {
        byte[] text = Files.readAllBytes(SAMPLES.resolve("encodings/foods-crlf.ndjson"));
        byte[] plain = Files.readAllBytes(SAMPLES.resolve("ndjson-and-arrays/polars-foods1.ndjson"));
        Framed found = Framed.inPieces(new Shape.Auto(), text, 8 << 20, 100);
        assertEquals(new Shape.Lines(), found.found());
        assertEquals(Framed.of(new Shape.Lines(), plain, 8 << 20).values(), found.values());
        assertEquals(27, found.records().size());
        assertEquals(text.length, found.accounted());
    }

    @Test
    void offsetsCountTheByteOrderMarkThatTheCodecTookAway() throws IOException {
        byte[] text = Files.readAllBytes(SAMPLES.resolve("encodings/keycloak-realm-4-users.utf8-bom.json"));
        Slabs slabs = new Slabs(1 << 16, 4);
        Slab slab = slabs.take();
        System.arraycopy(text, 3, slab.bytes(), 0, text.length - 3);
        Framer framer = new Framer(Shape.parse("/users"), 8 << 20, slabs);
        List<Frames> batches = new ArrayList<>();
        framer.feed(new Chunk(slab, 0, text.length - 3, 3)).forEach(batches::add);
        framer.finish().forEach(batches::add);
        long accounted = 0;
        int records = 0;
        for (Frames batch : batches) {
            accounted += batch.structure;
            for (int i = 0; i < batch.count; i++) {
                accounted += batch.length(i);
                records++;
                assertEquals('{', text[(int) batch.offset(i)]);
                assertEquals('}', text[(int) (batch.offset(i) + batch.length(i) - 1)]);
            }
        }
        assertEquals(4, records);
        assertEquals(text.length - 3, accounted);
    }
}

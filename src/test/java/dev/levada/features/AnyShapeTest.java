package dev.levada.features;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.Zstd;
import dev.levada.model.FailureCode;
import dev.levada.model.Shape;
import dev.levada.run.report.RunReport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Promise 1: any shape.
final class AnyShapeTest {

    private static final List<String> RECORDS = List.of("{\"id\":1,\"name\":\"Zoë\"}",
            "{\"id\":2,\"name\":\"] } [ {\"}",
            "{\"id\":3,\"tags\":[{\"id\":9}]}");
    private static final String ARRAY = "[" + String.join(" ,\n", RECORDS) + "]\n";

    @TempDir
    private Path folder;
    private Workplace place;

    @BeforeEach
    void workplace() {
        place = new Workplace(folder);
    }

    private void foundAs(String shape, byte[] export) {
        RunReport report = place.run(place.export("export", export), Workplace.identity());
        assertNull(report.failure(), () -> report.failure().message());
        assertEquals(shape, report.shape());
        assertEquals(RECORDS, place.rows(report));
    }

    private void foundAs(String shape, String export) {
        foundAs(shape, export.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aTopLevelArray() {
        foundAs("array", ARRAY);
    }

    @Test
    void anArrayAtAPath() {
        foundAs("/realm/users", "{\"meta\":{\"tags\":[\"users\"]},\"realm\":{\"users\":" + ARRAY + "},\"count\":3}");
    }

    @Test
    void oneRecordALine() {
        foundAs("lines", String.join("\n", RECORDS));
        foundAs("lines", "\r\n" + String.join("\r\n\r\n", RECORDS) + "\r\n");
    }

    @Test
    void valuesOneAfterTheOther() {
        foundAs("documents", String.join("", RECORDS));
    }

    @Test
    void rfc7464Sequences() {
        foundAs("sequence", "\u001e" + String.join("\n\u001e", RECORDS) + "\n");
    }

    @Test
    void aKeyedMapGivesKeyAndValue() {
        Path export = place.export("export",
                "{\"users\":{\"a\":" + RECORDS.get(0) + ", \"b\\u0062\" : " + RECORDS.get(1) + "}}");
        RunReport report = place.run(export, Workplace.identity().withShape(Shape.parse("map:/users")));
        assertEquals(List.of("{\"key\":\"a\",\"value\":" + RECORDS.get(0) + "}",
                "{\"key\":\"b\\u0062\",\"value\":" + RECORDS.get(1) + "}"), place.rows(report));
    }

    @Test
    void pathsWithWildcards() {
        Path export = place.export("export", "{\"data\":[{\"items\":[" + RECORDS.get(0) + "]},{\"none\":1},{\"items\":["
                + RECORDS.get(1) + "," + RECORDS.get(2) + "]}]}");
        RunReport report = place.run(export, Workplace.identity().withShape(Shape.parse("/data/*/items")));
        assertEquals(RECORDS, place.rows(report));
    }

    @Test
    void gzipOfManyMembers() throws IOException {
        ByteArrayOutputStream members = new ByteArrayOutputStream();
        for (String piece : ARRAY.split("(?<=,)", -1)) {
            try (GZIPOutputStream member = new GZIPOutputStream(members)) {
                member.write(piece.getBytes(StandardCharsets.UTF_8));
            }
        }
        foundAs("array", members.toByteArray());
    }

    @Test
    void zstdOfManyFrames() throws IOException {
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        frames.write(new byte[]{0x50, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3}); // a skippable frame
        for (String piece : ARRAY.split("(?<=,)", -1)) {
            frames.write(Zstd.compress(piece.getBytes(StandardCharsets.UTF_8)));
        }
        foundAs("array", frames.toByteArray());
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
    void everyEncodingWithAndWithoutByteOrderMark(String encoding) {
        foundAs("array", ARRAY.getBytes(Charset.forName(encoding)));
        foundAs("array", ("\ufeff" + ARRAY).getBytes(Charset.forName(encoding)));
    }

    @Test
    void twoCandidatesAreRefusedByName() {
        Path export = place.export("export", "{\"users\":[{\"id\":1}],\"groups\":[{\"id\":2}]}");
        RunReport report = place.run(export, Workplace.identity());
        assertEquals(FailureCode.AMBIGUOUS_SHAPE, report.failure().code());
        assertTrue(report.failure().message().contains("records at /users or /groups?"),
                report.failure().message());
        assertEquals(List.of(), place.files());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"/users | {\"users\":null}", "/users | {\"people\":[]}",
            "/users | {\"users\":{}}",
            "/users | {\"users\":[],\"users\":[]}", "array | {\"users\":[]}", "map: | [1]"})
    void aPinnedShapeThatIsNotThereFailsTheRun(String shape, String export) {
        RunReport report = place.run(place.export("export", export),
                Workplace.identity().withShape(Shape.parse(shape)));
        assertEquals(FailureCode.WRONG_SHAPE, report.failure().code(), report.failure().message());
    }
}

package dev.levada.features;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.levada.model.FailureCode;
import dev.levada.model.Shape;
import dev.levada.run.report.RunReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Promise 1 on what identity systems, chat tools and databases really write. Sources and licences: INDEX.md beside the files.
final class RealExportsTest {

    private static final Path SAMPLES = Path.of("src/test/resources/samples/user-exports");

    /// Realms with arrays of roles, clients and users beside each other: all others must be found.
    private static final Set<String> SEVERAL_CANDIDATES = Set.of("keycloak-full-realm-quarkus.json",
            "keycloak-realm-4-users.json");

    @TempDir
    private Path folder;

    /// A row of INDEX.md.
    record Sample(String file, String shape, long records) {

        static Sample of(String line) {
            String[] cells = line.split("\\|", -1);
            return new Sample(cells[1].strip(), cells[3].strip(), Long.parseLong(cells[4].strip()));
        }

        /// The shape as `--records` takes it.
        Shape pinned() {
            return shape.startsWith("path ")
                    ? Shape.parse("/" + shape.substring("path ".length()))
                    : shape.equals("lines") ? new Shape.Lines() : new Shape.Array();
        }
    }

    static Stream<Sample> samples() throws IOException {
        List<String> index = Files.readAllLines(SAMPLES.resolve("INDEX.md"));
        return index.stream().filter(line -> line.matches("\\| [a-z].*\\.(nd)?json \\|.*")).map(Sample::of);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void isFoundOrRefusedAndGivesEveryRecord(Sample sample) {
        Workplace place = new Workplace(folder);
        Path export = SAMPLES.resolve(sample.file());
        RunReport report = place.run(export, Workplace.identity());
        if (SEVERAL_CANDIDATES.contains(sample.file())) {
            assertEquals(FailureCode.AMBIGUOUS_SHAPE, report.failure().code(), report.failure().message());
            report = place.run(export, Workplace.identity().withShape(sample.pinned()));
        }
        assertNull(report.failure());
        assertEquals(sample.pinned().toString(), report.shape());
        assertEquals(sample.records(), report.records());
        assertEquals(sample.records(), report.rows());
        assertEquals(sample.records(), place.rows(report).size());
    }
}

package dev.levada.features;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.levada.model.FailureCode;
import dev.levada.run.report.RunReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Promise 8: nobody's data outside the output.
final class NobodysDataTest {

    private static final String SECRET = "sEcReT";
    private static final String PIPELINE = """
            pipeline: secrets
            source: {records: lines}
            fields:
              id:    {from: /id, type: long, required: true}
              email: {from: /email, type: string, max-length: 20, pattern: "[^x]*", apply: [sha256]}
              day:   {from: /day, type: date}
              plan:  {from: /plan, type: string, one-of: [free]}
            """;

    @TempDir
    private Path folder;
    private Workplace place;

    @BeforeEach
    void workplace() {
        place = new Workplace(folder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"id\":\"sEcReT\"}", "{\"id\":1,\"email\":\"sEcReT sEcReT sEcReT sEcReT\"}",
            "{\"id\":1,\"email\":\"sEcReTx\"}", "{\"id\":1,\"day\":\"sEcReT\"}", "{\"id\":1,\"plan\":\"sEcReT\"}",
            "{\"id\":1,sEcReT}", "{\"sEcReT\":1}", "{\"id\":1,\"email\":\"sEcReT\\ud800\"}", "sEcReT",
            "{\"id\":1,\"email\":\"sEcReT\"", "\"sEcReT\" 1"})
    void aRejectTellsThePlaceAndNotTheValue(String record) {
        RunReport report = place.run(place.export("export", "{\"id\":1}\n" + record + "\n{\"id\":2}\n"),
                Workplace.definition(PIPELINE));
        assertEquals(1L, report.rejected());
        assertFalse(place.rejects(report).get(0).contains(SECRET), place.rejects(report).get(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[{\"sEcReT\":\"sEcReT\"} sEcReT]", "[{\"a\":\"sEcReT", "{\"a\":\"sEcReT\"}} sEcReT",
            "sEcReT", "[\"sEcReT\"]sEcReT"})
    void aFailureTellsThePlaceAndNotTheValue(String export) {
        RunReport report = place.run(place.export("export", export), Workplace.identity());
        assertEquals(RunReport.State.FAILED, report.state());
        assertFalse(report.toString().contains(SECRET), report.failure().message());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"sEcReT@example.com\":{\"orders\":[{\"id\":1}]}}",
            "{\"sEcReTa\":{\"orders\":[{}]},\"sEcReTb\":{\"orders\":[{}]}}",
            "{\"v\":1,\"sEcReT x\":[{}],\"users\":[{}]}"})
    void theKeysOfPeopleAreNotNamedAsPlaces(String export) {
        RunReport report = place.run(place.export("export", export), Workplace.identity());
        assertEquals(FailureCode.AMBIGUOUS_SHAPE, report.failure().code(), report.failure().message());
        assertFalse(report.toString().contains(SECRET), report.failure().message());
    }

    @Test
    void theManifestHoldsNoValue() throws IOException {
        RunReport report = place.run(place.export("export", "{\"id\":\"sEcReT\"}\n{\"id\":1,\"email\":\"sEcReT\"}\n"),
                Workplace.definition(PIPELINE));
        assertFalse(Files.readString(Path.of(report.manifest())).contains(SECRET));
        assertFalse(place.rows(report).get(0).contains(SECRET), "hashed");
    }

    @Test
    void maskingFailsClosed() {
        String loneSurrogate = "{\"id\":1,\"email\":\"a\\ud800\"}\n";
        RunReport report = place.run(place.export("export", loneSurrogate), Workplace.definition(PIPELINE));
        assertEquals(0L, report.rows());
        assertEquals(1L, report.rejected());
    }

    @Test
    void rawBytesAreKeptOnlyWhereTheDefinitionAsks() throws IOException {
        byte[] export = "{\"id\":\"sEcReT\"}\n".getBytes(StandardCharsets.UTF_8);
        RunReport report = place.run(place.export("export", export),
                Workplace.definition(PIPELINE + "rejects: {keep-raw: 10}\n"));
        assertEquals("{\"id\":\"sEc", new String(
                new ObjectMapper().readTree(place.rejects(report).get(0)).get("raw").binaryValue(),
                StandardCharsets.UTF_8));
    }
}

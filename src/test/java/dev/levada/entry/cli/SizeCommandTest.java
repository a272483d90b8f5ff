package dev.levada.entry.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `levada size`.
final class SizeCommandTest {

    @TempDir
    private Path folder;

    private Session session;
    private String export;
    private String people;

    @BeforeEach
    void begin() throws IOException {
        session = new Session(folder);
        export = session.file("a.json", IntStream.range(0, 2_000)
                .mapToObj(id -> "{\"id\":" + id + ",\"name\":\"x\"}").collect(Collectors.joining(",", "[", ",{}]")));
        people = session.file("people.yaml", Session.PEOPLE);
    }

    private String size(int code, String... options) {
        String[] all = new String[options.length + 2];
        all[0] = "size";
        all[1] = export;
        System.arraycopy(options, 0, all, 2, options.length);
        assertEquals(code, session.type(all), () -> String.join("\n", session.errors()));
        return session.out();
    }

    @Test
    void everySizeIsToldWithItsCost() {
        String out = size(0, "--pipeline", people);
        assertTrue(out.startsWith(export + ": people\n"), out);
        assertTrue(out.contains("2,001 records (as array, found)"), out);
        assertTrue(out.contains("1 of them rejected"), out);
        assertTrue(out.contains("      128 MEMORY_TOO_SMALL: needs 192 MB or max-record-bytes <= 1MiB\n"), out);
        for (int megabytes : new int[]{192, 256, 512, 1024, 1769, 3008, 10240}) {
            assertTrue(out.lines().anyMatch(line -> line.matches(" +" + megabytes
                    + " +[0-9.]+ s +0( +\\$[0-9.]+){4}( <- take)?")), out);
        }
        assertTrue(out.contains("\n  smallest  192 MB\n") && out.contains("\n  take      "), out);
        assertTrue(out.contains("timeout 900 s") && out.contains("us-east-1"), out);
        assertFalse(Files.exists(folder.resolve("out")));
    }

    @Test
    void machinesGetTheSameAsJson() throws IOException {
        JsonNode json = new ObjectMapper().readTree(size(0, "--json", "--timeout", "5m", "--core-speed", "0.5"));
        assertEquals(2_001, json.at("/records").intValue());
        assertEquals(300, json.at("/assumed/timeoutSeconds").intValue());
        assertEquals(8, json.at("/sizes").size());
        assertFalse(json.at("/sizes/0/fits").booleanValue());
        assertEquals("MEMORY_TOO_SMALL", json.at("/sizes/0/code").textValue());
        assertEquals(192, json.at("/smallest").intValue());
        assertTrue(json.at("/sizes/1/x86_64/costPerRun").doubleValue() > json.at("/sizes/1/arm64/costPerRun")
                .doubleValue());
        assertTrue(json.at("/recommended").intValue() >= 192 && json.at("/reason").textValue().length() > 10);
    }

    @Test
    void whatTheRunIsToldTheSizeIsToldAsWell() {
        assertTrue(size(0, "--max-record-bytes", "1MiB", "--compression", "zstd").contains("  smallest  128 MB\n"));
        assertTrue(size(0, "--records", "array").contains("(as array, pinned)"));
    }

    @Test
    void whatCannotBeMeantIsRefused() {
        size(2, "--timeout", "16m");
        size(2, "--timeout", "9s");
        size(2, "--sample", "0");
        size(2, "--core-speed", "0");
        export = "-";
        size(2);
        assertEquals(List.of("levada: expected a file or s3://bucket/key, whose size is known, got -"),
                session.errors());
    }

    @Test
    void anExportThatARunWouldFailOfIsAFailure() {
        export = session.path("none.json");
        size(1);
        assertTrue(session.errors().getFirst().startsWith("levada: UNREADABLE ["), session.errors().toString());
    }

    @Test
    void amountsAreShownWithTheirFirstTwoDigits() {
        assertEquals(List.of("$0.00", "$0.000042", "$0.0042", "$0.42", "$4.20", "$1,234.50"),
                List.of(SizingText.dollars(0), SizingText.dollars(0.0000423), SizingText.dollars(0.00421),
                        SizingText.dollars(0.42), SizingText.dollars(4.2), SizingText.dollars(1234.5)));
        assertEquals(List.of("4.2 s", "3 min 07 s", "2 h 05 min"), List.of(SizingText.duration(4.2),
                SizingText.duration(187), SizingText.duration(7500)));
    }
}

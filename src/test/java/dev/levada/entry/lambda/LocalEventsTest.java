package dev.levada.entry.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every file of `events/` through the handler, folders being buckets: what `levada invoke` does.
final class LocalEventsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path buckets;
    private final ByteArrayOutputStream journal = new ByteArrayOutputStream();
    private Intake intake;

    @BeforeEach
    void installation() throws IOException {
        for (String key : ThreeUsers.KEYS) {
            Path file = buckets.resolve("exports-bucket").resolve(key);
            Files.createDirectories(file.getParent());
            Files.write(file, ThreeUsers.EXPORT);
        }
        intake = Deployment.local("levada-output", null, buckets)
                .intake(new Journal(new PrintStream(journal, true, StandardCharsets.UTF_8)));
    }

    private Answer answer(Path event) throws IOException {
        try (InputStream in = Files.newInputStream(event)) {
            return intake.handle(in, Deadline.UNKNOWN, "request-1");
        }
    }

    private List<String> outputs(String below) throws IOException {
        Path folder = buckets.resolve("levada-output").resolve(below);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).map(file -> folder.relativize(file).toString()).sorted().toList();
        }
    }

    static Stream<Path> events() {
        return Expectation.files().stream();
    }

    @ParameterizedTest
    @MethodSource("events")
    void everyEventIsAnsweredAsExpected(Path event) throws IOException {
        Expectation expected = Expectation.of(event);
        Answer answer = answer(event);
        assertEquals(expected, Expectation.met(JSON.readTree(answer.toJson())));
        assertEquals(expected.failsTheInvocation(), answer.failure().isPresent());
        long published = expected.results().stream().filter(result -> result.startsWith("published")).distinct()
                .count();
        assertEquals(published, manifests().size());
    }

    @Test
    void everyExpectationHasItsFile() {
        assertEquals(Expectation.names(),
                Expectation.files().stream().map(file -> file.getFileName().toString()).toList());
    }

    @Test
    void everyFileIsInTheTableOfTheReadme() throws IOException {
        String readme = Files.readString(Expectation.EVENTS.resolve("README.md"));
        assertEquals(List.of(),
                Expectation.names().stream().filter(name -> !readme.contains("| `" + name + "` |")).toList());
    }

    @Test
    void thePublishedOutputIsWhereTheAnswerSays() throws IOException {
        JsonNode result = JSON.readTree(answer(Expectation.EVENTS.resolve("s3-put.json")).toJson()).at("/results/0");
        assertEquals("users", result.get("pipeline").textValue());
        assertEquals(3, result.get("records").intValue());
        assertEquals(2, result.get("rows").intValue());
        assertEquals(1, result.get("rejected").intValue());
        assertTrue(Files.exists(Path.of(result.get("manifest").textValue())));
        assertEquals(result.get("parts").intValue(), outputs("users/data").size() + outputs("users/rejects").size());
    }

    @Test
    void theSameObjectByWhateverEventIsPublishedOnce() throws IOException {
        for (String event : List.of("s3-put.json", "sns-s3-put.json", "sqs-sns-s3-put.json", "direct.json")) {
            JsonNode result = JSON.readTree(answer(Expectation.EVENTS.resolve(event)).toJson()).at("/results/0");
            assertEquals(!event.equals("s3-put.json"), result.get("repeated").booleanValue(), event);
        }
        assertEquals(1, manifests().size());
    }

    @Test
    void noLogMetricOrAnswerHoldsAValueOfARecord() throws IOException {
        StringBuilder said = new StringBuilder();
        for (Path event : Expectation.files()) {
            Answer answer = answer(event);
            said.append(new String(answer.toJson(), StandardCharsets.UTF_8)).append(answer.failure().orElse(""));
        }
        Path damaged = buckets.resolve("exports-bucket/exports/users/2026-11-23.json");
        Files.write(damaged, new String(ThreeUsers.EXPORT, StandardCharsets.UTF_8).substring(0, 50)
                .getBytes(StandardCharsets.UTF_8));
        Answer answer = answer(Expectation.EVENTS.resolve("s3-put.json"));
        said.append(answer.failure().orElseThrow()).append(journal.toString(StandardCharsets.UTF_8));
        assertTrue(said.indexOf("DAMAGED") > 0, said.toString());
        assertFalse(said.indexOf(ThreeUsers.SECRET) >= 0, said.toString());
        for (String line : journal.toString(StandardCharsets.UTF_8).lines().toList()) {
            assertTrue(JSON.readTree(line).isObject(), line);
        }
    }

    private List<String> manifests() throws IOException {
        return outputs("users/runs").stream().filter(name -> name.endsWith("manifest.json")).toList();
    }
}

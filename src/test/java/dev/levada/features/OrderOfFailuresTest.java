package dev.levada.features;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.levada.definition.BadDefinition;
import dev.levada.entry.lambda.Answer;
import dev.levada.entry.lambda.Deadline;
import dev.levada.entry.lambda.Deployment;
import dev.levada.entry.lambda.Intake;
import dev.levada.entry.lambda.Journal;
import dev.levada.model.FailureCode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is wrong for good is found first, told each time, and read once.
final class OrderOfFailuresTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;
    private Path export;
    private final ByteArrayOutputStream journal = new ByteArrayOutputStream();

    @BeforeEach
    void buckets() throws IOException {
        Files.createDirectories(folder.resolve("pipelines"));
        definition("type: long");
        export = folder.resolve("buckets/inbox/exports/users.json");
        Files.createDirectories(export.getParent());
    }

    private void definition(String field) throws IOException {
        Files.writeString(folder.resolve("pipelines/users.yaml"),
                "pipeline: users\nsource: {match: \"exports/**\"}\nfields: {id: {from: /id, " + field + "}}\n");
    }

    private Intake intake() {
        return Deployment.local("s3://outbox/levada", folder.resolve("pipelines").toString(), folder.resolve("buckets"))
                .intake(new Journal(new PrintStream(journal, true, StandardCharsets.UTF_8)));
    }

    /// One try of a message.
    private JsonNode delivered(Intake intake) throws IOException {
        String request = JSON.writeValueAsString(Map.of("bucket", "inbox", "key", "exports/users.json"));
        String event = JSON.writeValueAsString(Map.of("Records",
                List.of(Map.of("eventSource", "aws:sqs", "messageId", "m0", "body", request))));
        Answer answer = intake.handle(new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)),
                Deadline.UNKNOWN, "request-1");
        return JSON.readTree(answer.toJson());
    }

    private List<String> output() throws IOException {
        Path outbox = folder.resolve("buckets/outbox");
        if (Files.notExists(outbox)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(outbox)) {
            return files.filter(Files::isRegularFile).map(file -> outbox.relativize(file).toString())
                    .filter(name -> !name.contains("_levada/ledger/")).toList();
        }
    }

    @Test
    void aPoisonExportFailsEachOfItsTriesAndSaysWhatToDo() throws IOException {
        Files.writeString(export, "[{\"id\":1},{\"id\":2");
        Intake intake = intake();
        for (int tries = 1; tries <= 3; tries++) {
            JsonNode answer = delivered(intake);
            assertEquals(JSON.readTree("[{\"itemIdentifier\":\"m0\"}]"), answer.get("batchItemFailures"));
            JsonNode failure = answer.at("/results/0/failure");
            assertEquals("DAMAGED", failure.get("code").textValue(), failure.toString());
            assertEquals(FailureCode.DAMAGED.advice(), failure.get("advice").textValue());
            assertEquals(17, failure.get("offset").intValue());
            assertEquals(tries == 1 ? "1" : "null", answer.at("/results/0").path("records").asText("null"),
                    "read once, answered from the ledger then");
            assertEquals(List.of(), output(), "nothing is staged, nor shown");
        }
        String logged = journal.toString(StandardCharsets.UTF_8);
        assertEquals(3, logged.lines().filter(line -> line.contains("\"level\":\"ERROR\"")
                && line.contains(FailureCode.DAMAGED.advice())).count(), logged);
    }

    @Test
    void aDefinitionWithErrorsFailsBeforeAnythingIsRead() throws IOException {
        Files.writeString(export, "[{\"id\":1}]");
        definition("type: lung");
        BadDefinition bad = assertThrows(BadDefinition.class, this::intake);
        assertTrue(bad.getMessage().contains("users.yaml"), bad.getMessage());
        assertEquals(List.of(), output());
        definition("type: long");
        assertEquals("published", delivered(intake()).at("/results/0/state").textValue());
    }
}

package dev.levada.entry.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `levada invoke`.
final class InvokeCommandTest {

    private static final String EVENT = "{\"bucket\":\"uploads\",\"key\":\"people/a.json\"}";

    @TempDir
    private Path folder;

    private Session session;

    @BeforeEach
    void begin() throws IOException {
        session = new Session(folder);
        session.file("pipelines/people.yaml", Session.PEOPLE.replace("fields:", "source: {match: people/*}\nfields:"));
        session.file("buckets/uploads/people/a.json", "[{\"id\":1},{}]");
    }

    private int invoke(String event, String... arguments) {
        List<String> all = new ArrayList<>(
                List.of("invoke", event, "--buckets", session.path("buckets"), "--pipelines",
                        session.path("pipelines")));
        all.addAll(List.of(arguments));
        return session.type(all.toArray(String[]::new));
    }

    private JsonNode answer() throws IOException {
        return new ObjectMapper().readTree(session.out());
    }

    @Test
    void theAnswerIsOnStandardOutputAndTheLogBesideIt() throws IOException {
        assertEquals(0, invoke(session.file("event.json", EVENT)), () -> String.join("\n", session.errors()));
        JsonNode result = answer().get("results").get(0);
        assertEquals("published", result.get("state").textValue());
        assertEquals(1, result.get("rows").longValue());
        assertEquals(2, session.published("buckets/levada-output").size());
        assertTrue(session.errors().stream().allMatch(line -> line.startsWith("{")));
        assertTrue(session.errors().stream().anyMatch(line -> line.contains("\"_aws\"")));
    }

    @Test
    void theOutputMayGoToAnotherBucket() throws IOException {
        assertEquals(0, invoke(session.file("event.json", EVENT), "--output", "finished"));
        assertEquals(2, session.published("buckets/finished").size());
    }

    @Test
    void anObjectThatNobodyTakesIsIgnored() throws IOException {
        assertEquals(0, invoke(session.file("event.json", EVENT.replace("people/", "cats/"))));
        assertEquals("ignored", answer().get("results").get(0).get("state").textValue());
    }

    @Test
    void aMalformedEventFails() throws IOException {
        assertEquals(1, invoke(session.file("event.json", "{\"what\":")));
        assertEquals("failed", answer().get("results").get(0).get("state").textValue());
        assertTrue(session.errors().getLast().startsWith("levada: MALFORMED_EVENT "), session.errors().getLast());
    }

    @Test
    void anExportThatFailsFailsTheCall() throws IOException {
        session.file("buckets/uploads/people/a.json", "[{\"id\":1},");
        assertEquals(1, invoke(session.file("event.json", EVENT)));
        assertTrue(session.errors().getLast().startsWith("levada: DAMAGED "), session.errors().getLast());
    }

    @Test
    void whatIsNotThereIsAUsageError() throws IOException {
        String event = session.file("event.json", EVENT);
        assertEquals(2, invoke(session.path("none.json")));
        assertEquals(2, session.type("invoke", event));
        assertEquals(2, session.type("invoke", event, "--buckets", session.path("none")));
        assertEquals(2, invoke(event, "--pipelines", session.path("none")));
        assertEquals(2, invoke(event, "--output", "a/b"));
        assertEquals(1, session.errors().size(), () -> String.join("\n", session.errors()));
    }
}

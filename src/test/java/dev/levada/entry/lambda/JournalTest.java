package dev.levada.entry.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.levada.model.FailureCode;
import dev.levada.model.ObjectRef;
import dev.levada.run.RunPlan;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class JournalTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OBJECT = "s3://in/exports/ü\n\u2028.json";
    private static final RunPlan PLAN = new RunPlan(OBJECT, ObjectRef.object("in", "k"), null,
            RunPlan.Published.ANSWER);

    private static List<JsonNode> lines(Outcome outcome) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Clock clock = Clock.fixed(Instant.parse("2026-11-23T06:30:00.123456Z"), ZoneOffset.UTC);
        // The platform's character set may be ASCII, as it is on Lambda.
        new Journal(new PrintStream(bytes, true, StandardCharsets.US_ASCII), "Levada/dev", clock).tell(outcome,
                "request-1");
        List<JsonNode> lines = new ArrayList<>();
        for (String line : bytes.toString(StandardCharsets.UTF_8).lines().toList()) {
            lines.add(JSON.readTree(line));
        }
        lines.stream().filter(line -> line.has("_aws")).forEach(JournalTest::holdsWhatItDeclares);
        return lines;
    }

    /// What CloudWatch asks of a line: every metric that is declared is a number in it, every dimension a text.
    private static void holdsWhatItDeclares(JsonNode line) {
        assertTrue(line.at("/_aws/Timestamp").isIntegralNumber());
        for (JsonNode directive : line.at("/_aws/CloudWatchMetrics")) {
            assertEquals("Levada/dev", directive.get("Namespace").textValue());
            directive.get("Dimensions").forEach(
                    set -> set.forEach(name -> assertTrue(line.get(name.textValue()).isTextual(), name.textValue())));
            directive.get("Metrics").forEach(metric -> assertTrue(
                    line.get(metric.get("Name").textValue()).isNumber(), metric.get("Name").textValue()));
        }
    }

    private static List<String> dimensions(JsonNode line) {
        List<String> dimensions = new ArrayList<>();
        line.at("/_aws/CloudWatchMetrics").forEach(directive -> dimensions.add(directive.get("Dimensions").toString()));
        return dimensions;
    }

    @Test
    void aPublishedRunIsALogLineAndAMetricsLine() throws IOException {
        List<JsonNode> lines = lines(new Outcome.Ran(OBJECT, "users", Reports.published(PLAN)));
        assertEquals(2, lines.size());
        assertEquals(JSON.readTree("""
                {"timestamp": "2026-11-23T06:30:00.123Z", "level": "INFO",
                "message": "published 7 of 10 records, filtered 2, rejected 1", "requestId": "request-1",
                "object": "s3://in/exports/ü\\n\\u2028.json", "pipeline": "users", "run": "0123456789ab"}
                """), lines.get(0));
        JsonNode metrics = lines.get(1);
        assertEquals(List.of("[[\"Pipeline\"]]"), dimensions(metrics));
        assertEquals(JSON.readTree("""
                {"Pipeline": "users", "requestId": "request-1", "Records": 10, "Rows": 7, "Filtered": 2,
                "Rejected": 1, "BytesIn": 1000, "BytesOut": 500, "Reopened": 0, "Seconds": 0.25, "CpuSeconds": 0.2,
                "PeakMemory": 104857600, "Repeated": 0, "Published": 1,
                "Failed": 0}
                """), ((com.fasterxml.jackson.databind.node.ObjectNode) metrics).without("_aws"));
    }

    @Test
    void aRepeatedResultCountsNoRecordTwice() throws IOException {
        JsonNode metrics = lines(new Outcome.Ran(OBJECT, "users", Reports.published(PLAN, true, false))).get(1);
        assertEquals(0, metrics.get("Records").intValue() + metrics.get("BytesIn").intValue()
                + metrics.get("Published").intValue());
        assertEquals(1, metrics.get("Repeated").intValue());
    }

    @Test
    void whatThePlatformDoesNotTellIsLeftOut() throws IOException {
        JsonNode metrics = lines(new Outcome.Ran(OBJECT, "users", Reports.unmeasured(PLAN))).get(1);
        assertTrue(metrics.path("CpuSeconds").isMissingNode() && metrics.path("PeakMemory").isMissingNode());
    }

    @Test
    void aFailedRunIsCountedByPipelineAndByCode() throws IOException {
        List<JsonNode> lines = lines(new Outcome.Ran(OBJECT, "users", Reports.failed(PLAN, FailureCode.DAMAGED)));
        assertEquals("ERROR", lines.get(0).get("level").textValue());
        assertEquals("DAMAGED", lines.get(0).get("code").textValue());
        assertEquals(FailureCode.DAMAGED.advice(), lines.get(0).get("advice").textValue());
        assertEquals(List.of("[[\"Pipeline\"]]", "[[\"FailureCode\"]]"), dimensions(lines.get(1)));
        assertEquals("DAMAGED", lines.get(1).get("FailureCode").textValue());
        assertEquals(1, lines.get(1).get("Failed").intValue());
        assertEquals(0, lines.get(1).get("Published").intValue());
    }

    @Test
    void whatFailsBeforeItsPipelineIsKnownIsCountedToo() throws IOException {
        List<JsonNode> lines = lines(new Outcome.Refused(null, IntakeCode.MALFORMED_EVENT, "expected an event"));
        assertEquals("MALFORMED_EVENT", lines.get(0).get("code").textValue());
        assertEquals("none", lines.get(1).get("Pipeline").textValue());
        assertEquals(1, lines.get(1).get("Failed").intValue());
    }

    @Test
    void whatIsIgnoredIsALogLineOnly() throws IOException {
        List<JsonNode> lines = lines(new Outcome.Ignored(OBJECT, null, "the mark of a folder"));
        assertEquals(1, lines.size());
        assertEquals("ignored: the mark of a folder", lines.getFirst().get("message").textValue());
    }

    /// Log line, its message, and the one thing that is counted.
    private static void assertTells(Outcome outcome, String message, String metric) throws IOException {
        List<JsonNode> lines = lines(outcome);
        assertEquals(2, lines.size());
        assertEquals("INFO", lines.get(0).get("level").textValue());
        assertEquals(message, lines.get(0).get("message").textValue());
        assertEquals(OBJECT, lines.get(0).get("object").textValue());
        assertEquals("users", lines.get(0).get("pipeline").textValue());
        assertEquals(List.of("[[\"Pipeline\"]]"), dimensions(lines.get(1)));
        assertEquals(
                JSON.readTree("{\"Pipeline\": \"users\", \"requestId\": \"request-1\", \"" + metric + "\": 1}"),
                ((com.fasterxml.jackson.databind.node.ObjectNode) lines.get(1)).without("_aws"));
    }

    @Test
    void aRunThatStoppedAtACheckpointCountsNoRecordBeforeItsEnd() throws IOException {
        Outcome continuing = new Outcome.Continuing(OBJECT, "users", Reports.continuing(PLAN));
        List<JsonNode> lines = lines(continuing);
        assertEquals("continuing: stopped at a checkpoint, and asked for more time",
                lines.get(0).get("message").textValue());
        assertEquals("0123456789ab", lines.get(0).get("run").textValue());
        assertEquals(List.of("[[\"Pipeline\"]]"), dimensions(lines.get(1)));
        assertEquals(JSON.readTree("""
                {"Pipeline": "users", "requestId": "request-1", "Continuations": 1, "Reopened": 5, "CpuSeconds": 0.2,
                "PeakMemory": 104857600}
                """), ((com.fasterxml.jackson.databind.node.ObjectNode) lines.get(1)).without("_aws"));
    }

    @Test
    void anObjectThatAnotherIsAtIsCountedAsBusyAndNotAsFailed() throws IOException {
        assertTells(new Outcome.Busy(OBJECT, "users", Duration.ofSeconds(41)),
                "busy: another invocation is at it; asked again in 41 s", "Busy");
    }

    @Test
    void aVersionThatIsGoneIsCountedAsSupersededAndNotAsFailed() throws IOException {
        assertTells(new Outcome.Superseded(OBJECT, "users", "gone or replaced"), "superseded: gone or replaced",
                "Superseded");
    }
}

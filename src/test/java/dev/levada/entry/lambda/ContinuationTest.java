package dev.levada.entry.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import dev.levada.model.ObjectRef;
import dev.levada.run.Pipelines;
import dev.levada.run.RunPlan;
import dev.levada.run.TimeLeft;
import dev.levada.run.state.HeldDocuments;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// What becomes of a trigger by how its run ended: for every form of trigger, with an intake queue, without one, and with
/// one that refuses.
final class ContinuationTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pipelines PIPELINES = Pipelines.of(new HeldDocuments().with("users.yaml",
            "pipeline: users\nsource: {match: \"exports/**\"}\nfields: {id: {from: /id, type: long}}\n"));
    /// The object of every form, as a continuation names it.
    private static final ObjectRef NAMED = new ObjectRef("in", "exports/ü 1+1.json", "v1", "e1", -1, "0A1B");

    /// How an event comes, each with all that tells the version.
    enum Form {
        NOTIFICATION, EVENT_BRIDGE, DIRECT, NOTIFICATION_IN_A_QUEUE, EVENT_BRIDGE_IN_A_QUEUE, DIRECT_IN_A_QUEUE;

        private boolean isFromQueue() {
            return switch (this) {
                case NOTIFICATION, EVENT_BRIDGE, DIRECT -> false;
                case NOTIFICATION_IN_A_QUEUE, EVENT_BRIDGE_IN_A_QUEUE, DIRECT_IN_A_QUEUE -> true;
            };
        }

        private String event() {
            String bare = switch (this) {
                case NOTIFICATION, NOTIFICATION_IN_A_QUEUE -> notification("exports/%C3%BC+1%2B1.json");
                case EVENT_BRIDGE, EVENT_BRIDGE_IN_A_QUEUE -> json(Map.of("source", "aws.s3", "detail-type",
                        "Object Created", "detail", Map.of("bucket", Map.of("name", "in"), "object",
                                Map.of("key", "exports/ü 1+1.json", "version-id", "v1", "etag", "e1", "size", 5,
                                        "sequencer", "0A1B"))));
                case DIRECT, DIRECT_IN_A_QUEUE -> json(Map.of("bucket", "in", "key", "exports/ü 1+1.json", "version",
                        "v1", "etag", "e1", "sequencer", "0A1B"));
            };
            return isFromQueue() ? queue(bare) : bare;
        }
    }

    private static final Continuations REFUSING = (request, delay) -> {
        throw new Failure(FailureCode.UNWRITABLE, "expected to send a message to the intake queue, got 403");
    };

    private final List<RunPlan> begun = new ArrayList<>();
    private final List<String> sent = new ArrayList<>();
    private final Continuations queue = (request, delay) -> sent.add(request);

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static String notification(String... encodedKeys) {
        return json(Map.of("Records", List.of(encodedKeys).stream()
                .map(key -> Map.of("eventSource", "aws:s3", "eventName", "ObjectCreated:Put", "s3",
                        Map.of("bucket", Map.of("name", "in"), "object",
                                Map.of("key", key, "versionId", "v1", "eTag", "e1", "size", 5, "sequencer", "0A1B"))))
                .toList()));
    }

    private static String queue(String... bodies) {
        List<Map<String, String>> messages = new ArrayList<>();
        for (String body : bodies) {
            messages.add(Map.of("eventSource", "aws:sqs", "messageId", "m" + messages.size(), "body", body));
        }
        return json(Map.of("Records", messages));
    }

    private Answer answer(String event, Runs runs, Continuations continuations, Deadline deadline) throws IOException {
        Intake intake = new Intake(PIPELINES, (plan, watcher) -> {
            begun.add(plan);
            return runs.run(plan, watcher);
        }, BucketPrefix.parse("output"), Optional.ofNullable(continuations),
                new Journal(new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8)));
        return intake.handle(new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), deadline, "request-1");
    }

    private Answer answer(String event, Runs runs, Continuations continuations) throws IOException {
        return answer(event, runs, continuations, Deadline.UNKNOWN);
    }

    private static JsonNode result(Answer answer) throws IOException {
        return JSON.readTree(answer.toJson()).at("/results/0");
    }

    private static void assertEndsWell(Form form, String state, Answer answer) throws IOException {
        assertEquals(state, result(answer).get("state").textValue());
        assertEquals("", answer.failure().orElse(""));
        JsonNode failures = JSON.readTree(answer.toJson()).path("batchItemFailures");
        assertEquals(form.isFromQueue() ? "[]" : "", failures.toString());
    }

    /// The invocation fails, but for a queue, to which the message comes back.
    private static void assertFails(Form form, String code, Answer answer) throws IOException {
        assertEquals(code, result(answer).at("/failure/code").textValue());
        assertEquals("failed", result(answer).get("state").textValue());
        assertEquals(!form.isFromQueue(), answer.failure().isPresent());
        JsonNode failures = JSON.readTree(answer.toJson()).path("batchItemFailures");
        assertEquals(form.isFromQueue() ? "[{\"itemIdentifier\":\"m0\"}]" : "", failures.toString());
    }

    @ParameterizedTest
    @EnumSource
    void aContinuationNamesTheVeryVersionAndAnswersToTheSamePipeline(Form form) throws IOException {
        assertEndsWell(form, "continuing", answer(form.event(), (plan, watcher) -> Reports.continuing(plan), queue));
        Answer next = answer(queue(sent.getFirst()), (plan, watcher) -> Reports.published(plan), queue);
        assertEndsWell(Form.DIRECT_IN_A_QUEUE, "published", next);
        assertEquals(NAMED, begun.get(1).export());
        assertEquals("users", begun.get(1).pipeline().name());
        assertEquals(1, sent.size());
    }

    /// Whoever calls directly need not know of versions: the run goes on with the one that it began with.
    @ParameterizedTest
    @CsvSource({"v7, e7, v7", "e7, e7, e7"})
    void aCallWithoutAVersionIsContinuedWithTheOneThatWasOpened(String version, String etag, String named)
            throws IOException {
        ObjectRef opened = new ObjectRef("in", "exports/a.json", version, etag, 5, null, Instant.EPOCH);
        answer("{\"bucket\":\"in\",\"key\":\"exports/a.json\"}",
                (plan, watcher) -> Reports.continuing(plan, opened), queue);
        assertEquals(JSON.readTree(json(Map.of("bucket", "in", "key", "exports/a.json", "pipeline", "users", "version",
                named, "etag", etag))), JSON.readTree(sent.getFirst()));
        answer(queue(sent.getFirst()), (plan, watcher) -> Reports.published(plan), queue);
        assertEquals(named, begun.get(1).export().version());
        assertEquals(etag, begun.get(1).export().etag());
    }

    @ParameterizedTest
    @EnumSource
    void withoutAQueueTheRunIsLeftToTheTriesOfWhoeverSentIt(Form form) throws IOException {
        Answer answer = answer(form.event(), (plan, watcher) -> Reports.continuing(plan), null);
        assertFails(form, "NO_INTAKE_QUEUE", answer);
        assertTrue(result(answer).at("/failure/message").textValue().contains("LEVADA_INTAKE_QUEUE"));
    }

    @ParameterizedTest
    @EnumSource
    void aRunWhoseContinuationCannotBeSentComesBackByItself(Form form) throws IOException {
        assertFails(form, "CANNOT_CONTINUE",
                answer(form.event(), (plan, watcher) -> Reports.continuing(plan), REFUSING));
    }

    @ParameterizedTest
    @EnumSource
    void whereAnotherIsAtItACopyTakesThePlaceOfTheTrigger(Form form) throws IOException {
        Instant end = Instant.now().plusSeconds(60);
        assertEndsWell(form, "busy", answer(form.event(), (plan, watcher) -> Reports.busy(plan, end), queue));
        assertEquals(1, sent.size());
        answer(queue(sent.getFirst()), (plan, watcher) -> Reports.published(plan), queue);
        assertEquals(NAMED, begun.get(1).export());
    }

    @ParameterizedTest
    @EnumSource
    void whereAnotherIsAtItAndThereIsNoQueueTheTriggerFails(Form form) throws IOException {
        Instant end = Instant.now().plusSeconds(60);
        assertFails(form, "BUSY", answer(form.event(), (plan, watcher) -> Reports.busy(plan, end), null));
    }

    @ParameterizedTest
    @EnumSource
    void whereAnotherIsAtItAndTheCopyCannotBeSentTheTriggerFails(Form form) throws IOException {
        Instant end = Instant.now().plusSeconds(60);
        assertFails(form, "CANNOT_CONTINUE",
                answer(form.event(), (plan, watcher) -> Reports.busy(plan, end), REFUSING));
    }

    @ParameterizedTest
    @EnumSource
    void aVersionThatIsGoneIsSuperseded(Form form) throws IOException {
        assertEndsWell(form, "superseded", answer(form.event(), (plan, watcher) -> Reports.unread(plan), queue));
        assertEquals(List.of(), sent);
    }

    @ParameterizedTest
    @EnumSource(value = FailureCode.class, mode = EnumSource.Mode.EXCLUDE, names = "SOURCE_CHANGED")
    void whatFailedIsNotContinuedAndSaysWhatToDo(FailureCode code) throws IOException {
        Answer answer = answer(Form.DIRECT_IN_A_QUEUE.event(), (plan, watcher) -> Reports.failed(plan, code), queue);
        assertFails(Form.DIRECT_IN_A_QUEUE, code.name(), answer);
        assertEquals(code.advice(), result(answer).at("/failure/advice").textValue());
        assertEquals(List.of(), sent);
    }

    @ParameterizedTest
    @CsvSource({"version, superseded", "etag, superseded", "sequencer, superseded", "pipeline, failed"})
    void onlyARequestThatNamesAVersionCanBeSuperseded(String member, String state) throws IOException {
        String event = json(Map.of("bucket", "in", "key", "exports/a.json", member, "users"));
        assertEquals(state, result(answer(event, (plan, watcher) -> Reports.unread(plan), queue)).get("state")
                .textValue());
    }

    @Test
    void anObjectThatGoesWhileItIsReadIsSupersededWithoutAName() throws IOException {
        Answer answer = answer("{\"bucket\":\"in\",\"key\":\"exports/a.json\"}",
                (plan, watcher) -> Reports.failed(plan, FailureCode.SOURCE_CHANGED), queue);
        assertEndsWell(Form.DIRECT, "superseded", answer);
    }

    @Test
    void eachMessageOfABatchEndsByItself() throws IOException {
        Runs runs = (plan, watcher) -> switch (plan.export().key()) {
            case "exports/long.json" -> Reports.continuing(plan);
            case "exports/held.json" -> Reports.busy(plan, Instant.now().plusSeconds(60));
            case "exports/gone.json" -> Reports.unread(plan);
            case "exports/bad.json" -> Reports.failed(plan, FailureCode.DAMAGED);
            default -> Reports.published(plan);
        };
        Answer answer = answer(queue(notification("exports/long.json"), notification("exports/held.json"),
                notification("exports/gone.json"), notification("exports/bad.json"),
                notification("exports/long.json", "exports/bad.json", "exports/good.json")), runs, queue);
        List<String> states = new ArrayList<>();
        JSON.readTree(answer.toJson()).get("results").forEach(result -> states.add(result.get("state").textValue()));
        assertEquals(List.of("continuing", "busy", "superseded", "failed", "continuing", "failed", "published"),
                states);
        assertEquals("[{\"itemIdentifier\":\"m3\"},{\"itemIdentifier\":\"m4\"}]",
                JSON.readTree(answer.toJson()).get("batchItemFailures").toString());
        assertEquals(List.of("long", "held", "long"),
                sent.stream().map(request -> request.replaceAll(".*exports/(\\w+)\\.json.*", "$1")).toList());
    }

    @Test
    void aRunThatTookAllTheTimeLeavesNoneForTheNextObject() throws IOException {
        Answer answer = answer(notification("exports/a.json", "exports/b.json"),
                (plan, watcher) -> Reports.continuing(plan), queue, Deadline.inMillis(0));
        assertEquals(1, begun.size());
        assertTrue(answer.failure().orElseThrow().contains("NO_TIME_LEFT [s3://in/exports/b.json]"));
    }

    @ParameterizedTest
    @CsvSource({"3000, 2700", "60000, 55000", "900000, 895000"})
    void aRunLeavesTimeForTheMessageThatContinuesIt(long millis, long most) throws IOException {
        answer(Form.DIRECT.event(), (plan, watcher) -> Reports.published(plan), queue, Deadline.inMillis(millis));
        Duration told = begun.getFirst().time().remaining();
        assertTrue(told.isPositive() && told.toMillis() <= most, told.toString());
    }

    @Test
    void aRunWhoseTimeIsUnknownIsToldSo() throws IOException {
        answer(Form.DIRECT.event(), (plan, watcher) -> Reports.published(plan), queue, Deadline.inMillis(-109_244_170));
        assertSame(TimeLeft.UNLIMITED, begun.getFirst().time());
    }
}

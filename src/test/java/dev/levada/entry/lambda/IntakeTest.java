package dev.levada.entry.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import dev.levada.model.ObjectRef;
import dev.levada.run.Pipelines;
import dev.levada.run.RunPlan;
import dev.levada.run.state.HeldDocuments;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class IntakeTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FIELDS = "fields: {id: {from: /id, type: long}}\n";
    private static final Pipelines PIPELINES = Pipelines.of(new HeldDocuments()
            .with("users.yaml", definition("users", "exports/users/**"))
            .with("blocks.yaml", definition("blocks", "exports/blocks/**"))
            .with("both.yaml", definition("both", "exports/*/both.json"))
            .with("by-name.yaml", "pipeline: by-name\nsource: {records: auto}\n" + FIELDS));

    private final List<RunPlan> begun = new ArrayList<>();
    private final ByteArrayOutputStream journal = new ByteArrayOutputStream();

    private static String definition(String name, String match) {
        return "pipeline: " + name + "\nsource: {match: \"" + match + "\"}\n" + FIELDS;
    }

    private Intake intake(Runs runs, String output) {
        return intake(runs, output, Optional.empty());
    }

    private Intake intake(Runs runs, String output, Optional<Continuations> continuations) {
        return new Intake(PIPELINES, (plan, watcher) -> {
            begun.add(plan);
            return runs.run(plan, watcher);
        }, BucketPrefix.parse(output), continuations,
                new Journal(new PrintStream(journal, true, StandardCharsets.UTF_8)));
    }

    private Answer answer(String event, Runs runs) throws IOException {
        return answer(event, runs, Deadline.UNKNOWN);
    }

    private Answer answer(String event, Runs runs, Deadline deadline) throws IOException {
        return intake(runs, "s3://output/levada").handle(stream(event), deadline, "request-1");
    }

    private static InputStream stream(String event) {
        return new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8));
    }

    private static JsonNode json(Answer answer) throws IOException {
        return JSON.readTree(answer.toJson());
    }

    private static String direct(String key) {
        return "{\"bucket\":\"in\",\"key\":\"" + key + "\"}";
    }

    private static String notification(String... keys) {
        return "{\"Records\":[" + String.join(",", Stream.of(keys).map(key -> "{\"eventSource\":\"aws:s3\","
                + "\"eventName\":\"ObjectCreated:Put\",\"s3\":{\"bucket\":{\"name\":\"in\"},\"object\":{\"key\":\""
                + key
                + "\",\"eTag\":\"e1\",\"size\":5}}}").toList()) + "]}";
    }

    private static String queue(String... bodies) throws IOException {
        List<String> messages = new ArrayList<>();
        for (String body : bodies) {
            messages.add("{\"eventSource\":\"aws:sqs\",\"messageId\":\"m" + messages.size() + "\",\"body\":"
                    + JSON.writeValueAsString(body) + "}");
        }
        return "{\"Records\":[" + String.join(",", messages) + "]}";
    }

    private static Runs failing(String key, FailureCode code) {
        return (plan, watcher) -> plan.export().key().equals(key)
                ? Reports.failed(plan, code)
                : Reports.published(plan);
    }

    @Test
    void anObjectIsRunByThePipelineThatTakesIt() throws IOException {
        Answer answer = answer(notification("exports/users/a.json"), (plan, watcher) -> Reports.published(plan));
        assertEquals(JSON.readTree("""
                {"results": [{"object": "s3://in/exports/users/a.json", "state": "published", "pipeline": "users",
                "run": "0123456789ab", "records": 10, "rows": 7, "filtered": 2, "rejected": 1, "parts": 2,
                "complete": true, "repeated": false, "definitionChanged": false,
                "manifest": "s3://output/users/runs/0123456789ab/manifest.json"}]}
                """), json(answer));
        assertTrue(answer.failure().isEmpty());
        RunPlan plan = begun.getFirst();
        assertEquals(new ObjectRef("in", "exports/users/a.json", null, "e1", 5, null), plan.export());
        assertEquals("s3://in/exports/users/a.json", plan.input());
        assertEquals(RunPlan.Published.ANSWER, plan.published());
    }

    @Test
    void aRepeatedResultOfAnotherDefinitionSaysSo() throws IOException {
        Answer answer = answer(direct("exports/users/a.json"), (plan, watcher) -> Reports.published(plan, true, true));
        JsonNode result = json(answer).at("/results/0");
        assertTrue(result.get("repeated").booleanValue());
        assertTrue(result.get("definitionChanged").booleanValue());
        assertTrue(answer.failure().isEmpty());
        assertTrue(journal.toString(StandardCharsets.UTF_8).contains("\"level\":\"WARN\""));
    }

    @Test
    void anObjectThatNoPipelineTakesIsIgnored() throws IOException {
        Answer answer = answer(direct("reports/a.pdf"), (plan, watcher) -> Reports.published(plan));
        assertEquals(JSON.readTree("""
                {"results": [{"object": "s3://in/reports/a.pdf", "state": "ignored",
                "reason": "no pipeline takes it by its source.match"}]}
                """), json(answer));
        assertEquals(List.of(), begun);
        assertTrue(answer.failure().isEmpty());
    }

    @Test
    void anObjectThatTwoPipelinesTakeFailsAndNamesBoth() throws IOException {
        Answer answer = answer(direct("exports/users/both.json"), (plan, watcher) -> Reports.published(plan));
        assertEquals("AMBIGUOUS_PIPELINE [s3://in/exports/users/both.json] expected one pipeline that takes it by"
                + " source.match, got both and users", answer.failure().orElseThrow());
        assertEquals(List.of(), begun);
    }

    @ParameterizedTest
    @CsvSource({"users, users", "by-name, by-name"})
    void aDirectRequestMayNameThePipeline(String named, String run) throws IOException {
        String event = "{\"bucket\":\"in\",\"key\":\"exports/users/both.json\",\"pipeline\":\"" + named + "\"}";
        Answer answer = answer(event, (plan, watcher) -> Reports.published(plan));
        assertTrue(answer.failure().isEmpty());
        assertEquals(run, begun.getFirst().pipeline().name());
    }

    @Test
    void aPipelineThatThereIsNotFails() throws IOException {
        Answer answer = answer("{\"bucket\":\"in\",\"key\":\"k\",\"pipeline\":\"sEcReT\"}",
                (plan, watcher) -> Reports.published(plan));
        assertEquals("UNKNOWN_PIPELINE", json(answer).at("/results/0/failure/code").textValue());
        assertFalse(answer.failure().orElseThrow().contains("sEcReT"));
    }

    @ParameterizedTest
    @CsvSource({"s3://in/exports, true", "s3://in/exports/, true", "in, true", "s3://in, true", "s3://in/export, false",
            "s3://in/exports/users/a, false", "s3://other/exports, false", "other, false"})
    void whatLevadaWritesItDoesNotRead(String output, boolean refused) throws IOException {
        Answer answer = intake((plan, watcher) -> Reports.published(plan), output)
                .handle(stream(notification("exports/users/a.json")), Deadline.UNKNOWN, "request-1");
        JsonNode result = json(answer).at("/results/0");
        assertEquals(refused ? "ignored" : "published", result.get("state").textValue());
        assertEquals(refused ? "levada does not read what it writes" : null, result.path("reason").textValue());
        assertEquals(refused ? 0 : 1, begun.size());
        assertTrue(answer.failure().isEmpty());
    }

    @Test
    void aDirectRequestCannotReadWhatLevadaWritesEither() throws IOException {
        Answer answer = answer("{\"bucket\":\"output\",\"key\":\"levada/x.json\",\"pipeline\":\"users\"}",
                (plan, watcher) -> Reports.published(plan));
        assertEquals("ignored", json(answer).at("/results/0/state").textValue());
        assertEquals(List.of(), begun);
    }

    @ParameterizedTest
    @EnumSource(value = FailureCode.class, mode = EnumSource.Mode.EXCLUDE, names = "SOURCE_CHANGED")
    void aFailedRunMakesTheInvocationFailAfterAllObjects(FailureCode code) throws IOException {
        Answer answer = answer(notification("exports/users/a.json", "exports/users/b.json", "exports/users/c.json"),
                failing("exports/users/a.json", code));
        assertEquals("1 of 3 triggers failed, the first: " + code
                + " [s3://in/exports/users/a.json @12] expected a bracket, got the end (" + code.advice() + ")",
                answer.failure().orElseThrow());
        assertEquals(3, begun.size());
        JsonNode failure = json(answer).at("/results/0/failure");
        assertEquals(code.name(), failure.get("code").textValue());
        assertEquals(12, failure.get("offset").longValue());
        assertEquals("published", json(answer).at("/results/2/state").textValue());
    }

    @Test
    void aSourceThatIsGoneOrReplacedEndsWell() throws IOException {
        Answer answer = answer(notification("exports/users/a.json"),
                failing("exports/users/a.json", FailureCode.SOURCE_CHANGED));
        assertTrue(answer.failure().isEmpty());
        JsonNode result = json(answer).at("/results/0");
        assertEquals("superseded", result.get("state").textValue());
        assertEquals("users", result.get("pipeline").textValue());
        assertTrue(result.get("reason").textValue().startsWith("gone or replaced"));
    }

    @Test
    void anObjectThatNobodyHasEverSeenFails() throws IOException {
        Answer answer = answer(direct("exports/users/a.json"), (plan, watcher) -> Reports.unread(plan));
        assertTrue(answer.failure().orElseThrow().startsWith("SOURCE_CHANGED"), answer.failure().orElseThrow());
    }

    /// Messages that were sent, each with its delay in front.
    private final List<String> sent = new ArrayList<>();

    private Answer answerWithQueue(String event, Runs runs) throws IOException {
        Continuations queue = (request, delay) -> sent.add(delay.toSeconds() + " " + request);
        return intake(runs, "s3://output/levada", Optional.of(queue)).handle(stream(event), Deadline.UNKNOWN,
                "request-1");
    }

    @Test
    void aRunThatStoppedAtACheckpointIsContinuedByTheQueue() throws IOException {
        Answer answer = answerWithQueue(queue(notification("exports/users/a.json")),
                (plan, watcher) -> Reports.continuing(plan));
        assertEquals(JSON.readTree("[]"), json(answer).get("batchItemFailures"));
        assertEquals("continuing", json(answer).at("/results/0/state").textValue());
        assertEquals(List.of("0 {\"bucket\":\"in\",\"key\":\"exports/users/a.json\",\"pipeline\":\"users\","
                + "\"etag\":\"e1\"}"), sent);
        begun.clear();
        answerWithQueue(queue(sent.getFirst().substring(2)), (plan, watcher) -> Reports.published(plan));
        assertEquals("e1", begun.getFirst().export().etag(), "the continuation names the version that was read");
    }

    @Test
    void aDirectCallIsAnsweredThatItContinues() throws IOException {
        Answer answer = answerWithQueue(direct("exports/users/a.json"), (plan, watcher) -> Reports.continuing(plan));
        assertEquals("continuing", json(answer).at("/results/0/state").textValue());
        assertTrue(answer.failure().isEmpty());
        assertEquals(1, sent.size());
    }

    @Test
    void withoutAQueueARunThatNeedsMoreTimeFails() throws IOException {
        Answer answer = answer(queue(notification("exports/users/a.json")),
                (plan, watcher) -> Reports.continuing(plan));
        assertEquals(JSON.readTree("[{\"itemIdentifier\":\"m0\"}]"), json(answer).get("batchItemFailures"));
        assertEquals("NO_INTAKE_QUEUE", json(answer).at("/results/0/failure/code").textValue());
    }

    @Test
    void aMessageThatCannotBeContinuedComesBack() throws IOException {
        Continuations broken = (request, delay) -> {
            throw new Failure(FailureCode.UNWRITABLE, "expected to send a message to the intake queue, got 403");
        };
        Answer answer = intake((plan, watcher) -> Reports.continuing(plan), "s3://output/levada", Optional.of(broken))
                .handle(stream(queue(notification("exports/users/a.json"))), Deadline.UNKNOWN, "request-1");
        assertEquals(JSON.readTree("[{\"itemIdentifier\":\"m0\"}]"), json(answer).get("batchItemFailures"));
        assertEquals("CANNOT_CONTINUE", json(answer).at("/results/0/failure/code").textValue());
    }

    @ParameterizedTest
    @CsvSource({"-5, 1", "40, 41", "5000, 900"})
    void aLiveClaimOfAnotherCostsNoTry(long leaseSeconds, long delay) throws IOException {
        Answer answer = answerWithQueue(queue(notification("exports/users/a.json")),
                (plan, watcher) -> Reports.busy(plan, Instant.now().plusSeconds(leaseSeconds).plusMillis(500)));
        assertEquals(JSON.readTree("[]"), json(answer).get("batchItemFailures"));
        assertEquals("busy", json(answer).at("/results/0/state").textValue());
        assertEquals(delay, json(answer).at("/results/0/delaySeconds").longValue());
        assertTrue(sent.getFirst().startsWith(delay + " {\"bucket\":\"in\""), sent.getFirst());
    }

    @Test
    void oneObjectOfAMessageMayContinueWhileAnotherFails() throws IOException {
        Answer answer = answerWithQueue(queue(notification("exports/users/a.json", "exports/users/b.json")),
                (plan, watcher) -> plan.export().key().endsWith("a.json")
                        ? Reports.continuing(plan)
                        : Reports.failed(plan, FailureCode.DAMAGED));
        assertEquals(JSON.readTree("[{\"itemIdentifier\":\"m0\"}]"), json(answer).get("batchItemFailures"));
        assertEquals(1, sent.size());
    }

    @Test
    void notificationsOfOtherStoresAreTaken() throws IOException {
        String event = notification("exports/users/a.json").replace("aws:s3", "minio:s3").replace("ObjectCreated:",
                "s3:ObjectCreated:");
        assertEquals("published", json(answer(event, (plan, watcher) -> Reports.published(plan)))
                .at("/results/0/state").textValue());
    }

    @Test
    void onlyTheMessagesThatFailedComeBackToTheQueue() throws IOException {
        String event = queue(notification("exports/users/a.json"), "sEcReT", "{\"Event\":\"s3:TestEvent\"}",
                notification("exports/users/b.json", "exports/users/c.json", "exports/users/b.json"),
                direct("exports/users/both.json"), direct("nothing/takes.it"));
        Answer answer = answer(event, failing("exports/users/b.json", FailureCode.DAMAGED));
        assertEquals(
                JSON.readTree("[{\"itemIdentifier\":\"m1\"},{\"itemIdentifier\":\"m3\"},{\"itemIdentifier\":\"m4\"}]"),
                json(answer).get("batchItemFailures"));
        assertTrue(answer.failure().isEmpty());
        assertEquals(List.of("m0", "m1", "m2", "m3", "m3", "m3", "m4", "m5"),
                json(answer).findValues("message").stream().filter(JsonNode::isTextual).map(JsonNode::textValue)
                        .filter(text -> text.matches("m[0-9]")).toList());
        assertFalse((json(answer) + journal.toString(StandardCharsets.UTF_8)).contains("sEcReT"));
    }

    @Test
    void aQueueOfWhichNothingFailedSaysSo() throws IOException {
        Answer answer = answer(queue(notification("exports/users/a.json")), (plan, watcher) -> Reports.published(plan));
        assertEquals(JSON.readTree("[]"), json(answer).get("batchItemFailures"));
    }

    @Test
    void whatIsUnexpectedIsAFailureThatQuotesNothing() throws IOException {
        Answer answer = answer(notification("exports/users/a.json", "exports/users/b.json"), (plan, watcher) -> {
            throw new IllegalStateException("sEcReT");
        });
        assertEquals("2 of 2 triggers failed, the first: INTERNAL [s3://in/exports/users/a.json] expected a report,"
                + " got IllegalStateException", answer.failure().orElseThrow());
        assertFalse((json(answer) + journal.toString(StandardCharsets.UTF_8)).contains("sEcReT"));
    }

    @Test
    void aMalformedEventFails() throws IOException {
        Answer answer = answer("{\"hello\":\"world\"}", (plan, watcher) -> Reports.published(plan));
        assertTrue(answer.failure().orElseThrow().startsWith("MALFORMED_EVENT expected an event of S3"));
        assertEquals("failed", json(answer).at("/results/0/state").textValue());
    }

    @Test
    void anEventWithoutAnEndIsNotReadToItsEnd() throws IOException {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return ' ';
            }
        };
        Answer answer = intake((plan, watcher) -> Reports.published(plan), "output").handle(endless, Deadline.UNKNOWN,
                "request-1");
        assertEquals("MALFORMED_EVENT expected an event of at most 6 MB, got a longer one",
                answer.failure().orElseThrow());
    }

    @Test
    void withoutTimeLeftOnlyTheFirstObjectIsBegun() throws IOException {
        String event = queue(direct("nothing/takes.it"), notification("exports/users/a.json", "exports/users/b.json"),
                notification("exports/users/c.json"), "{\"Event\":\"s3:TestEvent\"}");
        Answer answer = answer(event, (plan, watcher) -> Reports.published(plan), Deadline.inMillis(0));
        assertEquals(1, begun.size());
        assertEquals(JSON.readTree("[{\"itemIdentifier\":\"m1\"},{\"itemIdentifier\":\"m2\"}]"),
                json(answer).get("batchItemFailures"));
        assertEquals("NO_TIME_LEFT", json(answer).at("/results/2/failure/code").textValue());
    }

    @Test
    void withTimeLeftAllAreBegun() throws IOException {
        answer(notification("exports/users/a.json", "exports/users/b.json"),
                (plan, watcher) -> Reports.published(plan), Deadline.inMillis(600_000));
        assertEquals(2, begun.size());
    }
}

package dev.levada.entry.trigger;

import static dev.levada.entry.trigger.Events.decode;
import static dev.levada.entry.trigger.Events.only;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.levada.entry.trigger.Trigger.Export;
import dev.levada.entry.trigger.Trigger.Ignored;
import dev.levada.entry.trigger.Trigger.Malformed;
import dev.levada.model.ObjectRef;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TriggerDecoderTest {

    private static final ObjectRef USERS = ObjectRef.object("exports", "a/ü b.json");

    static Stream<String> everyWayAnObjectMayTake() {
        String put = Events.s3Put("a/%C3%BC+b.json");
        String created = Events.eventBridgePut("a/ü b.json");
        String direct = Events.json(Map.of("bucket", "exports", "key", "a/ü b.json"));
        return Stream.of(put, created, direct).flatMap(event -> Stream.of(event, Events.sqs(event),
                Events.snsEvent(event), Events.sqs(Events.snsEnvelope(event))));
    }

    @ParameterizedTest
    @MethodSource("everyWayAnObjectMayTake")
    void theSameObjectIsFoundWhateverItCameThrough(String event) {
        assertEquals(new Export(USERS, null), only(event));
    }

    @Test
    void everythingThatANotificationSaysOfTheObjectIsKept() {
        Map<String, Object> object = Map.of("key", "k", "versionId", "v1", "eTag", "e1", "size", 5_000_000_000L,
                "sequencer", "0A1B");
        String event = Events.json(
                Map.of("Records", List.of(Events.s3Record("ObjectCreated:Copy", "exports", object))));
        assertEquals(new Export(new ObjectRef("exports", "k", "v1", "e1", 5_000_000_000L, "0A1B"), null), only(event));
    }

    @Test
    void everythingThatEventBridgeSaysOfTheObjectIsKept() {
        Map<String, Object> object = Map.of("key", "k%20+", "version-id", "v1", "etag", "e1", "size", 7, "sequencer",
                "0A1B");
        String event = Events.eventBridge("aws.s3", "Object Created",
                Map.of("bucket", Map.of("name", "exports"), "object", object));
        assertEquals(new Export(new ObjectRef("exports", "k%20+", "v1", "e1", 7, "0A1B"), null), only(event));
    }

    @Test
    void anEmptyVersionIsNone() {
        String event = Events.json(Map.of("Records", List.of(Events.s3Record("ObjectCreated:Put", "exports",
                Map.of("key", "k", "versionId", "", "eTag", "", "size", "many", "sequencer", "")))));
        assertEquals(new Export(ObjectRef.object("exports", "k"), null), only(event));
    }

    @Test
    void aDirectRequestMayNameVersionAndPipeline() {
        String event = Events.json(Map.of("bucket", "exports", "key", "k", "version", "v1", "pipeline", "users"));
        assertEquals(new Export(new ObjectRef("exports", "k", "v1", null, -1, null), "users"), only(event));
    }

    @ParameterizedTest
    @CsvSource({",,", "v1,,", ",e1,", ",,0A1B", "v1,e1,0A1B"})
    void aRequestThatIsWrittenIsReadTheSame(String version, String etag, String sequencer) {
        ObjectRef export = new ObjectRef("exports", "a/ü \"+%20\n.json", version, etag, -1, sequencer);
        String request = DirectRequest.of(export, "users");
        assertEquals(new Export(export, "users"), only(request));
        assertEquals(new Export(export, "users"), only(Events.sqs(request)));
    }

    @Test
    void aVersionThatIsNullIsNone() {
        assertEquals(new Export(ObjectRef.object("exports", "k"), null),
                only("{\"bucket\":\"exports\",\"key\":\"k\",\"version\":null,\"pipeline\":null}"));
    }

    @Test
    void manyRecordsAreManyTriggersInTheirOrder() {
        String event = Events.json(
                Map.of("Records", List.of(Events.s3Record("ObjectCreated:Put", "exports", Map.of("key", "b")),
                        Events.s3Record("ObjectRemoved:Delete", "exports", Map.of("key", "c")),
                        Events.s3Record("ObjectCreated:Put", "exports", Map.of("key", "a")))));
        Triggers triggers = decode(event);
        assertFalse(triggers.fromQueue());
        assertEquals(1, triggers.messages().size());
        List<Trigger> all = triggers.messages().getFirst().triggers();
        assertEquals(new Export(ObjectRef.object("exports", "b"), null), all.get(0));
        assertEquals("s3://exports/c", assertInstanceOf(Ignored.class, all.get(1)).object());
        assertEquals(new Export(ObjectRef.object("exports", "a"), null), all.get(2));
    }

    @Test
    void aMalformedRecordLeavesItsNeighboursAlone() {
        String event = Events.json(
                Map.of("Records", List.of(Events.s3Record("ObjectCreated:Put", "exports", Map.of("size", 1)),
                        Events.s3Record("ObjectCreated:Put", "exports", Map.of("key", "a")))));
        List<Trigger> all = decode(event).messages().getFirst().triggers();
        assertEquals(new Malformed("expected the text key in a record of an S3 notification, got none"), all.get(0));
        assertEquals(new Export(ObjectRef.object("exports", "a"), null), all.get(1));
    }

    @Test
    void messagesOfAQueueKeepTheirIds() {
        Triggers triggers = decode(Events.sqs(Events.s3Put("a"), "not JSON", Events.testEvent(), Events.s3Put("b")));
        assertTrue(triggers.fromQueue());
        assertEquals(List.of("m0", "m1", "m2", "m3"),
                triggers.messages().stream().map(Triggers.Message::id).toList());
        assertEquals(List.of(Export.class, Malformed.class, Ignored.class, Export.class),
                triggers.messages().stream().map(message -> message.triggers().getFirst().getClass()).toList());
    }

    static Stream<String> testEvents() {
        String test = Events.testEvent();
        return Stream.of(test, Events.sqs(test), Events.snsEvent(test), Events.sqs(Events.snsEnvelope(test)));
    }

    @ParameterizedTest
    @MethodSource("testEvents")
    void theTestEventOfS3EndsWell(String event) {
        assertTrue(assertInstanceOf(Ignored.class, only(event)).reason().contains("test event"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ObjectRemoved:Delete", "ObjectRemoved:DeleteMarkerCreated", "LifecycleExpiration:Delete",
            "ObjectRestore:Completed", "ObjectTagging:Put", "ReducedRedundancyLostObject", "created"})
    void otherEventsOfS3AreIgnoredAndSayWhichObject(String name) {
        String event = Events.json(Map.of("Records",
                List.of(Events.s3Record(name, "exports", Map.of("key", "a+b")))));
        assertEquals("s3://exports/a b", assertInstanceOf(Ignored.class, only(event)).object());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Object Deleted", "Object Restore Completed", "Object Tags Added",
            "AWS API Call via CloudTrail"})
    void otherEventsOfEventBridgeAreIgnored(String detailType) {
        Map<String, Object> detail = Map.of("bucket", Map.of("name", "exports"), "object", Map.of("key", "k"));
        assertInstanceOf(Ignored.class, only(Events.eventBridge("aws.s3", detailType, detail)));
    }

    @Test
    void eventsOfOtherServicesAreIgnored() {
        assertInstanceOf(Ignored.class, only(Events.eventBridge("aws.events", "Scheduled Event", Map.of())));
        assertInstanceOf(Ignored.class, only(Events.eventBridge("my.shop", "Object Created", Map.of())));
        assertInstanceOf(Ignored.class, only("{\"Records\":[{\"eventSource\":\"aws:kinesis\"}]}"));
        assertInstanceOf(Ignored.class, only("{\"Records\":[{\"EventSource\":\"aws:other\"}]}"));
        assertInstanceOf(Ignored.class, only(Events.sqs(
                "{\"Type\":\"SubscriptionConfirmation\",\"TopicArn\":\"t\",\"Message\":\"You have chosen\"}")));
    }

    @Test
    void theMarkOfAFolderIsIgnored() {
        Map<String, Object> mark = Map.of("key", "exports/users/", "size", 0);
        assertEquals(new Ignored("s3://exports/exports/users/", "the mark of a folder"), only(Events
                .json(Map.of("Records", List.of(Events.s3Record("ObjectCreated:Put", "exports", mark))))));
        assertInstanceOf(Ignored.class, only(Events.eventBridge("aws.s3", "Object Created",
                Map.of("bucket", Map.of("name", "exports"), "object", mark))));
    }

    @Test
    void anEmptyObjectAndAFolderThatHoldsSomethingAreNoMarks() {
        for (Map<String, Object> object : List.<Map<String, Object>>of(Map.of("key", "empty", "size", 0),
                Map.of("key", "odd/", "size", 1), Map.of("key", "unknown/"))) {
            assertInstanceOf(Export.class, only(Events.json(
                    Map.of("Records", List.of(Events.s3Record("ObjectCreated:Put", "exports", object))))));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "null", "[]", "7", "\"s3\"", "{", "{} {}", "{}", "{\"hello\":\"world\"}", "nul",
            "{\"Records\":[]}", "{\"Records\":{}}", "{\"tasks\":[]}", "{\"bucket\":\"b\"}", "{\"key\":\"k\"}",
            "{\"bucket\":\"\",\"key\":\"k\"}", "{\"bucket\":\"b\",\"key\":\"\"}", "{\"bucket\":1,\"key\":\"k\"}",
            "{\"bucket\":\"b\",\"key\":\"k\",\"version\":3}", "{\"bucket\":\"b\",\"key\":\"k\",\"pipelin\":\"users\"}",
            "{\"bucket\":\"a/b\",\"key\":\"k\"}", "{\"bucket\":\"b\",\"key\":\"k\",\"key\":\"l\"}",
            "{\"source\":\"aws.s3\",\"detail-type\":\"Object Created\"}",
            "{\"source\":\"aws.s3\",\"detail-type\":\"Object Created\",\"detail\":{\"bucket\":{\"name\":\"b\"}}}",
            "{\"Records\":[{\"eventSource\":\"aws:sqs\",\"body\":\"{}\"}]}"})
    void whatIsNoEventThrows(String event) {
        assertThrows(MalformedEvent.class, () -> decode(event));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"Records\":[{}]}", "{\"Records\":[7]}", "{\"Records\":[{\"eventSource\":\"aws:s3\"}]}",
            "{\"Records\":[{\"eventSource\":\"aws:s3\",\"eventName\":\"ObjectCreated:Put\",\"s3\":7}]}",
            "{\"Records\":[{\"EventSource\":\"aws:sns\"}]}",
            "{\"Records\":[{\"EventSource\":\"aws:sns\",\"Sns\":{\"Message\":\"hello\"}}]}",
            "{\"Records\":[{\"eventSource\":\"aws:sqs\",\"messageId\":\"m\"}]}",
            "{\"Records\":[{\"eventSource\":\"aws:sqs\",\"messageId\":\"m\",\"body\":\"\"}]}",
            "{\"Records\":[{\"eventSource\":\"aws:sqs\",\"messageId\":\"m\",\"body\":\"[1]\"}]}",
            "{\"Records\":[{\"eventSource\":\"aws:sqs\",\"messageId\":\"m\",\"body\":\"{}\"}]}"})
    void aMessageOrRecordThatIsNoneIsMalformed(String event) {
        assertInstanceOf(Malformed.class, only(event));
    }

    @Test
    void envelopesAreOpenedOnceEach() {
        String queueInQueue = Events.sqs(Events.sqs(Events.s3Put("k")));
        assertInstanceOf(Ignored.class, only(queueInQueue));
        String topicInTopic = Events.sqs(Events.snsEnvelope(Events.snsEnvelope(Events.s3Put("k"))));
        assertInstanceOf(Malformed.class, only(topicInTopic));
    }

    @Test
    void nestingOfAnyDepthIsMalformedAndNoCrash() {
        assertThrows(MalformedEvent.class, () -> decode("{\"a\":".repeat(100_000)));
        assertThrows(MalformedEvent.class, () -> decode("[".repeat(100_000)));
    }

    @Test
    void bytesThatAreNoUtf8AreMalformed() {
        byte[] latin1 = "{\"bucket\":\"b\",\"key\":\"ü\"}".getBytes(StandardCharsets.ISO_8859_1);
        assertThrows(MalformedEvent.class, () -> TriggerDecoder.decode(latin1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sEcReT", "{sEcReT", "{\"sEcReT\":1}", "{\"bucket\":\"b\",\"key\":\"k\",\"sEcReT\":1}",
            "{\"bucket\":\"b\",\"key\":{\"sEcReT\":\"sEcReT\"}}",
            "{\"bucket\":\"b\",\"key\":\"k\",\"version\":[\"sEcReT\"]}"})
    void messagesQuoteNothing(String payload) {
        MalformedEvent malformed = assertThrows(MalformedEvent.class, () -> decode(payload));
        assertFalse(malformed.getMessage().contains("sEcReT"), malformed.getMessage());
        assertNull(malformed.getCause());
        assertFalse(only(Events.sqs(payload)).toString().contains("sEcReT"));
        assertFalse(only(Events.snsEvent(payload)).toString().contains("sEcReT"));
    }
}

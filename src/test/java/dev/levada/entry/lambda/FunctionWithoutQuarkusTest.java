package dev.levada.entry.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.StartupEvent;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the function makes of its environment and of Lambda's context; the container is not needed for that.
final class FunctionWithoutQuarkusTest {

    private static final String FIELDS = "fields: {id: {from: /id, type: long}}\n";

    @TempDir
    private Path folder;

    private IngestFunction function(String output) {
        return new IngestFunction(Optional.ofNullable(output), Optional.of(folder.resolve("pipelines").toString()),
                Optional.of(folder.toString()), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), EmbeddedMetrics.NAMESPACE);
    }

    private void definition(String text) throws IOException {
        Files.createDirectories(folder.resolve("pipelines"));
        Files.writeString(folder.resolve("pipelines/mine.yaml"), text);
    }

    private static String invoke(IngestFunction function, String event) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        function.handleRequest(new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), answer,
                new LocalContext());
        return answer.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aMissingOutputIsToldByTheFirstEventAndNotByTheStart() throws IOException {
        definition("pipeline: mine\n" + FIELDS);
        IngestFunction function = function(null);
        function.started(new StartupEvent());
        InvocationFailed failed = assertThrows(InvocationFailed.class, () -> invoke(function, "{}"));
        assertTrue(failed.getMessage().contains("LEVADA_OUTPUT"), failed.getMessage());
        assertNull(failed.getCause());
        assertEquals(0, failed.getStackTrace().length);
    }

    @Test
    void badDefinitionsFailTheInvocationUntilTheyAreMended() throws IOException {
        definition("pipeline: mine\nfeilds: {}\n");
        IngestFunction function = function("output");
        function.started(new StartupEvent());
        InvocationFailed failed = assertThrows(InvocationFailed.class, () -> invoke(function, "{}"));
        assertTrue(failed.getMessage().contains("mine.yaml"), failed.getMessage());
        definition("pipeline: mine\n" + FIELDS);
        assertTrue(invoke(function, "{\"bucket\":\"in\",\"key\":\"k\"}").contains("ignored"));
    }

    @Test
    void theDefinitionsAreReadOnce() throws IOException {
        definition("pipeline: mine\n" + FIELDS);
        IngestFunction function = function("output");
        function.started(new StartupEvent());
        definition("not: one\n");
        assertTrue(invoke(function, "{\"bucket\":\"in\",\"key\":\"k\"}").contains("ignored"));
    }

    @Test
    void aFailedRunFailsTheInvocationAndAnswersNothing() throws IOException {
        definition("pipeline: mine\nsource: {match: \"**\"}\n" + FIELDS);
        Files.createDirectories(folder.resolve("in"));
        Files.writeString(folder.resolve("in/k"), "[{\"a\":\"sEcReT\"");
        InvocationFailed failed = assertThrows(InvocationFailed.class,
                () -> invoke(function("output"), "{\"bucket\":\"in\",\"key\":\"k\"}"));
        assertTrue(failed.getMessage().startsWith("DAMAGED [s3://in/k"), failed.getMessage());
        assertEquals(-1, failed.getMessage().indexOf("sEcReT"));
    }

    @Test
    void theSameFromAQueueIsAnAnswer() throws IOException {
        definition("pipeline: mine\nsource: {match: \"**\"}\n" + FIELDS);
        Files.createDirectories(folder.resolve("in"));
        Files.writeString(folder.resolve("in/k"), "[{\"a\":\"sEcReT\"");
        String answer = invoke(function("output"), "{\"Records\":[{\"eventSource\":\"aws:sqs\",\"messageId\":\"m1\","
                + "\"body\":\"{\\\"bucket\\\":\\\"in\\\",\\\"key\\\":\\\"k\\\"}\"}]}");
        assertEquals("m1", new ObjectMapper().readTree(answer).at("/batchItemFailures/0/itemIdentifier").textValue());
    }

    /// What the event server of the dev mode gives: a deadline that cannot be.
    private static final class LocalContext implements Context {
        @Override
        public String getAwsRequestId() {
            return "request-1";
        }

        @Override
        public int getRemainingTimeInMillis() {
            return -109_244_170;
        }

        @Override
        public String getLogGroupName() {
            return null;
        }

        @Override
        public String getLogStreamName() {
            return null;
        }

        @Override
        public String getFunctionName() {
            return "ingest";
        }

        @Override
        public String getFunctionVersion() {
            return null;
        }

        @Override
        public String getInvokedFunctionArn() {
            return null;
        }

        @Override
        public CognitoIdentity getIdentity() {
            return null;
        }

        @Override
        public ClientContext getClientContext() {
            return null;
        }

        @Override
        public int getMemoryLimitInMB() {
            return 128;
        }

        @Override
        public LambdaLogger getLogger() {
            throw new UnsupportedOperationException("the journal writes");
        }
    }
}

package dev.levada.entry.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.levada.contract.LoaderWithout;
import dev.levada.run.S3Settings;
import dev.levada.run.SqsQueue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An installation with an intake queue pays for the client of SQS when the first message is sent, and not before: it
/// works where that client is missing altogether.
public final class SqsLoadingTest {

    @TempDir
    private Path buckets;

    /// Runs inside the other loader, by reflection.
    public static String answered(Path buckets) throws IOException {
        Deployment deployment = new Deployment("output", "s3://config", buckets.toString(),
                new S3Settings(null, null, false), "http://queue.example/1/intake", "http://127.0.0.1:1");
        Journal journal = new Journal(new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));
        InputStream event = new ByteArrayInputStream(
                "{\"bucket\":\"in\",\"key\":\"a.json\"}".getBytes(StandardCharsets.UTF_8));
        Answer answer = deployment.intake(journal).handle(event, Deadline.inMillis(60_000), "request-1");
        return new String(answer.toJson(), StandardCharsets.UTF_8);
    }

    /// Runs inside the other loader, by reflection.
    public static void sent() {
        new SqsQueue("http://queue.example/1/intake", "http://127.0.0.1:1").send("{}", Duration.ZERO);
    }

    private static Class<?> withoutSqs() throws ReflectiveOperationException {
        return Class.forName(SqsLoadingTest.class.getName(), true,
                new LoaderWithout("software.amazon.awssdk.services.sqs."));
    }

    @Test
    void aRunThatIsNotContinuedLoadsNothingOfSqs() throws IOException, ReflectiveOperationException {
        Files.createDirectories(buckets.resolve("config"));
        Files.writeString(buckets.resolve("config/users.yaml"),
                "pipeline: users\nsource: {match: \"**\"}\nfields: {id: {from: /id, type: long}}\n");
        Files.createDirectories(buckets.resolve("in"));
        Files.writeString(buckets.resolve("in/a.json"), "[{\"id\":1},{\"id\":2}]");
        String answer = (String) withoutSqs().getMethod("answered", Path.class).invoke(null, buckets);
        assertTrue(answer.contains("\"state\":\"published\"") && answer.contains("\"rows\":2"), answer);
    }

    @Test
    void theLoaderReallyHasNoSqs() throws ReflectiveOperationException {
        Class<?> other = withoutSqs();
        InvocationTargetException missing = assertThrows(InvocationTargetException.class,
                () -> other.getMethod("sent").invoke(null));
        assertEquals(NoClassDefFoundError.class, missing.getCause().getClass());
    }
}

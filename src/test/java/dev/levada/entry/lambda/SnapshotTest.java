package dev.levada.entry.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.levada.run.S3Settings;
import dev.levada.s3.S3Server;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkSystemSetting;

/// Before a snapshot everything is rehearsed and nothing is left behind; what must be fresh is made when a copy begins.
final class SnapshotTest {

    private static final String CREDENTIALS = """
            {"AccessKeyId":"%s","SecretAccessKey":"%s","Expiration":"2099-01-01T00:00:00Z"}
            """.formatted(S3Server.ACCESS_KEY, S3Server.SECRET_KEY);

    private final ByteArrayOutputStream told = new ByteArrayOutputStream();
    private final Journal journal = new Journal(new PrintStream(told, true, StandardCharsets.UTF_8));
    private final AtomicInteger asked = new AtomicInteger();
    private HttpServer credentials;
    private Intake intake;

    /// Gives credentials to whoever asks, as Lambda does under SnapStart, and counts.
    @BeforeEach
    void startCredentials() throws IOException {
        credentials = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        credentials.createContext("/", exchange -> {
            asked.incrementAndGet();
            byte[] answer = CREDENTIALS.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        credentials.start();
        System.setProperty(SdkSystemSetting.AWS_CONTAINER_CREDENTIALS_FULL_URI.property(),
                "http://127.0.0.1:" + credentials.getAddress().getPort() + "/");
    }

    @AfterEach
    void stopCredentials() {
        System.clearProperty(SdkSystemSetting.AWS_CONTAINER_CREDENTIALS_FULL_URI.property());
        credentials.stop(0);
    }

    private static Set<String> threads() {
        return Thread.getAllStackTraces().keySet().stream().filter(thread -> !thread.isDaemon()).map(Thread::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// The library of zstd is no state: it is unpacked once for the process that maps it.
    private static Set<String> temporaryFiles() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("levada") || name.startsWith("rehearsal"))
                    .filter(name -> !name.startsWith("levada-s3-")).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    @Test
    void theRehearsalEndsWellAndLeavesNothing() throws IOException {
        Set<String> files = temporaryFiles();
        Set<String> before = threads();
        new Snapshot(() -> {
            throw new AssertionError("a snapshot is no beginning");
        }, journal).beforeCheckpoint(null);
        assertEquals("", told.toString(StandardCharsets.UTF_8));
        assertEquals(0, asked.get(), "credentials were asked for");
        assertEquals(files, temporaryFiles());
        assertEquals(before, threads());
        assertFalse(Files.exists(Path.of("rehearsal-output")));
    }

    @Test
    void aCopyBeginsWithCredentialsOfItsOwn() throws IOException {
        try (S3Server s3 = S3Server.start()) {
            s3.createBucket("inbox");
            s3.createBucket("outbox");
            s3.put("inbox", "exports/users/a.json", "[{\"user_id\":7}]".getBytes(StandardCharsets.UTF_8));
            Deployment deployment = new Deployment("s3://outbox", null, null,
                    new S3Settings(s3.endpoint().toString(), S3Server.REGION.id(), true), null, null);
            Snapshot snapshot = new Snapshot(() -> intake = deployment.intake(journal), journal);
            snapshot.beforeCheckpoint(null);
            assertEquals(0, asked.get(), "credentials were asked for");
            for (int copy = 1; copy <= 2; copy++) {
                snapshot.afterRestore(null);
                Answer answer = intake.handle(new ByteArrayInputStream(
                        "{\"bucket\":\"inbox\",\"key\":\"exports/users/a.json\"}".getBytes(StandardCharsets.UTF_8)),
                        Deadline.UNKNOWN, "request-1");
                String json = new String(answer.toJson(), StandardCharsets.UTF_8);
                assertTrue(json.contains("\"state\":\"published\"") && json.contains("\"rows\":1"), json);
                assertEquals(copy, asked.get(), "each copy asks once");
            }
            assertTrue(s3.keys("outbox").stream().noneMatch(key -> key.contains("rehearsal")),
                    s3.keys("outbox").toString());
        }
    }

    @Test
    void onlyAFunctionUnderSnapStartIsRehearsed() {
        assertTrue(Snapshot.isTaken("snap-start"));
        assertFalse(Snapshot.isTaken("on-demand"));
        assertFalse(Snapshot.isTaken(null));
    }
}

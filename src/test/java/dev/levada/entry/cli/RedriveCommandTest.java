package dev.levada.entry.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.levada.sqs.SqsServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `levada redrive`: what is sent back is gone from the dead letters, and all else is there as before.
final class RedriveCommandTest {

    private static final Map<String, String> AWS = Map.of("aws.accessKeyId", "local-access", "aws.secretAccessKey",
            "local-secret", "aws.region", "eu-north-1");
    private static final String EVENT = "{\"Records\":[{\"eventSource\":\"aws:s3\",\"eventName\":\"ObjectCreated:Put\","
            + "\"s3\":{\"bucket\":{\"name\":\"exports\"},\"object\":{\"key\":\"users/a+b.json\"}}}]}";

    @TempDir
    private Path folder;

    private SqsServer server;
    private Session session;

    @BeforeEach
    void begin() {
        server = new SqsServer();
        AWS.forEach(System::setProperty);
        System.setProperty("aws.endpointUrlSqs", server.endpoint());
        session = new Session(folder);
        server.queue("intake");
        server.redrives("dead", "intake");
    }

    @AfterEach
    void end() {
        System.clearProperty("aws.endpointUrlSqs");
        AWS.keySet().forEach(System::clearProperty);
        server.close();
    }

    private static String direct(int number) {
        return "{\"bucket\":\"exports\",\"key\":\"others/" + number + ".json\"}";
    }

    private List<String> redrive(int code, String... options) {
        String[] all = new String[options.length + 2];
        all[0] = "redrive";
        all[1] = server.queue("dead");
        System.arraycopy(options, 0, all, 2, options.length);
        assertEquals(code, session.type(all), () -> String.join("\n", session.errors()));
        return session.out().lines().toList();
    }

    @Test
    void everyLetterGoesBackAsItWas() {
        server.add("dead", EVENT);
        IntStream.range(0, 12).forEach(number -> server.add("dead", direct(number)));
        List<String> before = server.bodies("dead");
        List<String> lines = redrive(0);
        assertEquals(before, server.bodies("intake"));
        assertEquals(List.of(), server.bodies("dead"));
        assertEquals("s3://exports/users/a b.json  received once, 2 h old", lines.getFirst());
        assertEquals("sent 13 of 13 dead letters that were looked at to " + server.queue("intake"), lines.getLast());
    }

    @Test
    void aDryRunSendsNothingAndHidesNothing() {
        server.add("dead", EVENT);
        server.add("dead", direct(1));
        List<String> lines = redrive(0, "--dry-run");
        assertEquals(List.of("s3://exports/users/a b.json  received once, 2 h old",
                "s3://exports/others/1.json  received once, 2 h old",
                "would send 2 of 2 dead letters that were looked at to " + server.queue("intake")), lines);
        assertEquals(2, server.visible("dead"));
        assertEquals(List.of(), server.bodies("intake"));
    }

    @Test
    void onlyWhatLiesBelowThePrefixGoes() {
        IntStream.range(0, 11).forEach(number -> server.add("dead", direct(number)));
        server.add("dead", EVENT);
        server.add("dead", "nonsense");
        redrive(0, "--prefix", "s3://exports/users/");
        assertEquals(List.of(EVENT), server.bodies("intake"));
        assertEquals(12, server.visible("dead"));
    }

    @Test
    void noMoreThanTheLimitGoes() {
        IntStream.range(0, 15).forEach(number -> server.add("dead", direct(number)));
        List<String> lines = redrive(0, "--limit", "3");
        assertEquals(4, lines.size());
        assertEquals(3, server.bodies("intake").size());
        assertEquals(12, server.visible("dead"));
    }

    @Test
    void nothingOfABodyIsPrintedButItsObjects() {
        server.add("dead", "{\"secret\":\"hunter2\"}");
        server.add("dead", "hunter2");
        List<String> lines = redrive(0);
        assertFalse(session.out().contains("hunter2"), session.out());
        assertEquals("message m1 (no event)  received once, 2 h old", lines.get(1));
        assertEquals(2, server.bodies("intake").size());
    }

    @Test
    void whatTheIntakeDoesNotTakeStaysADeadLetter() {
        server.add("dead", EVENT);
        server.refuse("intake");
        redrive(1);
        assertTrue(session.errors().getFirst().startsWith("levada: UNWRITABLE"), session.errors().toString());
        assertEquals(1, server.visible("dead"));
    }

    @Test
    void aQueueOfSeveralSourcesNeedsToBeToldWhereTo() {
        server.redrives("dead", "intake", "others");
        server.add("dead", EVENT);
        redrive(2);
        redrive(0, "--to", server.queue("others"));
        assertEquals(List.of(EVENT), server.bodies("others"));
        redrive(2, "--to", server.queue("dead"));
    }

    @Test
    void whatCannotBeMeantIsRefused() {
        redrive(2, "--prefix", "exports");
        redrive(2, "--limit", "0");
        redrive(2, "--to", "intake");
        assertEquals(2, session.type("redrive", "dead"));
        assertEquals(List.of("levada: expected the URL of a queue for QUEUE, got dead"), session.errors());
        assertEquals(1, session.type("redrive", server.endpoint() + "/0/nowhere"));
    }
}

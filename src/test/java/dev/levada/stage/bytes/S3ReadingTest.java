package dev.levada.stage.bytes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.levada.contract.ByteSourceContract;
import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import dev.levada.model.ObjectRef;
import dev.levada.model.Slabs;
import dev.levada.s3.S3Server;
import dev.levada.s3.S3Traffic;
import dev.levada.s3.UnreliableS3;
import dev.levada.s3.UnreliableS3.Answer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;

/// Against a server that misbehaves.
final class S3ReadingTest {

    private static final int SIZE = 50;
    private static final byte[] CONTENT = ByteSourceContract.content(SIZE);
    private static final Answer WHOLE = new Answer.Whole();

    private final S3Traffic traffic = new S3Traffic();
    private final List<Long> waits = new ArrayList<>();

    /// Reads the object in ranges of 20 bytes and chunks of 8.
    private byte[] read(UnreliableS3.Script script) {
        try (UnreliableS3 server = new UnreliableS3(CONTENT, script);
                S3Client client = S3Server.client(server.endpoint(), traffic)) {
            ByteSource source = S3ByteSource.open(client, ObjectRef.object("exports", "users.json"),
                    S3ByteSource.Ranges.of(20),
                    new Slabs(8, 4), waits::add);
            return ByteSourceContract.drain(source.read(0));
        }
    }

    /// The answer to the first GET; all others are whole.
    private static UnreliableS3.Script firstGet(Answer answer) {
        return number -> number == 2 ? answer : WHOLE;
    }

    /// The answer to every GET.
    private static UnreliableS3.Script everyGet(Answer answer) {
        return number -> number == 1 ? WHOLE : answer;
    }

    private Failure failure(UnreliableS3.Script script) {
        return assertThrows(Failure.class, () -> read(script));
    }

    @Test
    void aConnectionThatBreaksAtAnyByteIsOpenedAgainThere() {
        for (int bytes = 0; bytes < 20; bytes++) {
            int before = traffic.requests("GET").size();
            assertArrayEquals(CONTENT, read(firstGet(new Answer.Cut(bytes))), "broken after " + bytes);
            List<String> ranges = traffic.headers("GET", "Range");
            assertEquals("bytes=" + bytes + "-19", ranges.get(before + 1));
        }
        assertEquals(1, waits.size(), "only the one that gave nothing is followed by a wait");
    }

    @Test
    void connectionsThatAllBreakAfterOneByteStillGiveTheWhole() {
        assertArrayEquals(CONTENT, read(everyGet(new Answer.Cut(1))));
        assertEquals(SIZE, traffic.requests("GET").size());
        assertEquals(List.of(), waits);
    }

    @Test
    void aSourceThatGivesNothingIsGivenUp() {
        Failure failure = failure(everyGet(new Answer.Cut(0)));
        assertEquals(FailureCode.UNREADABLE, failure.code());
        assertTrue(failure.getMessage().startsWith("expected the bytes from 0 on within 10 tries, got"),
                failure.getMessage());
        assertEquals(Backoff.TRIES, traffic.requests("GET").size());
        assertEquals(Backoff.TRIES - 1, waits.size());
    }

    @Test
    void waitsGrowWithinTheirBound() {
        failure(everyGet(new Answer.Refusal(503, "SlowDown")));
        for (int tries = 1; tries <= waits.size(); tries++) {
            long bound = Math.min(10_000, 100L << (tries - 1));
            long wait = waits.get(tries - 1);
            assertTrue(wait >= 0 && wait <= bound, wait + " ms after try " + tries);
        }
        assertEquals(9, waits.size());
        assertEquals(10_000, Backoff.bound(20));
    }

    @Test
    void progressBeginsTheCountAnew() {
        // Nine refusals, one byte, nine refusals, one byte ...: never ten in a row.
        assertArrayEquals(CONTENT, read(number -> number == 1
                ? WHOLE
                : number % 10 == 1 ? new Answer.Cut(1) : new Answer.Refusal(500, "InternalError")));
        assertEquals(9 * SIZE, waits.size());
    }

    @Test
    void aServerThatIsBusyIsAskedAgain() {
        for (Answer busy : List.of(new Answer.Refusal(503, "SlowDown"), new Answer.Refusal(500, "InternalError"),
                new Answer.Refusal(429, "TooManyRequests"))) {
            assertArrayEquals(CONTENT, read(firstGet(busy)), busy.toString());
        }
        assertEquals(3, waits.size());
    }

    @Test
    void aConnectionThatBreaksBeforeTheAnswerIsOpenedAgain() {
        assertArrayEquals(CONTENT, read(firstGet(new Answer.Nothing())));
    }

    @Test
    void aServerThatStaysBusyIsNamedInTheFailure() {
        Failure failure = failure(number -> number <= 2 ? WHOLE : new Answer.Refusal(503, "SlowDown"));
        assertEquals("expected the bytes from 20 on within 10 tries, got 503 SlowDown", failure.getMessage());
        assertEquals(FailureCode.UNREADABLE, failure.code());
    }

    @Test
    void anotherVersionInTheMiddleEndsTheRun() {
        for (Answer gone : List.of(new Answer.Refusal(412, "PreconditionFailed"),
                new Answer.Refusal(404, "NoSuchKey"))) {
            int before = traffic.requests("GET").size();
            Failure failure = failure(number -> number == 3 ? gone : WHOLE);
            assertEquals(FailureCode.SOURCE_CHANGED, failure.code());
            assertEquals(2, traffic.requests("GET").size() - before, "it is not asked for again");
        }
        assertEquals(List.of(), waits);
    }

    @Test
    void whatMayNotBeReadIsNotAskedForAgain() {
        Failure failure = failure(everyGet(new Answer.Refusal(403, "AccessDenied")));
        assertEquals(FailureCode.UNREADABLE, failure.code());
        assertEquals("expected the bytes from 0 on, got 403 AccessDenied", failure.getMessage());
        assertEquals(1, traffic.requests("GET").size());
    }

    private static final List<Answer> WRONG = List.of(new Answer.Mislabelled("bytes 1-20/50"),
            new Answer.Mislabelled("bytes 0-19/51"), new Answer.Mislabelled("bytes 0-18/50"), new Answer.Shortened(1),
            new Answer.Unranged());

    @Test
    void otherBytesThanAskedForAreAskedForAgain() {
        for (Answer wrong : WRONG) {
            assertArrayEquals(CONTENT, read(firstGet(wrong)), wrong.toString());
            assertArrayEquals(CONTENT, read(number -> number == 4 ? wrong : WHOLE), wrong.toString());
        }
        assertEquals(2 * WRONG.size(), waits.size());
        assertEquals(0, traffic.openBodies());
    }

    @Test
    void aServerThatNeverGivesWhatIsAskedForIsGivenUp() {
        String expected = "expected the bytes from 0 on within 10 tries, got a wrong answer: expected Content-";
        List<String> told = List.of("Range bytes 0-19/50, got bytes 1-20/50", "Range bytes 0-19/50, got bytes 0-19/51",
                "Range bytes 0-19/50, got bytes 0-18/50", "Length 20, got 19",
                "Range bytes 0-19/50, got none: a server that ignores ranges");
        for (int i = 0; i < WRONG.size(); i++) {
            Failure failure = failure(everyGet(WRONG.get(i)));
            assertEquals(FailureCode.UNREADABLE, failure.code());
            assertEquals(expected + told.get(i), failure.getMessage());
        }
        assertEquals(0, traffic.openBodies());
    }

    @Test
    void anotherVersionByAServerThatIgnoresIfMatchIsNotMixedIn() {
        Failure failure = failure(number -> number == 3 ? new Answer.Replaced() : WHOLE);
        assertEquals(FailureCode.SOURCE_CHANGED, failure.code());
        assertEquals(0, traffic.openBodies());
    }

    @Test
    void connectionsThatAreOpenedAgainAreCounted() {
        try (UnreliableS3 server = new UnreliableS3(CONTENT,
                number -> number % 2 == 0 ? new Answer.Cut(number % 4) : WHOLE);
                S3Client client = S3Server.client(server.endpoint(), traffic)) {
            ByteSource source = S3ByteSource.open(client, ObjectRef.object("exports", "users.json"),
                    S3ByteSource.Ranges.of(20),
                    new Slabs(8, 4), waits::add);
            assertEquals(0, source.reopened());
            ByteSourceContract.drain(source.within(wait -> true).read(0));
            assertEquals(traffic.requests("GET").size() - 3, source.reopened(), "three ranges need no more than three");
        }
    }

    @Test
    void theSdkDoesNotTryByItself() {
        try (UnreliableS3 server = new UnreliableS3(CONTENT, everyGet(new Answer.Refusal(503, "SlowDown")));
                S3Client client = S3Server.retrying(server.endpoint(), traffic)) {
            ByteSource source = S3ByteSource.open(client, ObjectRef.object("exports", "users.json"),
                    S3ByteSource.Ranges.of(20),
                    new Slabs(8, 4), waits::add);
            assertThrows(Failure.class, () -> ByteSourceContract.drain(source.read(0)));
        }
        assertEquals(Backoff.TRIES, traffic.requests("GET").size());
    }

    @Test
    void aTakerWithoutTimeEndsTheWaiting() {
        try (UnreliableS3 server = new UnreliableS3(CONTENT, everyGet(new Answer.Refusal(503, "SlowDown")));
                S3Client client = S3Server.client(server.endpoint(), traffic)) {
            ByteSource source = S3ByteSource
                    .open(client, ObjectRef.object("exports", "users.json"), S3ByteSource.Ranges.of(20),
                            new Slabs(8, 4), waits::add)
                    .within(wait -> waits.size() < 2);
            Failure failure = assertThrows(Failure.class, () -> ByteSourceContract.drain(source.read(0)));
            assertEquals("expected the bytes from 0 on within the time that is left, got 503 SlowDown",
                    failure.getMessage());
        }
        assertEquals(3, traffic.requests("GET").size());
    }

    @Test
    void anObjectThatMayNotBeSeenIsUnreadable() {
        Failure failure = failure(number -> new Answer.Refusal(403, "AccessDenied"));
        assertEquals(FailureCode.UNREADABLE, failure.code());
        assertEquals("expected the object, got 403: not with these credentials", failure.getMessage());
    }

    @Test
    void aServerThatIsNotThereIsUnreadable() {
        UnreliableS3 server = new UnreliableS3(CONTENT, number -> WHOLE);
        server.close();
        try (S3Client client = S3Server.client(server.endpoint(), traffic)) {
            Failure failure = assertThrows(Failure.class, () -> S3ByteSource.open(client,
                    ObjectRef.object("exports", "users.json"), S3ByteSource.Ranges.of(20), new Slabs(8, 4),
                    waits::add));
            assertEquals(FailureCode.UNREADABLE, failure.code());
            assertTrue(failure.getMessage().startsWith("expected the object, got no answer"), failure.getMessage());
        }
    }

    @Test
    void aVersionIdIsNamedInEveryRequest() {
        ObjectRef versioned = new ObjectRef("exports", "users.json", "3HL4kqtJlcpXroDTDmJ", null, -1, null);
        try (UnreliableS3 server = new UnreliableS3(CONTENT, number -> WHOLE);
                S3Client client = S3Server.client(server.endpoint(), traffic)) {
            S3ByteSource.open(client, versioned, S3ByteSource.Ranges.of(20), new Slabs(8, 4));
            assertEquals("3HL4kqtJlcpXroDTDmJ",
                    traffic.requests("HEAD").get(0).firstMatchingRawQueryParameter("versionId").orElse(""));
        }
        ObjectRef pinned = new ObjectRef("exports", "users.json", "3HL4kqtJlcpXroDTDmJ", "abc", 50, null);
        assertEquals("3HL4kqtJlcpXroDTDmJ", S3ByteSource.versionId(pinned));
        ObjectRef byETag = new ObjectRef("exports", "users.json", "abc", "abc", 50, null);
        assertEquals(null, S3ByteSource.versionId(byETag));
        ObjectRef unversioned = new ObjectRef("exports", "users.json", "null", "abc", 50, null);
        assertEquals(null, S3ByteSource.versionId(unversioned));
    }

    @Test
    void anInterruptEndsTheWaiting() {
        UnreliableS3.Script busy = everyGet(new Answer.Refusal(503, "SlowDown"));
        try (UnreliableS3 server = new UnreliableS3(CONTENT, busy);
                S3Client client = S3Server.client(server.endpoint(), traffic)) {
            ByteSource source = S3ByteSource.open(client, ObjectRef.object("exports", "users.json"),
                    S3ByteSource.Ranges.of(20),
                    new Slabs(8, 4), millis -> {
                        throw new InterruptedException();
                    });
            assertThrows(Failure.class, () -> ByteSourceContract.drain(source.read(0)));
            assertTrue(Thread.interrupted(), "the interrupt is passed on");
            assertEquals(1, traffic.requests("GET").size());
        }
        assertEquals(Collections.emptyList(), waits);
    }
}

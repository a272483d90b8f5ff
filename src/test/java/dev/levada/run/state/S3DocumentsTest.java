package dev.levada.run.state;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import dev.levada.run.S3Settings;
import dev.levada.s3.FaultProxy;
import dev.levada.s3.FaultProxy.Fault;
import dev.levada.s3.S3Server;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The ledger's documents on a store whose answers get lost, by the client that users have.
final class S3DocumentsTest {

    private static final Map<String, String> AWS = Map.of("aws.accessKeyId", S3Server.ACCESS_KEY,
            "aws.secretAccessKey", S3Server.SECRET_KEY);
    private static final byte[] MINE = "{\"owner\": \"me\"}".getBytes(StandardCharsets.UTF_8);
    private static final byte[] NEXT = "{\"owner\": \"me\", \"step\": 2}".getBytes(StandardCharsets.UTF_8);
    private static final byte[] THEIRS = "{\"owner\": \"somebody\"}".getBytes(StandardCharsets.UTF_8);

    private static S3Server server;

    @BeforeAll
    static void start() {
        AWS.forEach(System::setProperty);
        server = S3Server.start();
        server.createBucket("ledger");
    }

    @AfterAll
    static void stop() {
        server.close();
        AWS.keySet().forEach(System::clearProperty);
    }

    /// Works with documents through a proxy.
    ///
    /// @return how many requests it took
    private static int with(FaultProxy.Script script, Consumer<Documents> work) {
        try (FaultProxy proxy = new FaultProxy(server.endpoint(), Duration.ofMillis(900), script)) {
            S3Documents documents = S3Documents.connect("ledger", "",
                    new S3Settings(proxy.endpoint().toString(), "eu-north-1", true, "0.5"));
            work.accept(documents);
            documents.client().close();
            return proxy.requests();
        }
    }

    private static FaultProxy.Script first(Fault fault) {
        return request -> request.number() == 1 ? fault : Fault.NONE;
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = {"NONE", "MISLABELLED", "SHORTENED"})
    void aDocumentThatWasCreatedIsOursThoughItsAnswerGotLost(Fault fault) {
        String key = "created-" + fault;
        with(first(fault), documents -> {
            Optional<String> tag = documents.create(key, MINE);
            assertEquals(documents.readTagged(key).orElseThrow().tag(), tag.orElseThrow());
        });
        assertArrayEquals(MINE, server.get("ledger", key));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = {"NONE", "MISLABELLED", "SHORTENED"})
    void aDocumentThatWasReplacedIsOursThoughItsAnswerGotLost(Fault fault) {
        String key = "replaced-" + fault;
        server.put("ledger", key, MINE);
        with(request -> request.number() == 2 ? fault : Fault.NONE, documents -> {
            String before = documents.readTagged(key).orElseThrow().tag();
            String tag = documents.replace(key, NEXT, before).orElseThrow();
            assertEquals(tag, documents.readTagged(key).orElseThrow().tag());
            assertTrue(documents.replace(key, MINE, tag).isPresent(), "and it is what the next step builds on");
        });
    }

    @Test
    void aDocumentOfAnotherIsNotOursThoughOurRequestWasSentTwice() {
        with(first(Fault.SLOW_DOWN), documents -> {
            server.put("ledger", "theirs", THEIRS);
            assertEquals(Optional.empty(), documents.create("theirs", MINE));
            assertEquals(Optional.empty(), documents.replace("theirs", NEXT, "\"d41d8cd98f00b204e9800998ecf8427e\""));
        });
        assertArrayEquals(THEIRS, server.get("ledger", "theirs"));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = {"NONE", "MISLABELLED", "SHORTENED", "CONFLICT"})
    void aDocumentIsReadWhole(Fault fault) {
        server.put("ledger", "whole", NEXT);
        int requests = with(first(fault),
                documents -> assertArrayEquals(NEXT, documents.read("whole").orElseThrow()));
        assertEquals(2, requests);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = {"NONE", "CONFLICT"})
    void aStreamGoesOnWhereItBroke(Fault fault) {
        byte[] tail = new byte[300_000];
        new Random(1).nextBytes(tail);
        server.put("ledger", "tail", tail);
        with(request -> request.number() == 2 ? fault : Fault.NONE, documents -> {
            try (InputStream in = documents.stream("tail")) {
                assertArrayEquals(tail, in.readAllBytes());
            } catch (IOException never) {
                throw new AssertionError(never);
            }
        });
    }

    @Test
    void aStreamThatIsGoneIsLostStateAndNotAChangedExport() throws IOException {
        server.put("ledger", "gone", new byte[200_000]);
        with(request -> {
            if (request.number() == 2) {
                server.client().deleteObject(delete -> delete.bucket("ledger").key("gone"));
            }
            return Fault.NONE;
        }, documents -> {
            InputStream in = documents.stream("gone");
            Failure failure = assertThrows(Failure.class, in::readAllBytes);
            assertEquals(FailureCode.STAGING_LOST, failure.code());
        });
        with(first(Fault.NONE), documents -> assertEquals(FailureCode.STAGING_LOST,
                assertThrows(Failure.class, () -> documents.stream("never")).code()));
    }

    @Test
    void aStoreThatStaysSilentIsGivenUpAfterSixTries() {
        List<Integer> requests = List.of(
                with(request -> Fault.INTERNAL_ERROR, documents -> assertEquals(FailureCode.UNREADABLE,
                        assertThrows(Failure.class, () -> documents.read("any")).code())),
                with(request -> Fault.RESET_BEFORE, documents -> assertEquals(FailureCode.UNWRITABLE,
                        assertThrows(Failure.class, () -> documents.create("any", MINE)).code())));
        assertEquals(6, requests.get(0));
        assertTrue(requests.get(1) >= 6, "the JDK sends some a second time by itself: " + requests);
    }
}

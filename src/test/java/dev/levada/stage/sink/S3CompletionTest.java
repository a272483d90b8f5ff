package dev.levada.stage.sink;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.levada.contract.StagingContract;
import dev.levada.model.Destination;
import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import dev.levada.model.Part;
import dev.levada.model.PendingPart;
import dev.levada.s3.S3Server;
import dev.levada.s3.S3Traffic;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.services.s3.S3Client;

/// Which ETags an upload is completed with: those that S3 has, asked for where anybody else may have sent a part.
final class S3CompletionTest {

    private static final String BUCKET = "completions";
    private static final String KEY = "users/data/run-00000.csv";
    private static final byte[] CONTENT = StagingContract.bytes(10);

    private static S3Server server;

    @BeforeAll
    static void start() {
        server = S3Server.start();
        server.createBucket(BUCKET);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Staging staging(S3Client client) {
        return new S3Staging(client, BUCKET, "", "run");
    }

    private static Part staged(Staging.Upload upload) {
        upload.write(CONTENT, 0, CONTENT.length);
        return StagingContract.part(KEY, CONTENT, upload.stage());
    }

    private static void complete(SdkHttpClient http) {
        try (S3Client client = S3Server.client(server.endpoint(), http)) {
            Staging staging = staging(client);
            staging.publish(staged(staging.begin(KEY)));
        }
        assertArrayEquals(CONTENT, server.get(BUCKET, KEY));
    }

    private static boolean isCompletion(SdkHttpRequest request) {
        return request.method() == SdkHttpMethod.POST && request.firstMatchingRawQueryParameter("uploadId").isPresent();
    }

    @Test
    void whatS3HasJustAnsweredIsNotAskedFor() {
        S3Traffic traffic = new S3Traffic();
        complete(traffic);
        assertEquals(0, traffic.requests("GET").size());
    }

    /// A process that has lost its claim and does not know it yet may send its part once more.
    @Test
    void theETagsOfAnUploadThatAnotherHasBegunAreAskedFor() {
        S3Traffic traffic = new S3Traffic();
        try (S3Client client = S3Server.client(server.endpoint(), traffic)) {
            Staging staging = staging(client);
            Part.Staged begun = staging(server.client()).begin(KEY).secure();
            PendingPart pending = new PendingPart(Destination.DATA, 0, KEY, CONTENT.length, 1, 0, begun,
                    ByteBuffer.allocate(0));
            Staging.Upload resumed = staging.resume(pending, new ByteArrayInputStream(CONTENT), CONTENT.length);
            int before = traffic.requests("GET").size();
            staging.publish(StagingContract.part(KEY, CONTENT, resumed.stage()));
            assertTrue(ScriptedS3.isListParts(traffic.requests("GET").getLast()));
            assertEquals(before + 1, traffic.requests("GET").size());
        }
        assertArrayEquals(CONTENT, server.get(BUCKET, KEY));
    }

    /// Where the SDK has sent a part twice, S3 may have the one whose answer came too late, and encrypted it to another ETag.
    @Test
    void anETagThatS3DoesNotHaveIsAskedForAgain() {
        AtomicInteger completions = new AtomicInteger();
        AtomicInteger listings = new AtomicInteger();
        complete(new ScriptedS3(request -> {
            listings.addAndGet(ScriptedS3.isListParts(request) ? 1 : 0);
            return isCompletion(request) && completions.incrementAndGet() == 1
                    ? ScriptedS3.refusal(400, "InvalidPart")
                    : null;
        }));
        assertEquals(2, completions.get());
        assertEquals(1, listings.get());
    }

    @Test
    void anETagThatS3KeepsRefusingIsTrouble() {
        ScriptedS3 stubborn = new ScriptedS3(
                request -> isCompletion(request) ? ScriptedS3.refusal(400, "InvalidPart") : null);
        Failure failure = assertThrows(Failure.class, () -> complete(stubborn));
        assertEquals(FailureCode.UNWRITABLE, failure.code());
        assertEquals(2, stubborn.answered());
    }

    @Test
    void whetherAVanishedUploadWasCompletedIsNotGuessedWhereS3DoesNotSay() {
        ScriptedS3 busy = new ScriptedS3(request -> {
            if (request.method() == SdkHttpMethod.HEAD) {
                return ScriptedS3.refusal(503, "SlowDown");
            }
            return isCompletion(request) ? ScriptedS3.refusal(404, "NoSuchUpload") : null;
        });
        Failure failure = assertThrows(Failure.class, () -> complete(busy));
        assertEquals(FailureCode.UNWRITABLE, failure.code());
    }
}

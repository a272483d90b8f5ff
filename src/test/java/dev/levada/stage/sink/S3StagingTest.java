package dev.levada.stage.sink;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.levada.contract.ResumptionContract;
import dev.levada.contract.StagingContract;
import dev.levada.model.Destination;
import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import dev.levada.model.Part;
import dev.levada.model.PendingPart;
import dev.levada.s3.S3Server;
import dev.levada.s3.S3Traffic;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.services.s3.S3Client;

final class S3StagingTest implements ResumptionContract {

    private static final String BUCKET = "outputs";
    private static final String PREFIX = "levada/out/";
    private static final String CHECKSUM = "x-amz-checksum-crc32c";

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

    @AfterEach
    void empty() {
        server.client().listMultipartUploads(request -> request.bucket(BUCKET)).uploads()
                .forEach(upload -> server.client().abortMultipartUpload(
                        request -> request.bucket(BUCKET).key(upload.key()).uploadId(upload.uploadId())));
        server.keys(BUCKET).forEach(key -> server.client().deleteObject(request -> request.bucket(BUCKET).key(key)));
    }

    @Override
    public Staging staging(String run) {
        return new S3Staging(server.client(), BUCKET, PREFIX, run);
    }

    @Override
    public List<String> visible() {
        return server.keys(BUCKET).stream().map(key -> key.substring(PREFIX.length())).toList();
    }

    @Override
    public List<String> waiting() {
        return server.uploads(BUCKET);
    }

    @Override
    public byte[] content(String key) {
        return server.get(BUCKET, PREFIX + key);
    }

    private Part.Staged.Upload staged(byte[] content) {
        Staging.Upload upload = staging(RUN).begin(KEY);
        upload.write(content, 0, content.length);
        return (Part.Staged.Upload) upload.stage();
    }

    @Test
    void partsAreSentAsSoonAsTheyAreLargeEnough() {
        Staging.Upload upload = staging(RUN).begin(KEY);
        byte[] content = StagingContract.bytes(16 << 20);
        upload.write(content, 0, content.length);
        Part.Staged.Upload staged = (Part.Staged.Upload) upload.stage();
        List<Long> sizes = server.client().listParts(
                request -> request.bucket(BUCKET).key(PREFIX + KEY).uploadId(staged.id())).parts().stream()
                .map(part -> part.size()).toList();
        assertEquals(List.of(5L << 20, 5L << 20, 5L << 20, 1L << 20), sizes);
        assertEquals(4, staged.parts());
    }

    @Test
    void everyObjectNamesItsRun() {
        Part part = StagingContract.part(KEY, new byte[]{1}, staged(new byte[]{1}));
        staging(RUN).publish(part);
        assertEquals(Map.of("levada-run", RUN),
                server.client().headObject(request -> request.bucket(BUCKET).key(PREFIX + KEY)).metadata());
    }

    /// S3 compares both; this server compares the parts only.
    @Test
    void everyPartAndTheWholeObjectAreSentWithTheirChecksum() {
        S3Traffic traffic = new S3Traffic();
        byte[] content = StagingContract.bytes(6 << 20);
        try (S3Client client = S3Server.client(server.endpoint(), traffic)) {
            Staging staging = new S3Staging(client, BUCKET, PREFIX, RUN);
            Staging.Upload upload = staging.begin(KEY);
            upload.write(content, 0, content.length);
            staging.publish(StagingContract.part(KEY, content, upload.stage()));
        }
        assertEquals(List.of(checksum(Arrays.copyOf(content, 5 << 20)),
                checksum(Arrays.copyOfRange(content, 5 << 20, 6 << 20))), traffic.headers("PUT", CHECKSUM));
        assertEquals(List.of("", checksum(content)), traffic.headers("POST", CHECKSUM));
        assertEquals(List.of("FULL_OBJECT", "FULL_OBJECT"), traffic.headers("POST", "x-amz-checksum-type"));
        assertEquals(List.of("CRC32C", ""), traffic.headers("POST", "x-amz-checksum-algorithm"));
    }

    private static String checksum(byte[] content) {
        byte[] bigEndian = ByteBuffer.allocate(4).putInt(StagingContract.crc32c(content)).array();
        return Base64.getEncoder().encodeToString(bigEndian);
    }

    @Test
    void anObjectOfAnotherRunIsNotTakenForThePart() {
        byte[] content = StagingContract.bytes(10);
        Part part = StagingContract.part(KEY, content, staged(content));
        staging(RUN).clear();
        server.client().putObject(request -> request.bucket(BUCKET).key(PREFIX + KEY)
                .metadata(Map.of(S3Staging.RUN, "other")), RequestBody.fromBytes(content));
        assertThrows(Failure.class, () -> staging(RUN).publish(part));
        server.client().putObject(request -> request.bucket(BUCKET).key(PREFIX + KEY)
                .metadata(Map.of(S3Staging.RUN, RUN)), RequestBody.fromBytes(content));
        staging(RUN).publish(part);
        assertArrayEquals(content, content(KEY));
    }

    @Test
    void uploadsOutsideThePrefixAreNotCleared() {
        server.client().createMultipartUpload(request -> request.bucket(BUCKET).key("elsewhere/" + RUN + "-00000.csv"));
        staging(RUN).begin(KEY);
        staging(RUN).clear();
        assertEquals(List.of("elsewhere/" + RUN + "-00000.csv"), waiting());
    }

    private static PendingPart pending(Part.Staged.Upload stored, int bytes) {
        return new PendingPart(Destination.DATA, 0, KEY, bytes, 1, 0, stored, ByteBuffer.allocate(0));
    }

    private static Failure lost(Executable action) {
        Failure failure = assertThrows(Failure.class, action);
        assertEquals(FailureCode.STAGING_LOST, failure.code(), failure.getMessage());
        return failure;
    }

    @Test
    void partsThatAKilledProcessSentBehindTheOthersAreLeftOut() {
        byte[] content = StagingContract.bytes(12 << 20);
        Part.Staged.Upload all = staged(content);
        byte[] first = Arrays.copyOf(content, 10 << 20);
        staging(RUN).publish(StagingContract.part(KEY, first, new Part.Staged.Upload(all.id(), 2)));
        assertArrayEquals(first, content(KEY));
    }

    @Test
    void anUploadThatLacksPartsIsLost() {
        byte[] content = StagingContract.bytes(6 << 20);
        Part.Staged.Upload more = new Part.Staged.Upload(staged(content).id(), 3);
        lost(() -> staging(RUN).publish(StagingContract.part(KEY, content, more)));
        lost(() -> staging(RUN).resume(pending(more, 15 << 20), InputStream.nullInputStream(), 0));
        assertEquals(List.of(), visible());
    }

    @Test
    void bufferedBytesThatAreMissingAreLost() {
        Part.Staged.Upload none = (Part.Staged.Upload) staging(RUN).begin(KEY).secure();
        Failure failure = lost(() -> staging(RUN).resume(pending(none, 200_000),
                new ByteArrayInputStream(new byte[150_000]), 200_000));
        assertEquals("expected 200000 buffered bytes of " + KEY + ", got 150000", failure.getMessage());
    }

    @Test
    void onlyTheBufferedBytesAreReadOfTheirStream() {
        Part.Staged.Upload none = (Part.Staged.Upload) staging(RUN).begin(KEY).secure();
        ByteArrayInputStream tail = new ByteArrayInputStream(new byte[100_010]);
        Staging.Upload upload = staging(RUN).resume(pending(none, 100_000), tail, 100_000);
        assertEquals(100_000, upload.buffered().remaining());
        assertEquals(10, tail.available());
    }

    @Test
    void partsAreListedToTheLastPage() {
        byte[] content = StagingContract.bytes(26 << 20);
        Part.Staged.Upload staged = staged(content);
        List<software.amazon.awssdk.services.s3.model.Part> parts = server.client().listParts(
                request -> request.bucket(BUCKET).key(PREFIX + KEY).uploadId(staged.id())).parts();
        assertEquals(6, parts.size());
        ScriptedS3 script = new ScriptedS3(
                request -> ScriptedS3.isListParts(request) ? ScriptedS3.page(request, parts, 2) : null);
        try (S3Client client = S3Server.client(server.endpoint(), script)) {
            Staging staging = new S3Staging(client, BUCKET, PREFIX, RUN);
            lost(() -> staging.publish(StagingContract.part(KEY, content, new Part.Staged.Upload(staged.id(), 7))));
            assertEquals(3, script.answered());
            staging.publish(StagingContract.part(KEY, content, staged));
            assertEquals(6, script.answered());
        }
        assertArrayEquals(content, content(KEY));
    }

    /// The server takes parts of uploads that are gone, and lists none; S3 does neither.
    @Test
    void anUploadThatIsGoneIsLostWhereverThatIsNoticed() {
        ScriptedS3 gone = new ScriptedS3(request -> request.firstMatchingRawQueryParameter("uploadId").isPresent()
                ? ScriptedS3.refusal(404, "NoSuchUpload")
                : null);
        try (S3Client client = S3Server.client(server.endpoint(), gone)) {
            Staging staging = new S3Staging(client, BUCKET, PREFIX, RUN);
            Part.Staged.Upload none = new Part.Staged.Upload("gone", 0);
            lost(() -> staging.resume(pending(none, 0), InputStream.nullInputStream(), 0));
            Staging.Upload upload = staging.begin(KEY);
            lost(() -> upload.write(new byte[5 << 20], 0, 5 << 20));
            Part part = StagingContract.part(KEY, new byte[10], none);
            lost(() -> staging.publish(part));
            staging.clear();
        }
    }

    @Test
    void anUploadThatIsCompletedByAnotherMeanwhileIsPublished() {
        byte[] content = StagingContract.bytes(10);
        Part part = StagingContract.part(KEY, content, staged(content));
        ScriptedS3 late = new ScriptedS3(request -> {
            if (request.method() != SdkHttpMethod.POST) {
                return null;
            }
            staging(RUN).publish(part);
            return ScriptedS3.refusal(404, "NoSuchUpload");
        });
        try (S3Client client = S3Server.client(server.endpoint(), late)) {
            new S3Staging(client, BUCKET, PREFIX, RUN).publish(part);
        }
        assertEquals(1, late.answered());
        assertArrayEquals(content, content(KEY));
    }

    @Test
    void whetherAPartIsPublishedIsNotGuessedWhereS3DoesNotSay() {
        byte[] content = StagingContract.bytes(10);
        Part part = StagingContract.part(KEY, content, staged(content));
        staging(RUN).publish(part);
        ScriptedS3 busy = new ScriptedS3(
                request -> request.method() == SdkHttpMethod.HEAD ? ScriptedS3.refusal(503, "SlowDown") : null);
        try (S3Client client = S3Server.client(server.endpoint(), busy)) {
            Failure failure = assertThrows(Failure.class,
                    () -> new S3Staging(client, BUCKET, PREFIX, RUN).publish(part));
            assertEquals(FailureCode.UNWRITABLE, failure.code());
        }
    }

    @Test
    void leftoversAreTheUploadsThatLookLikePartsOfRuns() {
        String run = "0123456789abcdef";
        Instant before = Instant.now().minusSeconds(60);
        for (String key : List.of(PREFIX + "users/data/" + run + "-00000.csv", PREFIX + "users/data/c=NO/" + run
                + "-00001.csv.zst", PREFIX + "users/data/report-00000.csv", PREFIX + "users/" + run + "-1.csv",
                PREFIX + run + "-00000/other", "elsewhere/" + run + "-00000.csv")) {
            server.client().createMultipartUpload(request -> request.bucket(BUCKET).key(key));
        }
        Leftovers leftovers = new S3Leftovers(server.client(), BUCKET, PREFIX);
        List<Leftover> found = leftovers.list();
        assertEquals(List.of("users/data/" + run + "-00000.csv", "users/data/c=NO/" + run + "-00001.csv.zst"),
                found.stream().map(Leftover::key).sorted().toList());
        assertTrue(found.stream().allMatch(left -> left.run().equals(run) && left.since().isAfter(before)));
        leftovers.remove(found.getFirst());
        leftovers.remove(found.getFirst());
        assertEquals(List.of(found.getLast()), leftovers.list());
        assertEquals(5, waiting().size());
    }

    @Test
    void troubleIsNamedInTheWordsOfS3() {
        Staging nowhere = new S3Staging(server.client(), "no-such-bucket", "", RUN);
        Failure begin = assertThrows(Failure.class, () -> nowhere.begin(KEY));
        assertEquals(FailureCode.UNWRITABLE, begin.code());
        assertEquals("expected to write " + KEY + ", got 404 NoSuchBucket", begin.getMessage());
    }

    @Test
    void aPartOfAnotherStoreIsADefect() {
        Part part = StagingContract.part(KEY, new byte[0], new Part.Staged.File("file"));
        assertEquals(FailureCode.INTERNAL, assertThrows(Failure.class, () -> staging(RUN).publish(part)).code());
    }
}

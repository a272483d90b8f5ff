package dev.levada.stage.sink;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.levada.contract.StagingContract;
import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import dev.levada.model.Part;
import dev.levada.s3.S3Server;
import dev.levada.s3.S3Traffic;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

final class S3StagingTest implements StagingContract {

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
        assertEquals(4, staged.etags().size());
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
        staging(RUN).discard(part);
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

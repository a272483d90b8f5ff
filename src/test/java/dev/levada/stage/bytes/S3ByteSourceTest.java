package dev.levada.stage.bytes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.levada.contract.ByteSourceContract;
import dev.levada.model.Chunk;
import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import dev.levada.model.ObjectRef;
import dev.levada.model.Slabs;
import dev.levada.s3.S3Server;
import dev.levada.s3.S3Traffic;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;

/// Against an S3 server.
final class S3ByteSourceTest implements ByteSourceContract {

    private static final String BUCKET = "exports";
    private static final String KEY = "2024/users export+ü.json";
    /// Not a multiple of the slab, so that chunks end at the edges of ranges too.
    private static final int RANGE = 3 * SLAB + 10;

    private static S3Server server;

    private final S3Traffic traffic = new S3Traffic();
    private final S3Client client = S3Server.client(server.endpoint(), traffic);

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
    void closeClient() {
        client.close();
    }

    @Override
    public Opened open(byte[] content, Slabs slabs) {
        server.put(BUCKET, KEY, content);
        return new Opened(open(ObjectRef.object(BUCKET, KEY), slabs), traffic::openBodies);
    }

    private ByteSource open(ObjectRef ref, Slabs slabs) {
        return S3ByteSource.open(client, ref, S3ByteSource.Ranges.of(RANGE), slabs);
    }

    private ByteSource open(int size) {
        return open(ByteSourceContract.content(size), new Slabs(SLAB, 4)).source();
    }

    private Failure failureToOpen(ObjectRef ref) {
        return assertThrows(Failure.class, () -> open(ref, new Slabs(SLAB, 4)));
    }

    @Test
    void sizeAndETagArePinned() {
        ObjectRef object = open(1000).object();
        assertNotNull(object.modified(), "without a sequencer it tells the newer version");
        assertEquals(1000, object.size());
        assertEquals(object.etag(), object.version());
        assertFalse(object.etag().contains("\""), object.etag());
        assertEquals("s3://exports/2024/users export+ü.json", object.uri());
    }

    @Test
    void everyRangeIsAskedForOnceAndNamesItsVersion() {
        ByteSource source = open(2 * RANGE + 1);
        ByteSourceContract.drain(source.read(0));
        assertEquals(List.of("bytes=0-201", "bytes=202-403", "bytes=404-404"), traffic.headers("GET", "Range"));
        String etag = '"' + source.object().etag() + '"';
        assertEquals(List.of(etag, etag, etag), traffic.headers("GET", "If-Match"));
    }

    @Test
    void withDemandOfOneOneRangeIsRead() {
        AssertSubscriber<Chunk> taker = open(10 * RANGE).read(0).subscribe().withSubscriber(AssertSubscriber.create(0));
        assertEquals(0, traffic.requests("GET").size());
        taker.request(1);
        assertEquals(List.of("bytes=0-201"), traffic.headers("GET", "Range"));
        taker.request(3); // 64 + 64 + 64 + 10 bytes: the whole range, and nothing of the next
        assertEquals(1, traffic.requests("GET").size());
        taker.request(1);
        assertEquals(2, traffic.requests("GET").size());
        taker.cancel();
    }

    @Test
    void aTakerThatStopsStopsTheRequests() {
        AssertSubscriber<Chunk> taker = open(100 * RANGE).read(0).select().first(5).subscribe()
                .withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));
        taker.assertCompleted();
        assertEquals(2, traffic.requests("GET").size());
        assertEquals(0, traffic.openBodies());
    }

    @Test
    void anEmptyObjectIsNotAskedForBytes() {
        assertArrayEquals(new byte[0], ByteSourceContract.drain(open(0).read(0)));
        assertEquals(0, traffic.requests("GET").size());
    }

    @Test
    void anObjectThatIsReplacedWhileItIsReadIsAnother() {
        AssertSubscriber<Chunk> taker = open(10 * RANGE).read(0).subscribe().withSubscriber(AssertSubscriber.create(1));
        server.put(BUCKET, KEY, ByteSourceContract.content(10 * RANGE + 1));
        taker.request(Long.MAX_VALUE).assertFailedWith(Failure.class, "412");
        assertEquals(FailureCode.SOURCE_CHANGED, ((Failure) taker.getFailure()).code());
        assertEquals(4, taker.getItems().size(), "what came of the first range stands");
        assertEquals(2, traffic.requests("GET").size(), "and the second is not tried again");
        assertEquals(0, traffic.openBodies());
    }

    @Test
    void anObjectThatIsDeletedWhileItIsReadIsGone() {
        AssertSubscriber<Chunk> taker = open(10 * RANGE).read(0).subscribe().withSubscriber(AssertSubscriber.create(1));
        client.deleteObject(request -> request.bucket(BUCKET).key(KEY));
        taker.request(Long.MAX_VALUE).assertFailedWith(Failure.class, "404 NoSuchKey");
        assertEquals(FailureCode.SOURCE_CHANGED, ((Failure) taker.getFailure()).code());
    }

    @Test
    void anObjectThatIsNotThereIsGone() {
        Failure failure = failureToOpen(ObjectRef.object(BUCKET, "none"));
        assertEquals(FailureCode.SOURCE_CHANGED, failure.code());
        assertEquals("expected the object, got 404 NoSuchKey", failure.getMessage());
    }

    @Test
    void aReferenceToAnotherContentIsAnother() {
        ObjectRef found = open(10).object();
        ObjectRef quoted = new ObjectRef(BUCKET, KEY, null, '"' + found.etag() + '"', 10, "0055");
        assertEquals(new ObjectRef(BUCKET, KEY, found.etag(), found.etag(), 10, "0055", found.modified()),
                open(quoted, new Slabs(SLAB, 4)).object());
        ObjectRef other = new ObjectRef(BUCKET, KEY, null, "d41d8cd98f00b204e9800998ecf8427e", 10, null);
        assertEquals(FailureCode.SOURCE_CHANGED, failureToOpen(other).code());
    }
}

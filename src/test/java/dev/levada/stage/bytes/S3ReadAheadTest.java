package dev.levada.stage.bytes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.levada.contract.ByteSourceContract;
import dev.levada.contract.CountedSlabs;
import dev.levada.model.Chunk;
import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import dev.levada.model.ObjectRef;
import dev.levada.model.Slabs;
import dev.levada.s3.S3Server;
import dev.levada.s3.S3Traffic;
import dev.levada.s3.UnreliableS3;
import dev.levada.s3.UnreliableS3.Answer;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.s3.S3Client;

/// Three ranges at once. No test waits for time to pass: gates hold answers back, and a timeout stands only for "never".
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class S3ReadAheadTest implements ByteSourceContract {

    private static final int AT_ONCE = 3;
    /// Not a multiple of the slab, so that chunks end at the edges of ranges too.
    private static final int RANGE = 5 * SLAB + 10;
    private static final byte[] CONTENT = ByteSourceContract.content(4 * RANGE);
    private static final List<String> RANGES = List.of("0-329", "330-659", "660-989", "990-1319");
    private static final Answer WHOLE = new Answer.Whole();

    private final S3Traffic traffic = new S3Traffic();
    private final List<Long> waits = new CopyOnWriteArrayList<>();
    private final List<AutoCloseable> opened = new ArrayList<>();
    private final CountedSlabs slabs = new CountedSlabs(SLAB, 40);
    /// Ranges that the server was asked for.
    private final List<String> asked = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : opened) {
            one.close();
        }
    }

    @Override
    public int handlesAtOnce() {
        return AT_ONCE;
    }

    /// One that waits and one in hand of each range that is open, one that waits of a range that has come, and that of the taker.
    @Override
    public int chunksAtOnce() {
        return AT_ONCE * 2 + 2;
    }

    @Override
    public Opened open(byte[] content, Slabs own) {
        return new Opened(source(content, own, range -> WHOLE), traffic::openBodies);
    }

    private ByteSource source(byte[] content, Slabs own, Function<String, Answer> answers) {
        UnreliableS3 server = new UnreliableS3(content, UnreliableS3.Script.byRange(range -> {
            asked.add(range);
            return answers.apply(range);
        }));
        return source(server, new S3ByteSource.Ranges(RANGE, AT_ONCE, 1), own);
    }

    private ByteSource source(UnreliableS3 server, S3ByteSource.Ranges ranges, Slabs own) {
        S3Client client = S3Server.client(server.endpoint(), traffic);
        opened.add(client);
        opened.add(server);
        return S3ByteSource.open(client, ObjectRef.object("exports", "users.json"), ranges, own, waits::add);
    }

    private ByteSource source(Function<String, Answer> answers) {
        return source(CONTENT, slabs.slabs(), answers);
    }

    private static AssertSubscriber<Chunk> taker(ByteSource source) {
        return source.read(0).subscribe().withSubscriber(AssertSubscriber.create(0));
    }

    private void awaitAsked(int requests) throws InterruptedException {
        while (asked.size() < requests) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    /// Those that were left behind give back what they hold when they end.
    private static void awaitReaders() throws InterruptedException {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("levada-range")) {
                thread.join();
            }
        }
    }

    private static void release(AssertSubscriber<Chunk> taker) {
        taker.getItems().forEach(Chunk::release);
    }

    @Test
    void theNextRangesAreAskedForWhileTheFirstChunkIsStillInHand() throws InterruptedException {
        AssertSubscriber<Chunk> taker = taker(source(range -> WHOLE));
        assertEquals(List.of(), asked, "nothing before there is demand");
        taker.request(1);
        assertEquals(1, taker.getItems().size());
        awaitAsked(AT_ONCE);
        assertEquals(RANGES.subList(0, 3), asked.stream().sorted().toList());
        taker.request(3); // the first range has 6 chunks: one waits, and there is no room for the last
        assertEquals(AT_ONCE, asked.size(), "the fourth has to wait until the first has come");
        taker.request(1);
        awaitAsked(AT_ONCE + 1); // now it has, though not all of it is taken
        taker.request(Long.MAX_VALUE).assertCompleted();
        assertArrayEquals(CONTENT, ByteSourceContract.joined(taker.getItems()));
        release(taker);
        slabs.assertAllAreBack("read to the end");
    }

    @Test
    void aRangeThatComesLateIsWaitedForAndOrderIsKept() {
        CountDownLatch gate = new CountDownLatch(1);
        List<String> others = new CopyOnWriteArrayList<>();
        ByteSource source = source(range -> {
            if (range.equals(RANGES.getFirst())) {
                return new Answer.Held(gate);
            }
            others.add(range);
            if (others.size() == 2) {
                gate.countDown(); // both behind it were asked for while it had given nothing
            }
            return WHOLE;
        });
        assertArrayEquals(CONTENT, ByteSourceContract.drain(source.read(0)));
    }

    @Test
    void rangesMayBeSmallerThanChunksWhereverTheReadingBegins() {
        byte[] content = ByteSourceContract.content(3 * SLAB);
        for (int atOnce : new int[]{1, AT_ONCE}) {
            ByteSource source = source(new UnreliableS3(content, number -> WHOLE),
                    new S3ByteSource.Ranges(SLAB * 3 / 8, atOnce, 1), slabs.slabs());
            for (int from = 0; from <= content.length; from++) {
                assertArrayEquals(Arrays.copyOfRange(content, from, content.length),
                        ByteSourceContract.drain(source.read(from)), "from " + from);
            }
        }
        assertEquals(List.of(), waits);
    }

    @Test
    void everyRangeNamesItsVersion() {
        ByteSource source = source(range -> WHOLE);
        ByteSourceContract.drain(source.read(0));
        assertEquals(4, traffic.headers("GET", "If-Match").size());
        assertEquals(List.of(UnreliableS3.ETAG), traffic.headers("GET", "If-Match").stream().distinct().toList());
    }

    @Test
    void aRangeThatBreaksAheadIsOpenedAgainAtTheByte() {
        for (int bytes = 1; bytes < RANGE; bytes += 7) {
            asked.clear();
            Answer cut = new Answer.Cut(bytes);
            ByteSource source = source(range -> range.startsWith("330-") ? cut : WHOLE);
            assertArrayEquals(CONTENT, ByteSourceContract.drain(source.read(0)));
            assertTrue(asked.contains((330 + bytes) + "-659"), asked.toString());
            assertEquals(1, source.reopened());
        }
        assertEquals(List.of(), waits, "bytes had come each time");
    }

    @Test
    void aRangeThatGivesNothingIsLetAloneUntilItsTurn() throws InterruptedException {
        CountDownLatch refused = new CountDownLatch(1);
        AtomicInteger tries = new AtomicInteger();
        ByteSource source = source(range -> {
            if (range.startsWith("330-")) {
                tries.incrementAndGet();
                refused.countDown();
                return new Answer.Refusal(503, "SlowDown");
            }
            return WHOLE;
        });
        AssertSubscriber<Chunk> taker = taker(source);
        taker.request(1);
        refused.await();
        taker.request(5);
        assertEquals(1, tries.get(), "nobody waits for it yet");
        assertEquals(List.of(), waits);
        taker.request(1).assertFailedWith(Failure.class,
                "expected the bytes from 330 on within 10 tries, got 503 SlowDown");
        assertEquals(6, taker.getItems().size(), "what came before it stands");
        int own = tries.get();
        assertTrue(own == 1 + Backoff.TRIES || own == Backoff.TRIES,
                () -> "from its turn on all tries are its own, the first"
                        + " one too where its turn came before it had seen the answer; got " + own);
        assertEquals(Backoff.TRIES - 1, waits.size());
        release(taker);
        slabs.assertAllAreBack("given up");
        assertEquals(0, traffic.openBodies());
    }

    @Test
    void aRangeThatWasRefusedAheadIsReadWhenItsTurnComes() {
        AtomicInteger tries = new AtomicInteger();
        ByteSource source = source(range -> range.startsWith("330-") && tries.incrementAndGet() == 1
                ? new Answer.Refusal(503, "SlowDown")
                : WHOLE);
        assertArrayEquals(CONTENT, ByteSourceContract.drain(source.read(0)));
        assertEquals(2, tries.get());
        assertEquals(1, source.reopened());
    }

    @Test
    void anotherVersionMetAheadFailsBehindTheBytesBeforeIt() {
        for (Answer gone : List.of(new Answer.Refusal(412, "PreconditionFailed"), new Answer.Replaced())) {
            AssertSubscriber<Chunk> taker = taker(source(range -> range.equals(RANGES.get(2)) ? gone : WHOLE));
            taker.request(Long.MAX_VALUE).assertFailedWith(Failure.class);
            assertEquals(FailureCode.SOURCE_CHANGED, ((Failure) taker.getFailure()).code());
            assertEquals(2 * RANGE, ByteSourceContract.joined(taker.getItems()).length);
            release(taker);
        }
        slabs.assertAllAreBack("another version");
        assertEquals(0, traffic.openBodies());
    }

    @Test
    void aTakerWithoutTimeEndsTheWaitingOnlyWhereItWaits() {
        AtomicInteger questions = new AtomicInteger();
        ByteSource source = source(
                range -> range.startsWith("990-") ? new Answer.Refusal(503, "SlowDown") : WHOLE).within(wait -> {
                    questions.incrementAndGet();
                    return false;
                });
        AssertSubscriber<Chunk> taker = taker(source);
        taker.request(13); // the second range is done, the fourth is on its way
        assertEquals(0, questions.get());
        taker.request(Long.MAX_VALUE).assertFailedWith(Failure.class, "within the time that is left");
        assertEquals(1, questions.get());
        release(taker);
    }

    @Test
    void aTakerWhoLeavesEndsWhatIsOnItsWay() throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        AssertSubscriber<Chunk> taker = taker(
                source(range -> range.equals(RANGES.getFirst()) ? WHOLE : new Answer.Held(never)));
        taker.request(1);
        awaitAsked(AT_ONCE);
        taker.cancel(); // two readers wait for answers that never come
        assertEquals(0, traffic.openBodies());
        release(taker);
        never.countDown();
        awaitReaders();
        assertEquals(0, traffic.openBodies());
        assertEquals(AT_ONCE, asked.size(), "the one that waited for a connection is not asked for");
        slabs.assertAllAreBack("left");
    }

    @Test
    void aTakerThatIsInterruptedFails() throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        ByteSource source = source(range -> new Answer.Held(never));
        List<Failure> failures = new CopyOnWriteArrayList<>();
        Thread waiting = Thread.ofPlatform().start(() -> failures
                .add(assertThrows(Failure.class, () -> ByteSourceContract.drain(source.read(0)))));
        awaitAsked(AT_ONCE);
        waiting.interrupt();
        waiting.join();
        assertEquals(List.of(FailureCode.UNREADABLE), failures.stream().map(Failure::code).toList());
        never.countDown();
        awaitReaders();
        slabs.assertAllAreBack("interrupted");
    }

    @Test
    void aSlowTakerStopsTheNetwork() {
        AssertSubscriber<Chunk> taker = taker(source(range -> WHOLE));
        int given = 0;
        while (given < 24) { // each is given back before the next is asked for
            taker.request(1);
            taker.getItems().get(given).release();
            given++;
        }
        taker.request(1).assertCompleted();
        slabs.assertAllAreBack("one at a time");
        assertEquals(Set.copyOf(RANGES), Set.copyOf(asked));
        assertEquals(RANGES.size(), asked.size());
    }
}

package dev.levada.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.levada.model.Frames;
import dev.levada.model.MappingPlan;
import dev.levada.model.Reject;
import dev.levada.model.RejectCode;
import dev.levada.model.Stage;
import dev.levada.stage.mapping.Mapping;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What a pipeline on two threads relies on. A timeout stands for "never".
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class RelayTest {

    private static final MemoryPlan TWO = MemoryPlan.of(64 << 20).withThreads(2);

    private final Room room = new Room();
    private final Relay relay = Relay.of(TWO);
    private final Mapping ahead = Mapping.of(new MappingPlan.Identity(), 0);

    /// Numbers its batches, and remembers on which thread what was done.
    private static final class Room implements Stage<Integer, Frames> {

        private final List<Thread> fed = new CopyOnWriteArrayList<>();
        private final List<Thread> closed = new CopyOnWriteArrayList<>();

        @Override
        public Iterable<Frames> feed(Integer number) {
            fed.add(Thread.currentThread());
            Frames frames = new Frames(null);
            frames.rejects.add(new Reject(number, 0, 0, null, RejectCode.MALFORMED, "a number to know it by", null));
            return List.of(frames);
        }

        @Override
        public void close() {
            closed.add(Thread.currentThread());
        }
    }

    private AssertSubscriber<Relay.Batch> taker(Multi<Integer> numbers) {
        return handedOver(Pipeline.through(room, numbers)).subscribe()
                .withSubscriber(AssertSubscriber.create(0));
    }

    private Multi<Relay.Batch> handedOver(Multi<Frames> frames) {
        return relay.handedOver(frames, ahead);
    }

    /// Of a batch in either form.
    private static long number(Relay.Batch batch) {
        return switch (batch) {
            case Relay.Batch.Framed framed -> framed.frames().rejects.getFirst().index();
            case Relay.Batch.Mapped mapped -> mapped.rows().rejects.getFirst().index();
        };
    }

    private static Multi<Integer> endless() {
        return Multi.createFrom().generator(() -> 0, (number, demand) -> {
            demand.emit(number);
            return number + 1;
        });
    }

    private static List<Long> numbers(AssertSubscriber<Relay.Batch> taker) {
        return taker.getItems().stream().map(RelayTest::number).toList();
    }

    private void assertClosedByItsOwnThread() {
        assertEquals(1, room.closed.size());
        Thread own = room.fed.getFirst();
        assertNotSame(Thread.currentThread(), own);
        assertTrue(room.fed.stream().allMatch(thread -> thread == own), "all was fed by one thread");
        assertSame(own, room.closed.getFirst());
        assertFalse(own.isAlive());
    }

    @Test
    void withOneThreadThereIsNoOther() {
        List<Thread> mappers = new CopyOnWriteArrayList<>();
        Multi<Frames> frames = Pipeline.through(room, Multi.createFrom().items(1, 2, 3));
        Relay.of(MemoryPlan.of(64 << 20)).mapped(frames, ahead, () -> ahead).onItem()
                .invoke(rows -> mappers.add(Thread.currentThread())).collect().asList().await().indefinitely();
        assertEquals(3, mappers.size());
        assertEquals(mappers, room.fed);
    }

    @Test
    void whatTheTakerHasNoTimeForIsMappedAlready() {
        AssertSubscriber<Relay.Batch> taker = taker(endless());
        taker.request(1);
        awaitFed(Relay.ROOM + 2); // one is taken, some wait, and there is no room for the last
        awaitWaiting(room.fed.getFirst());
        taker.request(Relay.ROOM + 1);
        assertEquals(LongStream.range(0, Relay.ROOM + 2).boxed().toList(), numbers(taker));
        assertTrue(taker.getItems().stream().anyMatch(Relay.Batch.Framed.class::isInstance));
        assertInstanceOf(Relay.Batch.Mapped.class, taker.getItems().getLast());
        taker.cancel();
    }

    private static void awaitWaiting(Thread thread) {
        while (thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
    }

    /// The other thread tells nobody when it is so far.
    private void awaitFed(int batches) {
        while (room.fed.size() < batches) {
            Thread.onSpinWait();
        }
    }

    @Test
    void whoeverMapsTheRowsAreTheSame() {
        Multi<Integer> numbers = Multi.createFrom().items(IntStream.range(0, 500).boxed());
        List<Long> mapped = relay
                .mapped(Pipeline.through(room, numbers), ahead, () -> Mapping.of(new MappingPlan.Identity(), 0))
                .onItem()
                .transform(rows -> rows.rejects.getFirst().index()).collect().asList().await().indefinitely();
        assertEquals(IntStream.range(0, 500).asLongStream().boxed().toList(), mapped);
        assertClosedByItsOwnThread();
    }

    @Test
    void everythingComesInOrderAndOnTheTakersThread() {
        List<Thread> takers = new CopyOnWriteArrayList<>();
        List<Long> taken = handedOver(Pipeline.through(room, Multi.createFrom().items(IntStream.range(0, 500).boxed())))
                .onItem().invoke(batch -> takers.add(Thread.currentThread())).onItem()
                .transform(RelayTest::number).collect().asList().await().indefinitely();
        assertEquals(IntStream.range(0, 500).asLongStream().boxed().toList(), taken);
        assertTrue(takers.stream().allMatch(thread -> thread == Thread.currentThread()));
        assertClosedByItsOwnThread();
    }

    @Test
    void withoutDemandNothingIsReadAndThenNoMoreThanThereIsRoomFor() {
        AssertSubscriber<Relay.Batch> taker = taker(endless());
        assertEquals(0, room.fed.size());
        for (int taken = 1; taken <= 50; taken++) {
            taker.request(1);
            assertEquals(taken, taker.getItems().size());
            assertTrue(room.fed.size() <= taken + Relay.ROOM + 1,
                    "those that wait, and one in hand: " + room.fed.size());
        }
        taker.cancel();
        assertClosedByItsOwnThread();
    }

    @Test
    void aTakerWhoLeavesWaitsForTheRoomsToBeClosed() {
        CountDownLatch never = new CountDownLatch(1);
        AssertSubscriber<Relay.Batch> taker = taker(endless().onItem().invoke(number -> {
            if (number == 2) {
                interruptibly(never);
            }
        }));
        taker.request(2);
        taker.cancel();
        assertEquals(List.of(0L, 1L), numbers(taker));
        assertClosedByItsOwnThread();
    }

    private static void interruptibly(CountDownLatch never) {
        try {
            never.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException("interrupted", interrupted);
        }
    }

    @Test
    void aFailureComesBehindTheBatchesBeforeIt() {
        AssertSubscriber<Relay.Batch> taker = taker(endless().onItem().invoke(number -> {
            if (number == 7) {
                throw new IllegalStateException("seven");
            }
        }));
        taker.request(Long.MAX_VALUE).assertFailedWith(IllegalStateException.class, "seven");
        assertEquals(7, taker.getItems().size());
        assertClosedByItsOwnThread();
    }

    @Test
    void aTakerThatFailsEndsTheThread() {
        AssertSubscriber<Relay.Batch> taker = handedOver(Pipeline.through(room, endless())).onItem()
                .invoke(batch -> {
                    if (number(batch) == 5) {
                        throw new IllegalStateException("five");
                    }
                }).subscribe().withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));
        taker.assertFailedWith(IllegalStateException.class, "five");
        assertClosedByItsOwnThread();
    }
}

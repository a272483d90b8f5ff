package dev.levada.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.levada.model.Frames;
import dev.levada.model.Rows;
import dev.levada.model.Stage;
import dev.levada.stage.pack.Packing;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What a pipeline on two threads relies on. A timeout stands for "never".
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class RelayTest {

    private static final MemoryPlan TWO = MemoryPlan.of(64 << 20).withThreads(2);

    private final Room room = new Room();
    private final Relay relay = Relay.of(TWO, Packing.NONE);

    /// Numbers its batches, and remembers on which thread what was done.
    private static final class Room implements Stage<Integer, Frames> {

        private final List<Thread> fed = new CopyOnWriteArrayList<>();
        private final List<Thread> closed = new CopyOnWriteArrayList<>();

        @Override
        public Iterable<Frames> feed(Integer number) {
            fed.add(Thread.currentThread());
            Frames frames = new Frames(null);
            frames.firstIndex = number;
            return List.of(frames);
        }

        @Override
        public void close() {
            closed.add(Thread.currentThread());
        }
    }

    private AssertSubscriber<Frames> taker(Multi<Integer> numbers) {
        return handedOver(Pipeline.through(room, numbers)).subscribe()
                .withSubscriber(AssertSubscriber.create(0));
    }

    private Multi<Frames> handedOver(Multi<Frames> frames) {
        return relay.handedOver(frames, batch -> batch.slab, Frames::release);
    }

    private static Multi<Integer> endless() {
        return Multi.createFrom().generator(() -> 0, (number, demand) -> {
            demand.emit(number);
            return number + 1;
        });
    }

    private static List<Long> numbers(AssertSubscriber<Frames> taker) {
        return taker.getItems().stream().map(frames -> frames.firstIndex).toList();
    }

    private void assertClosedByItsOwnThread() {
        assertEquals(1, room.closed.size());
        Thread own = room.fed.getFirst();
        assertNotSame(Thread.currentThread(), own);
        assertTrue(room.fed.stream().allMatch(thread -> thread == own), "all was fed by one thread");
        assertSame(own, room.closed.getFirst());
        assertFalse(own.isAlive());
    }

    @ParameterizedTest
    @EnumSource(Packing.class)
    void withOneThreadNothingIsInBetween(Packing packing) {
        Relay none = Relay.of(MemoryPlan.of(64 << 20), packing);
        Multi<Frames> frames = Multi.createFrom().empty();
        Multi<Rows> rows = Multi.createFrom().empty();
        assertSame(frames, none.beforeMapping(frames));
        assertSame(rows, none.beforeOutput(rows));
    }

    @ParameterizedTest
    @EnumSource(Packing.class)
    void withTwoThreadsOneOfTheTwoPlacesIsWhereTheyMeet(Packing packing) {
        Relay relay = Relay.of(TWO, packing);
        Multi<Frames> frames = Multi.createFrom().empty();
        Multi<Rows> rows = Multi.createFrom().empty();
        assertEquals(packing == Packing.NONE, !relay.beforeMapping(frames).equals(frames));
        assertEquals(packing != Packing.NONE, !relay.beforeOutput(rows).equals(rows));
    }

    @Test
    void everythingComesInOrderAndOnTheTakersThread() {
        List<Thread> takers = new CopyOnWriteArrayList<>();
        List<Long> taken = handedOver(Pipeline.through(room, Multi.createFrom().items(IntStream.range(0, 500).boxed())))
                .onItem().invoke(frames -> takers.add(Thread.currentThread())).onItem()
                .transform(frames -> frames.firstIndex).collect().asList().await().indefinitely();
        assertEquals(IntStream.range(0, 500).asLongStream().boxed().toList(), taken);
        assertTrue(takers.stream().allMatch(thread -> thread == Thread.currentThread()));
        assertClosedByItsOwnThread();
    }

    @Test
    void withoutDemandNothingIsReadAndThenNoMoreThanThereIsRoomFor() {
        AssertSubscriber<Frames> taker = taker(endless());
        assertEquals(0, room.fed.size());
        for (int taken = 1; taken <= 50; taken++) {
            taker.request(1);
            assertEquals(taken, taker.getItems().size());
            assertTrue(room.fed.size() <= taken + 3, "two that wait, and one in hand: " + room.fed.size());
        }
        taker.cancel();
        assertClosedByItsOwnThread();
    }

    @Test
    void aTakerWhoLeavesWaitsForTheRoomsToBeClosed() {
        CountDownLatch never = new CountDownLatch(1);
        AssertSubscriber<Frames> taker = taker(endless().onItem().invoke(number -> {
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
        AssertSubscriber<Frames> taker = taker(endless().onItem().invoke(number -> {
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
        AssertSubscriber<Frames> taker = handedOver(Pipeline.through(room, endless())).onItem()
                .invoke(frames -> {
                    if (frames.firstIndex == 5) {
                        throw new IllegalStateException("five");
                    }
                }).subscribe().withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));
        taker.assertFailedWith(IllegalStateException.class, "five");
        assertClosedByItsOwnThread();
    }
}

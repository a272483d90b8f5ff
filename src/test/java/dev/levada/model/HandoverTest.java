package dev.levada.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A timeout stands for "never".
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class HandoverTest {

    private final List<Integer> unwanted = new CopyOnWriteArrayList<>();
    private final List<Integer> made = new CopyOnWriteArrayList<>();
    private final AtomicReference<Thread> maker = new AtomicReference<>();

    private Handover<Integer> start(int room, Consumer<Consumer<Integer>> making) {
        Handover<Integer> handover = handover(room, making);
        handover.begin();
        return handover;
    }

    private Handover<Integer> handover(int room, Consumer<Consumer<Integer>> making) {
        return Handover.of(Thread.ofPlatform().daemon(), room, element -> element, unwanted::add, put -> {
            maker.set(Thread.currentThread());
            making.accept(element -> {
                made.add(element);
                put.accept(element);
            });
        });
    }

    @Test
    void nothingIsMadeBeforeItIsAskedForOrBegun() {
        try (Handover<Integer> handover = handover(3, put -> List.of(1, 2).forEach(put))) {
            assertNull(maker.get());
            assertEquals(1, handover.take());
            handover.begin();
            assertEquals(2, handover.take());
            assertNull(handover.take());
        }
        handover(3, put -> List.of(1, 2).forEach(put)).close();
        assertEquals(List.of(1, 2), made);
    }

    @Test
    void aMakerCanTellWhetherThereIsRoomToSpare() {
        List<Boolean> open = new CopyOnWriteArrayList<>();
        try (Handover<Integer> handover = Handover.of(Thread.ofPlatform().daemon(), 4, element -> element,
                unwanted::add,
                door -> List.of(1, 2, 1).forEach(element -> {
                    open.add(door.hasRoomToSpare(element));
                    door.accept(element); // the last goes through too, and fills it
                }))) {
            handover.begin();
            while (open.size() < 3) {
                Thread.onSpinWait();
            }
            assertEquals(List.of(true, true, false), open);
        }
    }

    private void awaitMade(int count) {
        while (made.size() < count) {
            Thread.onSpinWait();
        }
    }

    @Test
    void elementsComeInOrderAndThenTheEnd() {
        try (Handover<Integer> handover = start(3, put -> IntStream.range(0, 1000).map(i -> 1 + i % 3).boxed()
                .forEach(put))) {
            for (int i = 0; i < 1000; i++) {
                assertEquals(1 + i % 3, handover.take());
            }
            assertNull(handover.take());
            assertNull(handover.take());
        }
        assertEquals(List.of(), unwanted);
    }

    @Test
    void troubleComesBehindWhatWasMadeBeforeIt() {
        for (Throwable trouble : List.of(new IllegalStateException("made of glass"), new OutOfMemoryError("none"))) {
            try (Handover<Integer> handover = start(2, put -> {
                put.accept(1);
                put.accept(1);
                if (trouble instanceof Error error) {
                    throw error;
                }
                throw (RuntimeException) trouble;
            })) {
                assertEquals(1, handover.take());
                assertEquals(1, handover.take());
                assertSame(trouble, assertThrows(trouble.getClass(), handover::take));
            }
        }
    }

    @Test
    void aMakerIsNeverFurtherAheadThanThereIsRoom() {
        try (Handover<Integer> handover = start(2, put -> IntStream.generate(() -> 1).boxed().forEach(put))) {
            for (int taken = 0; taken < 100; taken++) {
                assertTrue(made.size() <= taken + 3, "two that wait, and one in hand: " + made.size());
                handover.take();
            }
        }
        assertTrue(unwanted.size() <= 3, "all that was made and not taken came back: " + unwanted.size());
        assertEquals(made.size(), 100 + unwanted.size());
    }

    @Test
    void whatIsLargerThanTheRoomIsAlone() {
        try (Handover<Integer> handover = start(2, put -> List.of(1, 5, 1).forEach(put))) {
            awaitMade(2);
            assertEquals(2, made.size(), "the large one waits for the small one to be taken");
            assertEquals(1, handover.take());
            awaitMade(3);
            assertEquals(5, handover.take());
            assertEquals(1, handover.take());
            assertNull(handover.take());
        }
    }

    @Test
    void aTakerWhoLeavesEndsAMakerThatHasNoRoom() {
        Handover<Integer> handover = start(1, put -> IntStream.generate(() -> 1).boxed().forEach(put));
        awaitMade(2);
        handover.close();
        assertFalse(maker.get().isAlive());
        assertEquals(made, unwanted);
    }

    @Test
    void aTakerWhoLeavesEndsAMakerThatWaitsForSomethingElse() {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        Handover<Integer> handover = start(1, put -> {
            begun.countDown();
            try {
                never.await();
            } catch (InterruptedException interrupted) {
                put.accept(1); // its last words
            }
        });
        assertTrue(passed(begun));
        handover.close();
        assertFalse(maker.get().isAlive());
        assertEquals(List.of(1), unwanted);
    }

    @Test
    void aMakerThatNoInterruptReachesIsLeftToEndByItself() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        AtomicBoolean answered = new AtomicBoolean();
        Handover<Integer> handover = start(2, put -> {
            put.accept(1);
            begun.countDown();
            while (!answered.get()) {
                Thread.onSpinWait();
            }
            put.accept(2);
        });
        assertTrue(passed(begun));
        handover.leave(Duration.ofMillis(1));
        assertTrue(maker.get().isAlive());
        assertEquals(List.of(1), unwanted);
        answered.set(true);
        maker.get().join();
        assertEquals(List.of(1, 2), unwanted);
    }

    @Test
    void aTakerThatIsInterruptedIsToldAndMayStillLeave() {
        CountDownLatch never = new CountDownLatch(1);
        try (Handover<Integer> handover = start(1, put -> passed(never))) {
            Thread.currentThread().interrupt();
            assertThrows(CancellationException.class, handover::take);
            assertTrue(Thread.currentThread().isInterrupted());
        }
        assertTrue(Thread.interrupted(), "the interrupt is passed on");
        assertFalse(maker.get() != null && maker.get().isAlive());
    }

    private static boolean passed(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

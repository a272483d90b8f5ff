package dev.levada.stage.bytes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// On a clock of its own.
final class BackoffTest {

    private final FakeClock clock = new FakeClock();

    /// Stands still, but for sleeps and tries.
    private static final class FakeClock implements Backoff.Clock {

        private long now;
        private final List<Long> waits = new ArrayList<>();

        @Override
        public void sleep(long millis) {
            waits.add(millis);
            now += Duration.ofMillis(millis).toNanos();
        }

        @Override
        public long nanos() {
            return now;
        }
    }

    /// Tries that take so long each and give nothing, until a limit is reached.
    ///
    /// @return the limit
    private String exhaust(Backoff backoff, Duration each) throws InterruptedException {
        Optional<String> limit = Optional.empty();
        while (limit.isEmpty()) {
            backoff.begin();
            clock.now += each.toNanos();
            limit = backoff.again();
        }
        return limit.get();
    }

    @Test
    void triesThatTakeNoTimeEndByTheirNumber() throws InterruptedException {
        assertEquals("10 tries", exhaust(new Backoff(wait -> true, clock), Duration.ZERO));
        assertEquals(Backoff.TRIES - 1, clock.waits.size());
    }

    @Test
    void triesThatTakeLongEndByTheirTimeAndNoneIsBegunThatCouldEndBehindIt() throws InterruptedException {
        assertEquals("3 minutes", exhaust(new Backoff(wait -> true, clock), Duration.ofSeconds(50)));
        assertEquals(2, clock.waits.size());
        assertTrue(clock.now <= Backoff.LONGEST.toNanos());
    }

    @Test
    void bytesBeginBothCountsAnew() throws InterruptedException {
        Backoff backoff = new Backoff(wait -> true, clock);
        exhaust(backoff, Duration.ofSeconds(50));
        backoff.progressed();
        clock.waits.clear();
        assertEquals("10 tries", exhaust(backoff, Duration.ofMillis(1)));
    }

    @Test
    void theTakerIsAskedForTheWaitAndATryAsLongAsTheSlowest() throws InterruptedException {
        List<Duration> asked = new ArrayList<>();
        Backoff backoff = new Backoff(asked::add, clock);
        exhaust(backoff, Duration.ofSeconds(2));
        assertEquals(Backoff.TRIES - 1, asked.size());
        for (int i = 0; i < asked.size(); i++) {
            assertEquals(Duration.ofSeconds(2).plusMillis(clock.waits.get(i)), asked.get(i));
        }
        assertEquals("the time that is left", exhaust(new Backoff(wait -> false, clock), Duration.ZERO));
    }

    @Test
    void noTwoWaitersWaitAlike() throws InterruptedException {
        Set<List<Long>> seen = new HashSet<>();
        for (int waiter = 0; waiter < 20; waiter++) {
            clock.waits.clear();
            exhaust(new Backoff(wait -> true, clock), Duration.ZERO);
            seen.add(List.copyOf(clock.waits));
        }
        assertEquals(20, seen.size());
    }
}

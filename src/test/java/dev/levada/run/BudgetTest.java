package dev.levada.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/// What of its time a run leaves for its last checkpoint.
final class BudgetTest {

    private Duration left = Duration.ofSeconds(100);

    private Budget budget(Duration slowest) {
        return new Budget(() -> left, slowest);
    }

    @Test
    void threeTimesTheSlowestCheckpointIsLeft() {
        Budget budget = budget(Duration.ZERO);
        budget.measured(Duration.ofSeconds(4));
        budget.measured(Duration.ofSeconds(2));
        assertEquals(Duration.ofSeconds(4), budget.slowest());
        left = Duration.ofMillis(12_001);
        assertFalse(budget.isNearlyOver());
        left = Duration.ofSeconds(12);
        assertTrue(budget.isNearlyOver());
    }

    @Test
    void whatEarlierProcessesHaveMeasuredCounts() {
        Budget budget = budget(Duration.ofSeconds(10));
        budget.measured(Duration.ofSeconds(1));
        left = Duration.ofSeconds(30);
        assertTrue(budget.isNearlyOver());
    }

    @Test
    void whatIsNotKnownIsMeasuredOnceATenthOfTheTimeIsOver() {
        Budget budget = budget(Duration.ZERO);
        left = Duration.ofMillis(90_001);
        assertFalse(budget.wantsAMeasurement());
        left = Duration.ofSeconds(90);
        assertTrue(budget.wantsAMeasurement());
        budget.measured(Duration.ofSeconds(1));
        assertFalse(budget.wantsAMeasurement());
    }

    @Test
    void withoutAnEndNothingIsMeasuredForItsOwnSake() {
        Budget budget = new Budget(TimeLeft.UNLIMITED, Duration.ZERO);
        assertFalse(budget.isLimited());
        assertFalse(budget.wantsAMeasurement());
        assertFalse(budget.isNearlyOver());
    }

    @Test
    void aTimeThatIsOverIsNearlyOver() {
        Budget budget = budget(Duration.ZERO);
        left = Duration.ZERO;
        assertTrue(budget.isNearlyOver());
    }

    @Test
    void aCheckpointThatWasSlowOnceLeavesHalfOfEachInvocation() {
        left = Duration.ofSeconds(60);
        Budget budget = budget(Duration.ofSeconds(45));
        assertFalse(budget.isNearlyOver(), "it would stop at its first batch, and so would every one after it");
        left = Duration.ofSeconds(30);
        assertTrue(budget.isNearlyOver());
    }

    @Test
    void aSourceIsWaitedForOnlyWhileTheLastCheckpointStillFits() {
        left = Duration.ofSeconds(60);
        Budget budget = budget(Duration.ofSeconds(2));
        assertTrue(budget.allows(Duration.ofSeconds(54)));
        assertFalse(budget.isTooShortToWait());
        assertFalse(budget.allows(Duration.ofSeconds(55)));
        assertTrue(budget.isTooShortToWait(), "there is nothing else to do with the time");
        assertFalse(budget.isNearlyOver(), "but to work on what is still on its way");
    }

    @Test
    void aPartIsKeptWhereNoCheckpointHasBeenMeasured() {
        left = Duration.ofSeconds(60);
        Budget budget = budget(Duration.ZERO);
        assertTrue(budget.allows(Duration.ofSeconds(54)));
        assertFalse(budget.allows(Duration.ofSeconds(55)));
    }

    @Test
    void whoeverHasAllTheTimeMayWait() {
        assertTrue(new Budget(TimeLeft.UNLIMITED, Duration.ZERO).allows(Duration.ofMinutes(3)));
    }
}

package dev.levada.entry.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.levada.run.TimeLeft;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DeadlineTest {

    /// The first is what the dev mode said on a day of 2026.
    @ParameterizedTest
    @ValueSource(longs = {-109_244_170, -1, 931_000, Integer.MAX_VALUE, Integer.MIN_VALUE, Long.MIN_VALUE})
    void whatCannotBeIsUnknown(long remaining) {
        assertSame(Deadline.UNKNOWN, Deadline.inMillis(remaining));
    }

    @Test
    void anUnknownDeadlineStopsNothing() {
        assertTrue(Deadline.UNKNOWN.allowsAnother());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 4_999})
    void theLastSecondsAllowNoOther(long remaining) {
        assertFalse(Deadline.inMillis(remaining).allowsAnother());
    }

    @Test
    void aQuarterOfAnHourIsPossible() {
        assertNotSame(Deadline.UNKNOWN, Deadline.inMillis(900_000));
        assertTrue(Deadline.inMillis(900_000).allowsAnother());
    }

    @Test
    void anUnknownDeadlineGivesUnlimitedTime() {
        assertSame(TimeLeft.UNLIMITED, Deadline.UNKNOWN.timeLeft());
    }

    @Test
    void aDeadlineThatHasPassedLeavesNothingAndNotLess() {
        assertEquals(Duration.ZERO, Deadline.inMillis(0).timeLeft().remaining());
    }

    @ParameterizedTest
    @CsvSource({"900000, 895000", "60000, 55000", "3000, 2700"})
    void aTenthIsLeftForAMessageAndFiveSecondsAtMost(long remaining, long forTheRun) {
        long told = Deadline.inMillis(remaining).beforeAMessage().timeLeft().remaining().toMillis();
        assertTrue(told <= forTheRun, told + " ms");
    }

    @Test
    void whatIsUnknownStaysSo() {
        assertSame(Deadline.UNKNOWN, Deadline.UNKNOWN.beforeAMessage());
    }
}

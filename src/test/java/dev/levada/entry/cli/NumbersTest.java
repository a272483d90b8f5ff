package dev.levada.entry.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NumbersTest {

    @ParameterizedTest
    @CsvSource({"0, 0 B", "999, 999 B", "1000, 1.0 kB", "999949, 999.9 kB", "999950, 1.0 MB", "45216935, 45.2 MB",
            "1300000000, 1.3 GB", "2000000000000000, 2000.0 TB"})
    void bytesHaveTheUnitThatFits(long bytes, String text) {
        assertEquals(text, Numbers.bytes(bytes));
    }

    @Test
    void speedsHaveATenthWhereTheyAreLow() {
        assertEquals("7.8 MB/s", Numbers.megabytesASecond(7_800_000, 1));
        assertEquals("310 MB/s", Numbers.megabytesASecond(620_000_000, 2));
        assertEquals("0.0 MB/s", Numbers.megabytesASecond(5, 0));
    }

    @Test
    void thousandsAreGrouped() {
        assertEquals("1,234,567", Numbers.grouped(1_234_567));
        assertEquals("-1", Numbers.grouped(-1));
    }
}

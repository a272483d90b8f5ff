package dev.levada.entry.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NumbersTest {

    @ParameterizedTest
    @CsvSource({"0, 0 B", "999, 999 B", "1000, 1.0 kB", "999949, 999.9 kB", "999950, 1.0 MB", "45216935, 45.2 MB",
            "1300000000, 1.3 GB", "2000000000000000, 2000.0 TB"})
    void bytesHaveTheUnitThatFits(long bytes, String text) {
        assertEquals(text, Numbers.bytes(bytes));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 7, 999, 1_000, 12_345, 999_999, 1_000_000, -999, -1_000, -123_456, Long.MIN_VALUE})
    void thousandsAreGroupedAsTheFormatterOfJavaDoes(long number) {
        assertEquals(String.format(Locale.ROOT, "%,d", number), Numbers.grouped(number));
    }

    @Test
    void secondsAreRoundedAsTheFormatterOfJavaDoes() {
        Random random = new Random(42);
        for (int i = 0; i < 10_000; i++) {
            double seconds = random.nextInt(1_000_000) / 1000.0;
            assertEquals(String.format(Locale.ROOT, "%.1f s", seconds), Numbers.seconds(seconds));
        }
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

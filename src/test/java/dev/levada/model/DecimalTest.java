package dev.levada.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecimalTest {

    private final Random random = new Random(42);

    @Test
    void numbersCompareAsBigDecimalComparesThem() {
        for (int i = 0; i < 200_000; i++) {
            String token = number();
            String bound = random.nextInt(4) == 0 ? new BigDecimal(token).toString() : number();
            int expected = new BigDecimal(token).compareTo(new BigDecimal(bound));
            assertEquals(expected, compare(token, bound), () -> token + " and " + bound);
        }
    }

    private String number() {
        StringBuilder text = new StringBuilder(random.nextBoolean() ? "-" : "");
        text.append(random.nextInt(3) == 0 ? "0" : Long.toString(1 + random.nextInt(1200)));
        if (random.nextBoolean()) {
            text.append('.').append("0".repeat(random.nextInt(3))).append(random.nextInt(30));
        }
        if (random.nextInt(3) == 0) {
            text.append(random.nextBoolean() ? 'e' : 'E').append(random.nextInt(9) - 4);
        }
        return text.toString();
    }

    @Test
    void aNumberIsShownAndToldFromOthersAsItIsWritten() {
        assertEquals("1.50e2", Decimal.of("1.50e2").toString());
        assertEquals(Decimal.of("150"), Decimal.of("150"));
        assertEquals(Decimal.of("150").hashCode(), Decimal.of("150").hashCode());
        assertNotEquals(Decimal.of("150"), Decimal.of("150.0"));
    }

    @ParameterizedTest
    @CsvSource({"1e999999999999999999999999, 1e2147483647, 1", "-1e999999999999999999999999, 0, -1",
            "1e-999999999999999999999999, 0, 1",
            "1e-999999999999999999999999, 1e-2147483000, -1", "0e999999999999999999999999, 0, 0", "1e+5, 100000, 0",
            "1E5, 99999.9, 1",
            "-0, 0, 0", "0.000, 0, 0", "9007199254740993, 9007199254740992, 1", "150.0000000000000000000000001, 150, 1",
            "149.9999999999999999999999999, 150, -1", "100, 1E+2, 0", "1e400, 1e400, 0", "9.9e399, 1e400, -1",
            "12345678901234567890, 12345678901234567891, -1", "12345678901234567890.0, 1234567890123456789e1, 0",
            "999999999999999999, 1e18, -1", "1000000000000000000, 1e18, 0", "100000000000000000, 10e16, 0",
            "-5, -5.0, 0", "-6, -5, -1"})
    void sizesThatWouldExplodeCompareLikeAllOthers(String token, String bound, int expected) {
        assertEquals(expected, compare(token, bound));
    }

    private static int compare(String token, String bound) {
        byte[] bytes = ("[" + token + "]").getBytes(StandardCharsets.US_ASCII);
        int order = Integer.signum(Decimal.of(bound).compare(bytes, 1, bytes.length - 1));
        assertEquals(order, Integer.signum(Decimal.of(token).compareTo(Decimal.of(bound))));
        assertEquals(-order, Integer.signum(Decimal.of(bound).compareTo(Decimal.of(token))));
        return order;
    }
}

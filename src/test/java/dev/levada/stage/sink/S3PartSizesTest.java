package dev.levada.stage.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import org.junit.jupiter.api.Test;

final class S3PartSizesTest {

    @Test
    void tenThousandPartsSufficeForFiveTebibytes() {
        long sum = 0;
        int before = 0;
        for (int number = 1; number <= S3PartSizes.MOST; number++) {
            int bytes = S3PartSizes.bytes(number);
            assertTrue(bytes >= Math.max(before, 5 << 20), bytes + " bytes of part " + number);
            sum += bytes;
            before = bytes;
        }
        assertTrue(sum >= 5L << 40, sum + " bytes in all");
    }

    @Test
    void theFirstThousandPartsHaveTheLeastSize() {
        assertEquals(5 << 20, S3PartSizes.bytes(1));
        assertEquals(5 << 20, S3PartSizes.bytes(1000));
        assertEquals((5 << 20) + (136 << 10), S3PartSizes.bytes(1001));
    }

    @Test
    void thereIsNoPartBehindTheLast() {
        Failure failure = assertThrows(Failure.class, () -> S3PartSizes.bytes(10_001));
        assertEquals(FailureCode.UNWRITABLE, failure.code());
    }
}

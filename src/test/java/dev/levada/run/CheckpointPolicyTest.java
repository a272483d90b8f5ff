package dev.levada.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.levada.model.Failure;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How often a run writes down where it is, as the environment says it.
final class CheckpointPolicyTest {

    @Test
    void withoutAWordItIsTheUsual() {
        assertEquals(new CheckpointPolicy(256 << 20, Duration.ofSeconds(15)), CheckpointPolicy.of(null, null));
    }

    @Test
    void sizesAndPartsOfASecondAreUnderstood() {
        assertEquals(new CheckpointPolicy(64 << 20, Duration.ofMillis(500)), CheckpointPolicy.of("64MiB", "0.5"));
    }

    @Test
    void whatIsNoSizeIsNamed() {
        Failure refused = assertThrows(Failure.class, () -> CheckpointPolicy.of("often", null));
        assertEquals("expected a size such as 1048576, 512KiB or 8MiB, got often in LEVADA_CHECKPOINT_BYTES",
                refused.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"often", "-1", "NaN", "1e300", ""})
    void whatAreNoSecondsIsNamed(String seconds) {
        Failure refused = assertThrows(Failure.class, () -> CheckpointPolicy.of(null, seconds));
        assertEquals("expected seconds such as 15 or 0.5, got " + seconds + " in LEVADA_CHECKPOINT_SECONDS",
                refused.getMessage());
    }
}

package dev.levada.run;

import dev.levada.model.ByteSize;
import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import java.time.Duration;

/// How often a run writes down where it is: what is lost to a kill, against what each checkpoint costs.
///
/// @param bytes of the source after which the next one is due
/// @param time after which it is due at the latest
public record CheckpointPolicy(long bytes, Duration time) {

    private static final String BYTES = "LEVADA_CHECKPOINT_BYTES";
    private static final String SECONDS = "LEVADA_CHECKPOINT_SECONDS";
    private static final double MOST_SECONDS = Duration.ofDays(365).toSeconds();
    private static final CheckpointPolicy USUAL = new CheckpointPolicy(256 << 20, Duration.ofSeconds(15));

    /// What the environment says: `LEVADA_CHECKPOINT_BYTES` (`64MiB`) and `LEVADA_CHECKPOINT_SECONDS` (`5`).
    ///
    /// @throws Failure if it cannot be read
    public static CheckpointPolicy ofThisProcess() {
        return of(System.getenv(BYTES), System.getenv(SECONDS));
    }

    static CheckpointPolicy of(String bytes, String seconds) {
        return new CheckpointPolicy(bytes == null ? USUAL.bytes : bytes(bytes),
                seconds == null ? USUAL.time : seconds(seconds));
    }

    private static long bytes(String text) {
        try {
            return ByteSize.parse(text);
        } catch (IllegalArgumentException noSize) {
            throw new Failure(FailureCode.UNREADABLE, noSize.getMessage() + " in " + BYTES, noSize);
        }
    }

    private static Duration seconds(String text) {
        try {
            double seconds = Double.parseDouble(text);
            if (seconds >= 0 && seconds <= MOST_SECONDS) {
                return Duration.ofMillis((long) (1000 * seconds));
            }
        } catch (NumberFormatException noNumber) {
            throw notSeconds(text, noNumber);
        }
        throw notSeconds(text, null);
    }

    private static Failure notSeconds(String text, NumberFormatException reason) {
        return new Failure(FailureCode.UNREADABLE,
                "expected seconds such as 15 or 0.5, got " + text + " in " + SECONDS, reason);
    }
}

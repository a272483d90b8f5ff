package dev.levada.run;

import dev.levada.model.ByteSize;
import java.time.Duration;

/// How often a run writes down where it is: what is lost to a kill, against what each checkpoint costs.
///
/// @param bytes of the source after which the next one is due
/// @param time after which it is due at the latest
public record CheckpointPolicy(long bytes, Duration time) {

    private static final CheckpointPolicy USUAL = new CheckpointPolicy(256 << 20, Duration.ofSeconds(15));

    /// What the environment says: `LEVADA_CHECKPOINT_BYTES` (`64MiB`) and `LEVADA_CHECKPOINT_SECONDS` (`5`).
    ///
    /// @throws IllegalArgumentException if it cannot be read
    public static CheckpointPolicy ofThisProcess() {
        return of(System.getenv("LEVADA_CHECKPOINT_BYTES"), System.getenv("LEVADA_CHECKPOINT_SECONDS"));
    }

    static CheckpointPolicy of(String bytes, String seconds) {
        return new CheckpointPolicy(bytes == null ? USUAL.bytes : ByteSize.parse(bytes),
                seconds == null ? USUAL.time : Duration.ofMillis((long) (1000 * Double.parseDouble(seconds))));
    }
}

package dev.levada.entry.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// What standard output could not take is not passed over in silence.
final class StandardOutputTest {

    private static OutputStream failing(String reason) {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(reason);
            }
        };
    }

    @Test
    void whatIsPrintedArrives() {
        ByteArrayOutputStream arrived = new ByteArrayOutputStream();
        StandardOutput out = new StandardOutput(arrived);
        out.printer().println("ok");
        assertEquals("ok\n", arrived.toString(StandardCharsets.UTF_8));
        assertTrue(out.lost().isEmpty());
    }

    @Test
    void aFullDiskIsRemembered() {
        StandardOutput out = new StandardOutput(failing("No space left on device"));
        out.printer().println("ok");
        assertEquals("No space left on device", out.lost().orElseThrow().getMessage());
    }

    @Test
    void aReaderThatHasSeenEnoughLosesNothing() {
        StandardOutput out = new StandardOutput(failing("Broken pipe"));
        out.printer().println("ok");
        assertTrue(out.lost().isEmpty());
    }
}

package dev.levada.entry.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.levada.run.report.Progress;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class ProgressDisplayTest {

    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final PrintStream err = new PrintStream(shown, true, UTF_8);
    private long millis;

    private long nanos() {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }

    private void everyTenMillis(ProgressDisplay display, long until) {
        for (; millis <= until; millis += 10) {
            display.advanced(new Progress(millis, 20_000, millis, 0));
        }
    }

    @Test
    void theLiveLineIsWrittenOverFiveTimesASecond() {
        ProgressDisplay display = new ProgressDisplay.Live(err, 80, this::nanos);
        everyTenMillis(display, 1000);
        String[] lines = shown.toString(UTF_8).split("\r", -1);
        assertEquals("", lines[0]);
        assertEquals(5, lines.length - 1);
        for (int i = 1; i < lines.length; i++) {
            assertTrue(lines[i].endsWith(" left\u001b[K"), lines[i]);
        }
        assertEquals(-1, shown.toString(UTF_8).indexOf('\n'));
    }

    @Test
    void theLiveLineIsGoneAtTheEnd() {
        ProgressDisplay display = new ProgressDisplay.Live(err, 80, this::nanos);
        display.close();
        assertEquals("\r\u001b[K", shown.toString(UTF_8));
    }

    @Test
    void plainLinesComeEveryFiveSeconds() {
        ProgressDisplay display = new ProgressDisplay.Plain(err, "users.json", this::nanos);
        everyTenMillis(display, 4990);
        assertEquals("", shown.toString(UTF_8));
        everyTenMillis(display, 10_000);
        display.close();
        List<String> lines = shown.toString(UTF_8).lines().toList();
        assertEquals(2, lines.size());
        assertTrue(lines.get(0).startsWith("users.json: 25 %, "), lines.get(0));
        assertTrue(lines.get(1).startsWith("users.json: 50 %, "), lines.get(1));
    }

    @Test
    void silenceIsSilent() {
        ProgressDisplay display = new Terminal(err, err, input -> new ProgressDisplay.Live(err, 80, this::nanos))
                .quiet().progress().apply("users.json");
        everyTenMillis(display, 10_000);
        display.close();
        assertEquals("", shown.toString(UTF_8));
    }
}

package dev.levada.entry.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.levada.run.report.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ProgressTextTest {

    private static final Progress HALF = new Progress(220_000_000, 440_000_000, 450_123, 0);
    private static final ProgressText TEXT = new ProgressText(HALF, 2, 24_000_000);

    @Test
    void aWideTerminalShowsABarAndAllFacts() {
        assertEquals("[##############--------------]   50 %  220 of 440 MB  450,123 records  110 MB/s  heap 24 MB"
                + "  0:02 left", TEXT.live(160));
    }

    @Test
    void anUsualTerminalShowsAShortBar() {
        assertEquals("[##---]   50 %  220 of 440 MB  450,123 records  110 MB/s  heap 24 MB  0:02 left", TEXT.live(80));
    }

    @Test
    void theBarKeepsItsLength() {
        for (long read = 1; read <= 440_000_000; read += 1_234_567) {
            Progress progress = new Progress(read, 440_000_000, read / 450, 0);
            assertEquals(6, new ProgressText(progress, read / 1e8, 24_000_000).live(80).indexOf(']'));
        }
    }

    @Test
    void aNarrowTerminalShowsNoBar() {
        assertEquals(" 50 %  220 of 440 MB  450,123 records  110 MB/s  heap 24 MB  0:02 left", TEXT.live(72));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 10, 40, 70, 79, 80, 81, 200})
    void noLineIsAsWideAsItsTerminal(int columns) {
        assertTrue(TEXT.live(columns).length() <= Math.max(0, columns - 1));
    }

    @Test
    void aSourceOfUnknownSizeHasNeitherShareNorTimeLeft() {
        ProgressText text = new ProgressText(new Progress(1_500_000, -1, 10, 2), 0.5, 9_000_000);
        assertEquals("1.5 MB, 10 records, 2 rejected, 3.0 MB/s, heap 9.0 MB", text.plain());
        assertEquals("1.5 MB  10 records  3.0 MB/s  heap 9.0 MB", text.live(100));
    }

    @Test
    void anEmptySourceAndNoTimeAreNoTrouble() {
        assertEquals("0.0 MB, 0 records, 0 rejected, 0.0 MB/s, heap 0.0 MB",
                new ProgressText(new Progress(0, 0, 0, 0), 0, 0).plain());
    }

    @Test
    void nothingReadYetLeavesTheTimeOpen() {
        assertEquals("0 %, 0.0 of 440 MB, 0 records, 0 rejected, 0.0 MB/s, heap 1.0 MB",
                new ProgressText(new Progress(0, 440_000_000, 0, 0), 3, 1_000_000).plain());
    }

    @Test
    void aFileThatGrewIsNeverMoreThanRead() {
        String text = new ProgressText(new Progress(200, 100, 1, 0), 1, 0).live(120);
        assertTrue(text.startsWith("[############################]  100 %"), text);
        assertTrue(text.endsWith("  0:00 left"), text);
    }

    @Test
    void hoursAreShownWhereThereAreHours() {
        String text = new ProgressText(new Progress(1_000_000, 3_725_000_000L, 1, 0), 1, 0).plain();
        assertTrue(text.endsWith(", 1:02:04 left"), text);
    }
}

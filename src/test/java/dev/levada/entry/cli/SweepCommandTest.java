package dev.levada.entry.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `levada sweep`: what is left and nobody's goes, all else stays.
final class SweepCommandTest {

    private static final String OWNED = "00000000000000aa";
    private static final String LOST = "00000000000000bb";
    private static final String FAILED = "00000000000000cc";

    @TempDir
    private Path folder;

    private Session session;

    @BeforeEach
    void begin() throws IOException {
        session = new Session(folder);
        assertEquals(0, session.run(session.file("a.json", "[{\"id\":1}]")));
        for (String run : List.of(OWNED, LOST, FAILED)) {
            staged(run, Duration.ofDays(2));
            session.file("out/_levada/runs/people/" + run + "/1-1.tail", "tail");
            session.file("out/_levada/runs/people/" + run + "/1-1.segment.json", "{}");
        }
        entry(OWNED, "RUNNING");
        entry(FAILED, "FAILED");
    }

    private Path staged(String run, Duration age) throws IOException {
        Path file = Path.of(session.file("out/.staging/" + run + "/people/data/" + run + "-00000.ndjson", "{}\n"));
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
        return file;
    }

    private void entry(String run, String state) throws IOException {
        session.file("out/_levada/ledger/people/" + run + ".json", """
                {"export":"/x","published":null,"attempt":{"state":"%s","run":"%s","generation":1,"version":"v",
                "recency":{"sequencer":null,"modified":null},"definition":"d","engine":1}}""".formatted(state, run));
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("out"))) {
            return files.filter(Files::isRegularFile).map(Path::toString)
                    .filter(file -> file.matches(".*/00000000000000[a-c]{2}/.*(tail|segment.json|ndjson)")).sorted()
                    .toList();
        }
    }

    private List<String> published() throws IOException {
        return session.published("out").stream().filter(name -> !name.startsWith(".staging")).toList();
    }

    private List<String> sweep(int code, String... options) {
        String[] all = new String[options.length + 2];
        all[0] = "sweep";
        all[1] = session.path("out");
        System.arraycopy(options, 0, all, 2, options.length);
        assertEquals(code, session.type(all), () -> String.join("\n", session.errors()));
        return session.out().lines().toList();
    }

    @Test
    void aFileOrNothingIsNoOutput() throws IOException {
        String file = session.file("file", "");
        assertEquals(2, session.type("sweep", file));
        assertEquals(List.of("levada: expected a folder that runs have published to, got a file: " + file),
                session.errors());
        assertEquals(2, session.type("sweep", ""));
        assertEquals(List.of("levada: expected a name for OUTPUT, got an empty one"), session.errors());
    }

    @Test
    void whatNoRunUnderWayOwnsIsListedAndRemoved() throws IOException {
        List<String> published = published();
        List<String> lines = sweep(0);
        assertEquals(5, lines.size(), lines.toString());
        for (String run : List.of(LOST, FAILED)) {
            String part = "part   " + session.path("out/people/data/" + run + "-00000.ndjson") + ", staged since ";
            assertTrue(lines.stream().anyMatch(line -> line.startsWith(part)), lines.toString());
            assertTrue(lines.contains("state  " + session.path("out/_levada/runs/people/" + run) + ", 2 documents"),
                    lines.toString());
        }
        assertEquals("removed 4 of what runs have left", lines.getLast());
        assertEquals(3, files().size(), files().toString());
        assertTrue(files().stream().allMatch(file -> file.contains(OWNED)), files().toString());
        assertEquals(published, published());
        assertEquals(List.of("removed 0 of what runs have left"), sweep(0));
    }

    @Test
    void aDryRunRemovesNothing() throws IOException {
        List<String> before = files();
        List<String> lines = sweep(0, "--dry-run");
        assertEquals("would remove 4 of what runs have left", lines.getLast());
        assertEquals(5, lines.size());
        assertEquals(before, files());
    }

    @Test
    void whatIsYoungMayBeInUse() throws IOException {
        Path young = staged("00000000000000dd", Duration.ofHours(5));
        sweep(0);
        assertTrue(Files.exists(young));
        sweep(0, "--older-than", "4h");
        assertFalse(Files.exists(young));
    }

    @Test
    void anOutputThatIsNotThereHasNothingToSweep() {
        assertEquals(0, session.type("sweep", session.path("nowhere")));
        assertEquals("removed 0 of what runs have left\n", session.out());
        assertFalse(Files.exists(folder.resolve("nowhere")));
    }

    @Test
    void aTimeThatNobodyUnderstandsIsRefused() {
        for (String time : List.of("soon", "5", "-1h", "")) {
            sweep(2, "--older-than", time);
        }
    }
}

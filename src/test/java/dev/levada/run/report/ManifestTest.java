package dev.levada.run.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The manifest as a document that outlives the version that wrote it.
final class ManifestTest {

    private static Manifest manifest() {
        return new Manifest("0.1.0", "3f9a62d1c07b4e58", 2, "0000000000000001", null,
                new Manifest.Pipeline("users", "digest"), null, true, null, new Manifest.Counts(3, 1, 1, 1),
                Map.of("REQUIRED", 1L), new Manifest.Bytes(30, 24, 6, 0), List.of(),
                new Manifest.Timings("2026-11-23T10:00:00Z", "2026-11-23T10:00:01Z", 1, null));
    }

    @Test
    void aManifestFromBeforeThereWereSupplementsHasNone() {
        String older = new String(manifest().toJson(), StandardCharsets.UTF_8)
                .replaceAll("\\s*\"(supplements|supplementedBy)\" : [^,]*,", "");
        assertEquals(-1, older.indexOf("supplement"));
        Manifest read = Manifest.read(older.getBytes(StandardCharsets.UTF_8), "here");
        assertNull(read.supplements());
        assertEquals(List.of(), read.supplementedBy());
        assertEquals(manifest(), read);
    }

    @Test
    void supplementsAndSupersedingAreKeptApart() {
        Manifest both = manifest().supplementedBy(List.of("a", "b")).supersededBy("c");
        Manifest read = Manifest.read(both.toJson(), "here");
        assertEquals(List.of("a", "b"), read.supplementedBy());
        assertEquals("c", read.supersededBy());
        assertEquals("0000000000000001", read.supersedes());
        assertEquals(both, read);
    }
}

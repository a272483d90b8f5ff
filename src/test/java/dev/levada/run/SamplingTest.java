package dev.levada.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.levada.definition.Definitions;
import dev.levada.model.Damage;
import dev.levada.model.FailureCode;
import dev.levada.model.ObjectRef;
import dev.levada.model.PipelinePlan;
import dev.levada.model.Shape;
import dev.levada.run.report.Progress;
import dev.levada.run.sizing.Workload;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A look at the beginning of an export: it tells of the whole, and leaves nothing behind.
final class SamplingTest {

    private static final PipelinePlan IDENTITY = Definitions.identity().plan();

    @TempDir
    private Path folder;

    /// An array of records of 19 bytes each, comma and line feed included, between two brackets.
    private static byte[] array(int records) {
        return IntStream.range(0, records).mapToObj(id -> "{\"id\":" + (1_000_000_000L + id) + "}")
                .collect(Collectors.joining(",\n", "[", "]")).getBytes(UTF_8);
    }

    private Sampled sampled(byte[] export, long bytes, PipelinePlan plan) throws IOException {
        Path file = Files.write(folder.resolve("export"), export);
        return new Sampling(FileStores.of(folder.resolve("out")), MemoryPlan.of(64 << 20), bytes)
                .measure(ObjectRef.file(file.toString()), plan, Progress.Watcher.NONE);
    }

    private Workload measured(byte[] export, long bytes) throws IOException {
        Sampled sampled = sampled(export, bytes, IDENTITY);
        if (sampled instanceof Sampled.Failed failed) {
            throw new AssertionError(failed.failure().message());
        }
        return ((Sampled.Measured) sampled).workload();
    }

    private FailureCode failure(byte[] export, long bytes, PipelinePlan plan) throws IOException {
        return ((Sampled.Failed) sampled(export, bytes, plan)).failure().code();
    }

    private static byte[] gzip(byte[] plain, int members) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int length = plain.length / members + 1;
        for (int from = 0; from < plain.length; from += length) {
            try (OutputStream member = new GZIPOutputStream(bytes)) {
                member.write(plain, from, Math.min(length, plain.length - from));
            }
        }
        return bytes.toByteArray();
    }

    @Test
    void aSampleThatEndsInTheMiddleOfARecordTellsOfTheWhole() throws IOException {
        byte[] export = array(100_000);
        Workload workload = measured(export, 190_006);
        assertEquals(export.length, workload.exportBytes());
        assertEquals(190_006, workload.sampleBytes());
        assertEquals(10_000, workload.records());
        assertEquals(100_000, (double) workload.expectedRecords(), 10);
        assertEquals(18 * 100_000, (double) workload.expectedOutputBytes(), 1_000);
        assertEquals("array", workload.shape());
        assertEquals(Workload.Entry.NEARBY, workload.entry());
        assertTrue(workload.passes() >= 4 && workload.warmUp() >= 0, workload.toString());
    }

    @Test
    void aWholeExportIsItsOwnSample() throws IOException {
        byte[] export = array(50);
        Workload workload = measured(export, 64_000_000);
        assertEquals(export.length, workload.sampleBytes());
        assertEquals(50, workload.expectedRecords());
    }

    @Test
    void nothingIsLeftBehind() throws IOException {
        measured(array(1_000), 64_000_000);
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of("export"), files.map(file -> file.getFileName().toString()).toList());
        }
    }

    @Test
    void compressedExportsAreScaledByTheirRatio() throws IOException {
        byte[] export = array(300_000);
        byte[] members = gzip(export, 40);
        Workload many = measured(members, members.length / 2);
        assertEquals(export.length, (double) many.expectedPlainBytes(), export.length * 0.05);
        assertEquals(Workload.Entry.NEARBY, many.entry());
        byte[] one = gzip(export, 1);
        Workload single = measured(one, one.length / 2);
        assertEquals(export.length, (double) single.expectedPlainBytes(), export.length * 0.05);
        assertEquals(Workload.Entry.BEGINNING, single.entry());
    }

    @Test
    void damageInTheSampleIsWhatARunWouldMakeOfIt() throws IOException {
        byte[] damaged = "[{\"id\":1},{\"id\":2}} ,{\"id\":3}]".getBytes(UTF_8);
        assertEquals(FailureCode.DAMAGED, failure(damaged, 1_000, IDENTITY));
        Sampled kept = sampled(damaged, 1_000, IDENTITY.withDamage(Damage.KEEP));
        assertTrue(kept instanceof Sampled.Measured, kept.toString());
    }

    @Test
    void whatNobodyCanSizeIsAFailure() throws IOException {
        assertEquals(FailureCode.UNREADABLE, failure(new byte[0], 1_000, IDENTITY));
        assertEquals(FailureCode.WRONG_SHAPE, failure(array(3), 1_000, IDENTITY.withShape(Shape.parse("/users"))));
        assertEquals(FailureCode.MEMORY_TOO_SMALL,
                failure(array(1), 1_000, IDENTITY.withMaxRecordBytes(200 << 20)));
        Sampled missing = new Sampling(FileStores.of(folder), MemoryPlan.of(64 << 20), 1_000).measure(
                ObjectRef.file(folder.resolve("none").toString()), IDENTITY, Progress.Watcher.NONE);
        assertEquals(FailureCode.UNREADABLE, ((Sampled.Failed) missing).failure().code());
    }
}

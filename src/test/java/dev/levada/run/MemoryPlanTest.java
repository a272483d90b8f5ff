package dev.levada.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.levada.definition.Definitions;
import dev.levada.model.ByteSize;
import dev.levada.model.PipelinePlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is read ahead has its place in the plan.
final class MemoryPlanTest {

    private static final PipelinePlan SHIPPED = Definitions.identity().plan().withMaxRecordBytes(1 << 20);

    private static long heldAhead(MemoryPlan plan) {
        return plan.rangesAtOnce() == 1
                ? 0
                : (long) (plan.rangesAtOnce() + 1) * (plan.chunksAhead() + 1) * plan.chunkBytes();
    }

    @Test
    void aLargerHeapReadsMoreAheadAndNeverMoreThanItsShare() {
        long before = 0;
        for (long heap = 25L << 20; heap < 4L << 30; heap += heap / 8) {
            MemoryPlan plan = MemoryPlan.of(heap).readingAhead(SHIPPED);
            long ahead = heldAhead(plan);
            assertTrue(ahead <= (heap - (25L << 20)) / 4, ahead + " of " + heap);
            assertTrue(plan.rangesAtOnce() <= 4 && (long) plan.chunksAhead() * plan.chunkBytes() <= plan.rangeBytes());
            assertTrue(ahead >= before - plan.rangeBytes(), "a range more may mean less of each");
            before = ahead;
        }
        assertTrue(before >= 32L << 20, "four whole ranges: " + before);
    }

    @Test
    void whatTheLongestRecordNeedsIsNotReadAheadOf() {
        MemoryPlan plan = MemoryPlan.of(64 << 20);
        PipelinePlan largest = SHIPPED.withMaxRecordBytes((int) plan.longestRecord());
        plan.admit(largest);
        assertEquals(1, plan.readingAhead(largest).rangesAtOnce());
        assertEquals(2, plan.readingAhead(SHIPPED).rangesAtOnce());
    }

    @Test
    void withoutAPassOverAWholeExportNothingIsReadAhead() {
        assertEquals(1, MemoryPlan.of(1 << 30).rangesAtOnce());
    }

    @Test
    void theDocumentationShowsWhatEachSizeOfTheFunctionReadsAhead() throws IOException {
        String documentation = Files.readString(Path.of("docs/lambda.md"));
        for (FunctionMemory row : FunctionMemory.table(FunctionMemory.LambdaRuntime.JAVA21)) {
            MemoryPlan plan = row.plan().readingAhead(SHIPPED);
            String line = "| " + row.megabytes() + " | " + plan.rangesAtOnce() + " | "
                    + (heldAhead(plan) == 0 ? "nothing" : ByteSize.format(heldAhead(plan))) + " |";
            assertTrue(documentation.contains(line), line);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "3", "two", "", "-1", "1.5"})
    void threadsAreOneOrTwo(String text) {
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class,
                () -> MemoryPlan.threads(text));
        assertEquals("expected 1 or 2 threads, got " + text, refused.getMessage());
        assertEquals(1, MemoryPlan.threads("1"));
        assertEquals(2, MemoryPlan.threads("2"));
        assertEquals(2, MemoryPlan.of(64 << 20).withThreads(2).readingAhead(SHIPPED).threads());
    }

    @Test
    void theEnvironmentSaysHowManyThreadsOrIsToldWhatIsWrong() {
        assertEquals(1, MemoryPlan.of(64 << 20, null).threads());
        assertEquals(2, MemoryPlan.of(64 << 20, "2").threads());
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class,
                () -> MemoryPlan.of(64 << 20, "3"));
        assertEquals("[LEVADA_THREADS] expected 1 or 2 threads, got 3", refused.getMessage());
    }
}

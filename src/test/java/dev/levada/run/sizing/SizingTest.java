package dev.levada.run.sizing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.levada.definition.Definitions;
import dev.levada.model.FailureCode;
import dev.levada.model.PipelinePlan;
import dev.levada.run.sizing.Prices.Processor;
import dev.levada.run.sizing.Sizing.Candidate;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What is worked out from a workload: by hand it would be the same.
final class SizingTest {

    private static final Prices PRICES = Prices.ofPackage();
    private static final PipelinePlan SMALL_RECORDS = Definitions.identity().plan().withMaxRecordBytes(1 << 20);
    private static final long GB = 1_000_000_000;

    private static Workload workload(long bytes, double perByte, Workload.Entry entry) {
        return new Workload(bytes, bytes, bytes, 1_000, 0, bytes / 2, "array", false, 4, 0.5, perByte, 1,
                entry == Workload.Entry.BEGINNING ? perByte / 2 : 0, Workload.Source.OBJECT, entry, 23);
    }

    private static Workload plain(long bytes) {
        return workload(bytes, 2e-9, Workload.Entry.NEARBY);
    }

    private static Sizing sizing(Workload workload) {
        return Sizing.of(SMALL_RECORDS, workload, Assumptions.usual(), PRICES);
    }

    private static Verdict.Fits fits(Sizing sizing, int megabytes) {
        return candidate(sizing, megabytes).fits().orElseThrow();
    }

    private static Candidate candidate(Sizing sizing, int megabytes) {
        return sizing.candidates().stream().filter(size -> size.megabytes() == megabytes).findFirst().orElseThrow();
    }

    @Test
    void everySizeOfTheTableIsACandidate() {
        assertEquals(List.of(128, 192, 256, 512, 1024, 1769, 3008, 10240),
                sizing(plain(GB)).candidates().stream().map(Candidate::megabytes).toList());
    }

    @Test
    void theCpuShareIsThatOfTheMemoryUpToAWholeCore() {
        Sizing sizing = sizing(plain(GB));
        double start = Assumptions.START + 0.5;
        double arriving = GB / 80e6 + GB * 0.05 / (8 << 20);
        double sending = 0.5 * GB / 80e6 + 0.5 * GB * 0.05 / (5 << 20);
        assertEquals(start + arriving + sending, fits(sizing, 1769).seconds(), 1e-6); // the network is slower
        assertEquals(start * 1769 / 512 + arriving + sending, fits(sizing, 512).seconds(), 1e-6);
        Sizing heavy = sizing(workload(GB, 20e-9, Workload.Entry.NEARBY));
        double cpu = 20e-9 * GB + 0.5 * GB * Assumptions.WRITE_CPU;
        assertEquals((start + cpu) * 1769 / 512 + sending, fits(heavy, 512).seconds(), 1e-6);
        assertEquals(fits(sizing, 1769).seconds(), fits(sizing, 3008).seconds(), 1e-9);
        assertTrue(fits(sizing, 3008).cost().get(Processor.X86_64) > fits(sizing, 1769).cost().get(Processor.X86_64));
    }

    @Test
    void startingUpDoesNotGrowWithTheExport() {
        double one = fits(sizing(plain(GB)), 1769).seconds();
        double two = fits(sizing(plain(2 * GB)), 1769).seconds();
        double three = fits(sizing(plain(3 * GB)), 1769).seconds();
        assertEquals(two - one, three - two, 1e-6);
        assertEquals(Assumptions.START + 0.5, one - (two - one), 1e-6);
    }

    @Test
    void withoutTheSecondCompilerTheRateIsWorse() {
        Sizing sizing = sizing(workload(100 * GB, 20e-9, Workload.Entry.NEARBY));
        double waiting = 100 * (0.5 * GB / 80e6 + 0.5 * GB * 0.05 / (5 << 20));
        double cpuOf192 = 100 * GB * (20e-9 * Assumptions.FIRST_COMPILER_RATE + 0.5 * Assumptions.WRITE_CPU);
        assertTrue(fits(sizing, 192).seconds() > cpuOf192 * 1769 / 192 + waiting);
        assertTrue(fits(sizing, 256).seconds() < cpuOf192 * 1769 / 256 + waiting);
    }

    @Test
    void theBillIsGigabyteSecondsAndRequests() {
        Sizing sizing = sizing(plain(GB));
        Verdict.Fits fits = fits(sizing, 1024);
        double x86 = fits.cost().get(Processor.X86_64);
        double arm = fits.cost().get(Processor.ARM64);
        assertEquals(fits.seconds() * (0.0000166667 - 0.0000133334), x86 - arm, 1e-12);
        double requests = x86 - fits.seconds() * 0.0000166667;
        assertTrue(requests > 120 * 0.0000004 + 95 * 0.000005 && requests < 0.001, "requests cost " + requests);
    }

    @Test
    void whatDoesNotEndInOneInvocationIsContinued() {
        Workload slow = workload(10 * GB, 20e-9, Workload.Entry.NEARBY);
        Verdict.Fits whole = fits(sizing(slow), 1769);
        Verdict.Fits small = fits(sizing(slow), 128);
        assertEquals(0, whole.continuations());
        assertTrue(small.continuations() >= (int) (200.0 * 1769 / 128 * 1.5 / 900),
                "continued " + small.continuations());
        Verdict.Fits hurried = fits(
                Sizing.of(SMALL_RECORDS, slow, new Assumptions(Duration.ofSeconds(60), 80e6, 1), PRICES), 1769);
        assertTrue(hurried.continuations() > whole.continuations());
        assertTrue(hurried.seconds() > whole.seconds(), "each begins anew");
    }

    @Test
    void aRunThatGetsNowhereDoesNotFit() {
        Sizing hurried = Sizing.of(SMALL_RECORDS, plain(GB), new Assumptions(Duration.ofSeconds(10), 80e6, 1), PRICES);
        assertEquals(FailureCode.NO_PROGRESS, refused(hurried, 128).code());
        assertEquals(FailureCode.NO_PROGRESS, refused(sizing(workload(100_000 * GB, 20e-9, Workload.Entry.NEARBY)),
                128).code());
    }

    @Test
    void oneLongMemberHasToBeComeBackTo() {
        Sizing sizing = sizing(workload(30 * GB, 20e-9, Workload.Entry.BEGINNING));
        assertEquals(FailureCode.CANNOT_RESUME_IN_TIME, refused(sizing, 512).code());
        assertEquals(1, fits(sizing, 1769).continuations());
        assertTrue(fits(sizing, 1769).seconds() > fits(sizing(workload(30 * GB, 20e-9, Workload.Entry.NEARBY)), 1769)
                .seconds(), "some of it is decompressed twice");
        assertEquals(1769, sizing.smallest().orElseThrow().megabytes());
    }

    private static Verdict.Refused refused(Sizing sizing, int megabytes) {
        return (Verdict.Refused) candidate(sizing, megabytes).verdict();
    }

    @Test
    void whatNeedsMoreMemoryDoesNotFitInLess() {
        PipelinePlan long8 = SMALL_RECORDS.withMaxRecordBytes(8 << 20);
        Sizing sizing = Sizing.of(long8, plain(GB), Assumptions.usual(), PRICES);
        assertEquals(FailureCode.MEMORY_TOO_SMALL, refused(sizing, 128).code());
        assertEquals(192, sizing.smallest().orElseThrow().megabytes());
        Workload window = new Workload(GB, GB, GB, 1_000, 0, GB, "array", false, 4, 0.5, 2e-9, 1, 1e-9,
                Workload.Source.FILE, Workload.Entry.NEARBY, 27);
        assertEquals(FailureCode.WINDOW_TOO_LARGE, refused(sizing(window), 512).code());
        assertEquals(1024, sizing(window).smallest().orElseThrow().megabytes());
    }

    @Test
    void theOneToTakeEndsInOneInvocationAndCostsLittleMoreThanTheCheapest() {
        Sizing sizing = sizing(plain(GB));
        Candidate taken = sizing.recommended().orElseThrow();
        double cheapest = sizing.cheapest().orElseThrow().fits().orElseThrow().cost().get(Processor.X86_64);
        assertTrue(taken.fits().orElseThrow().cost().get(Processor.X86_64) <= 1.2 * cheapest);
        assertTrue(sizing.reason().startsWith("ends in one invocation"), sizing.reason());
        Sizing never = sizing(workload(1_000 * GB, 20e-9, Workload.Entry.NEARBY));
        assertTrue(never.reason().startsWith("no size ends in one invocation; this one needs "), never.reason());
        Sizing none = sizing(workload(1_000_000 * GB, 20e-9, Workload.Entry.BEGINNING));
        assertTrue(none.recommended().isEmpty());
        assertEquals("no size will do", none.reason());
    }

    @Test
    void pricesSayOfWhenTheyAre() {
        assertTrue(PRICES.recorded().matches("20[0-9]{2}-[0-9]{2}-[0-9]{2}"), PRICES.recorded());
        for (Processor processor : Processor.values()) {
            assertTrue(PRICES.gigabyteSecond().get(processor) > 0, processor.id());
        }
        assertTrue(PRICES.invocation() > 0 && PRICES.read() > 0 && PRICES.write() > 0 && PRICES.queue() > 0);
    }
}

package dev.levada.run.sizing;

import dev.levada.model.PipelinePlan;
import dev.levada.run.FunctionMemory;
import dev.levada.run.sizing.Prices.Processor;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Every memory size held against one export: which fit, which is the cheapest, and which to take.
///
/// @param candidates all sizes, the smallest first
public record Sizing(List<Candidate> candidates) {

    /// A size may cost so much more than the cheapest where it is faster.
    private static final double WORTH = 1.2;

    /// A size and what comes of it.
    ///
    /// @param megabytes of the function
    /// @param verdict whether it fits
    public record Candidate(int megabytes, Verdict verdict) {

        /// The estimate, where it fits.
        public Optional<Verdict.Fits> fits() {
            return verdict instanceof Verdict.Fits fit ? Optional.of(fit) : Optional.empty();
        }
    }

    /// All sizes of the table.
    public static Sizing of(PipelinePlan pipeline, Workload workload, Assumptions assumptions, Prices prices) {
        return new Sizing(FunctionMemory.table(FunctionMemory.LambdaRuntime.JAVA21).stream()
                .map(size -> new Candidate(size.megabytes(),
                        new Invocations(size, workload, assumptions).verdict(pipeline, prices)))
                .toList());
    }

    /// The smallest in which the export ends.
    public Optional<Candidate> smallest() {
        return fitting().stream().findFirst();
    }

    /// The one that costs least on x86; of equals the faster one.
    public Optional<Candidate> cheapest() {
        return cheapest(fitting());
    }

    private static Optional<Candidate> cheapest(List<Candidate> some) {
        return some.stream().min(Comparator.<Candidate>comparingDouble(size -> cost(size))
                .thenComparingDouble(Sizing::seconds));
    }

    /// The one to take: where there is one that ends the export in one invocation, one of these; of them the fastest that costs
    /// little more than the cheapest.
    public Optional<Candidate> recommended() {
        List<Candidate> whole = fitting().stream().filter(size -> size.fits().orElseThrow().continuations() == 0)
                .toList();
        List<Candidate> choice = whole.isEmpty() ? fitting() : whole;
        return cheapest(choice).flatMap(cheapest -> choice.stream()
                .filter(size -> cost(size) <= WORTH * cost(cheapest))
                .min(Comparator.<Candidate>comparingDouble(Sizing::seconds).thenComparingInt(Candidate::megabytes)));
    }

    private List<Candidate> fitting() {
        return candidates.stream().filter(size -> size.fits().isPresent()).toList();
    }

    private static double cost(Candidate size) {
        return size.fits().orElseThrow().cost().get(Processor.X86_64);
    }

    private static double seconds(Candidate size) {
        return size.fits().orElseThrow().seconds();
    }

    /// The words for [#recommended].
    public String reason() {
        Optional<Candidate> chosen = recommended();
        if (chosen.isEmpty()) {
            return "no size will do";
        }
        Candidate size = chosen.get();
        Candidate cheapest = cheapest().orElseThrow();
        int continuations = size.fits().orElseThrow().continuations();
        String ends = continuations == 0
                ? "ends in one invocation"
                : "no size ends in one invocation; this one needs " + continuations + " continuations";
        if (size.megabytes() == cheapest.megabytes()) {
            return ends + " and costs least";
        }
        double more = cost(size) / cost(cheapest) - 1;
        double faster = seconds(cheapest) / seconds(size);
        return String.format(Locale.ROOT, "%s, costs %.0f %% more than the cheapest (%d MB) and is %.1f times as fast",
                ends, more * 100, cheapest.megabytes(), faster);
    }
}

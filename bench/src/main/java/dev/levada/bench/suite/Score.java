package dev.levada.bench.suite;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/// What a contestant took in each round of a job, and how many bytes it wrote; or why it gave up.
record Score(Contestant contestant, List<Usage> rounds, long bytesOut, Optional<String> failure) {

    Score plus(Usage usage, long bytes) {
        List<Usage> more = new ArrayList<>(rounds);
        more.add(usage);
        return new Score(contestant, List.copyOf(more), bytes, failure);
    }

    double cpuSeconds() {
        return median(rounds.stream().mapToDouble(Usage::cpuSeconds).toArray());
    }

    double wallSeconds() {
        return median(rounds.stream().mapToDouble(Usage::wallSeconds).toArray());
    }

    double peakMiB() {
        return rounds.stream().mapToDouble(Usage::peakMiB).max().orElse(Double.NaN);
    }

    /** The median of what this took to what the other took in the same round. */
    double pairedRatio(Score other, ToDoubleFunction<Usage> measure) {
        int pairs = Math.min(rounds.size(), other.rounds.size());
        double[] ratios = new double[pairs];
        for (int i = 0; i < pairs; i++) {
            ratios[i] = measure.applyAsDouble(rounds.get(i)) / measure.applyAsDouble(other.rounds.get(i));
        }
        return median(ratios);
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        int middle = values.length / 2;
        if (values.length == 0) {
            return Double.NaN;
        }
        return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
}

package dev.levada.bench.suite;

import dev.levada.bench.suite.Contest.Outcome;
import dev.levada.bench.suite.Job.Scale;
import dev.levada.bench.suite.Job.Task;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a suite came to: figures by job and contestant. NaN is what was not measured.
record Outcomes(List<Outcome> all) {

    /** The contestant that is named so, or Levada itself where the name is empty. */
    Optional<Score> score(Task task, Scale scale, String name) {
        return outcome(task, scale).flatMap(outcome -> outcome.scores().stream()
                .filter(score -> name.isEmpty() || score.contestant().name().equals(name))
                .filter(score -> !score.rounds().isEmpty()).findFirst());
    }

    Optional<Outcome> outcome(Task task, Scale scale) {
        return all.stream().filter(outcome -> outcome.job().task() == task && outcome.job().scale() == scale)
                .findFirst();
    }

    double cpuSeconds(Task task, Scale scale, String name) {
        return score(task, scale, name).map(Score::cpuSeconds).orElse(Double.NaN);
    }

    /** The largest that Levada took in any of these, at any size that was measured. */
    double peakMiB(Set<Task> tasks) {
        return all.stream().filter(outcome -> tasks.contains(outcome.job().task()))
                .mapToDouble(outcome -> outcome.scores().getFirst().peakMiB()).max().orElse(Double.NaN);
    }

    double perGigabyte(Task task, Scale scale, String name) {
        return cpuSeconds(task, scale, name) / gigabytes(task, scale);
    }

    /** CPU seconds a further gigabyte takes, once the process is warm: between the medium and the large export. */
    double slope(Task task, String name) {
        return (cpuSeconds(task, Scale.LARGE, name) - cpuSeconds(task, Scale.MEDIUM, name))
                / (gigabytes(task, Scale.LARGE) - gigabytes(task, Scale.MEDIUM));
    }

    double ratio(Task task, Scale scale, String name) {
        Optional<Score> levada = score(task, scale, "");
        Optional<Score> peer = score(task, scale, name);
        return levada.isEmpty() || peer.isEmpty()
                ? Double.NaN
                : levada.get().pairedRatio(peer.get(), Usage::cpuSeconds);
    }

    private double gigabytes(Task task, Scale scale) {
        return outcome(task, scale).map(outcome -> outcome.bytesIn() / 1e9).orElse(Double.NaN);
    }
}

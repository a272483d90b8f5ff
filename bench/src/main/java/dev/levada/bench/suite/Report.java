package dev.levada.bench.suite;

import dev.levada.bench.suite.Contest.Outcome;
import dev.levada.bench.suite.Job.Scale;
import dev.levada.bench.suite.Job.Task;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

/// The page that a suite leaves behind, in Markdown.
final class Report {

    private static final double QUIET = 0.5; // load average

    private final StringBuilder page = new StringBuilder();

    static String of(Outcomes outcomes, List<String> machine, double before, double after, String command) {
        Report report = new Report();
        report.introduce(machine, before, after, command);
        report.targets(Target.of(outcomes));
        report.slopes(outcomes);
        report.add("## Job by job\n");
        outcomes.all().forEach(report::job);
        return report.page.toString();
    }

    private void introduce(List<String> machine, double before, double after, String command) {
        add("# Performance\n");
        add("Written by `%s` on %s; [bench/](../bench/README.md) says how it measures. Whole processes, as users start them: JVM start, JIT",
                command, LocalDate.now(ZoneOffset.UTC));
        add("and garbage collection included. The users job keeps 11 fields, puts the SHA-256 of the lower-cased address in the address's place,");
        add("and rejects bad records; everyone's output was the same records in the same order, by a digest of what is parsed. Levada runs");
        add("`pipelines/users.yaml` as it ships, which also validates all JSON it passes over, checks dates, and says where every reject lies.\n");
        add("CPU is user and system time of the process and of what it started. GB is 10⁹ bytes of the export before compression. Contestants take");
        add("turns; figures are medians of the rounds, peaks are the largest. Compare figures of one run only.\n");
        machine.forEach(fact -> add("- %s", fact));
        add("- load before and after: %.1f and %.1f%s\n", before, after, before < QUIET
                ? ""
                : ": **measured while other work ran on the machine**, which makes every figure worse than it would be");
    }

    private void targets(List<Target> targets) {
        add("## Targets\n");
        add("Set for 44 MB (small), 442 MB (medium) and 1,327 MB (large), and for a machine that does nothing else.\n");
        add("| figure | at most | measured | |\n|---|---|---|---|");
        for (Target target : targets) {
            add("| %s | %s %s | %s | %s |", target.figure(), number(target.limit()), target.unit(),
                    number(target.measured()), target.verdict());
        }
        add("");
    }

    private void slopes(Outcomes outcomes) {
        add("## By size\n");
        add("CPU seconds; the slope is what a further GB takes, from the medium to the large export.\n");
        for (Task task : List.of(Task.ARRAY, Task.LINES)) {
            outcomes.outcome(task, Scale.LARGE).ifPresent(large -> {
                add("| %s | %s | %s | %s | slope, s/GB |\n|---|---|---|---|---|", task.title(),
                        size(outcomes, task, Scale.SMALL), size(outcomes, task, Scale.MEDIUM),
                        size(outcomes, task, Scale.LARGE));
                for (Score score : large.scores()) {
                    String name = score.contestant().name();
                    add("| %s | %s | %s | %s | %s |", name, number(outcomes.cpuSeconds(task, Scale.SMALL, name)),
                            number(outcomes.cpuSeconds(task, Scale.MEDIUM, name)),
                            number(outcomes.cpuSeconds(task, Scale.LARGE, name)),
                            number(outcomes.slope(task, name)));
                }
                add("");
            });
        }
    }

    private void job(Outcome outcome) {
        Score levada = outcome.scores().getFirst();
        add("### %s, %s (rounds: %d)\n", outcome.job().task().title(), megabytes(outcome.bytesIn()),
                levada.rounds().size());
        add("| | CPU s | CPU s/GB | Levada's CPU to it, paired | elapsed s | peak MiB | output |\n|---|---|---|---|---|---|---|");
        for (Score score : outcome.scores()) {
            String name = score.contestant().name();
            if (score.failure().isPresent()) {
                add("| %s | fails | | | | | |", name);
                continue;
            }
            add("| %s | %s | %s | %s | %s | %.0f | %s |", name, number(score.cpuSeconds()),
                    number(score.cpuSeconds() / outcome.bytesIn() * 1e9),
                    score == levada ? "" : number(levada.pairedRatio(score, Usage::cpuSeconds)),
                    number(score.wallSeconds()), score.peakMiB(),
                    score.contestant().writes() ? megabytes(score.bytesOut()) : "none");
        }
        add("");
    }

    private static String size(Outcomes outcomes, Task task, Scale scale) {
        return outcomes.outcome(task, scale).map(outcome -> megabytes(outcome.bytesIn())).orElse("");
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%,.0f MB", bytes / 1e6);
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "" : String.format(Locale.ROOT, value < 20 ? "%.2f" : "%.0f", value);
    }

    private void add(String line, Object... values) {
        page.append(values.length == 0 ? line : String.format(Locale.ROOT, line, values)).append('\n');
    }
}

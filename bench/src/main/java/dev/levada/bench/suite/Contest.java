package dev.levada.bench.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Runs a job: everyone in turn, round after round, on the same file; what they wrote must be the same records.
final class Contest {

    private final Path data;
    private final Path output;
    private final Meter meter;
    private final RecordDigest digest = new RecordDigest();

    Contest(Path data, Path output, Meter meter) {
        this.data = data;
        this.output = output;
        this.meter = meter;
    }

    /** What a job came to, in the order of its contestants, Levada first. */
    record Outcome(Job job, long bytesIn, List<Score> scores) {
    }

    Outcome run(Job job) throws IOException, InterruptedException {
        job.input().warm(data);
        List<Score> scores = new ArrayList<>(
                job.contestants().stream().map(who -> new Score(who, List.of(), 0, Optional.empty())).toList());
        String expected = "";
        for (int round = 0; round < job.rounds(); round++) {
            for (int i = 0; i < scores.size(); i++) {
                Score before = scores.get(i);
                if (before.failure().isPresent() || (round > 0 && before.contestant().pace() == Contestant.Pace.ONCE)) {
                    continue;
                }
                Score score = run(job, before);
                scores.set(i, score);
                if (round == 0 && score.failure().isEmpty() && score.contestant().writes()) {
                    expected = check(job, score.contestant(), expected);
                }
            }
        }
        clear();
        return new Outcome(job, job.input().plainBytes(data), List.copyOf(scores));
    }

    /** What everyone has to write is what the first, Levada, has written. */
    private String check(Job job, Contestant who, String expected) throws IOException {
        String found = digest.of(outputs());
        if (!expected.isEmpty() && !found.equals(expected)) {
            throw new IOException("%s, %s: expected what Levada wrote, %s, got %s".formatted(job.task().title(),
                    who.name(), expected, found));
        }
        return found;
    }

    private Score run(Job job, Score before) throws IOException, InterruptedException {
        clear();
        Files.createDirectories(output);
        Contestant who = before.contestant();
        try {
            Usage usage = meter.run(who.command(job.input().in(data), output));
            long bytes = 0;
            for (Path file : outputs()) {
                bytes += Files.size(file);
            }
            System.err.printf("  %-22s %6.2f CPU s %6.2f s %5.0f MiB%n", who.name(), usage.cpuSeconds(),
                    usage.wallSeconds(), usage.peakMiB());
            return before.plus(usage, bytes);
        } catch (IOException e) {
            if (who.equals(job.contestants().getFirst())) {
                throw e; // it is Levada's own benchmark
            }
            System.err.printf("  %-22s %s%n", who.name(), e.getMessage());
            return new Score(who, List.of(), 0, Optional.of(e.getMessage()));
        }
    }

    private List<Path> outputs() throws IOException {
        try (Stream<Path> files = Files.walk(output)) {
            return files.filter(
                    file -> file.getFileName().toString().contains(".ndjson") && !file.toString().contains("/rejects/"))
                    .sorted().toList();
        }
    }

    private void clear() throws IOException {
        if (Files.exists(output)) {
            try (Stream<Path> files = Files.walk(output)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}

package dev.levada.bench.suite;

import dev.levada.bench.suite.Contest.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Runs the programme and writes the page: `Suite ROOT WORK [OPTION...]`, started by `bench/run`, which owns the folder WORK.
public final class Suite {

    public static void main(String[] args) throws IOException, InterruptedException {
        Path root = Path.of(args[0]);
        Path work = Path.of(args[1]);
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        List<String> words = List.of(args).subList(2, args.length);
        Options options;
        try {
            options = Options.of(words);
        } catch (IllegalArgumentException e) {
            System.err.println("bench/run: " + e.getMessage());
            System.exit(2);
            return;
        }
        Path data = Files.createDirectories(options.data().orElse(work.resolve("data")).toAbsolutePath());
        Contest contest = new Contest(data, work.resolve("output"), new Meter(java, work.resolve("errors")));
        List<Job> jobs = Jobs.of(options, new Contestants(root, java));
        for (Job job : jobs) {
            System.err.println("making " + job.input().in(data).getFileName());
        }
        List<String> machine = new Machine(root, java).facts();
        double before = Machine.load();
        List<Outcome> outcomes = new ArrayList<>();
        for (Job job : jobs) {
            System.err.println(job.task().title() + ", " + job.input().in(data).getFileName());
            outcomes.add(contest.run(job));
            // After every job: a suite takes long, and one that is interrupted has still measured something.
            Files.writeString(options.report(),
                    Report.of(new Outcomes(outcomes), machine, before, Machine.load(), options.command()));
        }
        System.out.println(Files.readString(options.report()));
    }

    private Suite() {
    }
}

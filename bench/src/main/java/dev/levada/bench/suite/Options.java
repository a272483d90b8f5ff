package dev.levada.bench.suite;

import dev.levada.bench.suite.Job.Scale;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The command line of `bench/run`, which documents it.
record Options(List<Long> users, Optional<Path> data, int rounds, int largeRounds, Pattern only, Path report) {

    static Options of(List<String> arguments) {
        Options options = new Options(List.of(100_000L, 1_000_000L, 3_000_000L), Optional.empty(), 5, 2,
                Pattern.compile(""),
                Path.of("docs/performance.md"));
        for (Iterator<String> words = arguments.iterator(); words.hasNext();) {
            String name = words.next();
            if (!words.hasNext()) {
                throw new IllegalArgumentException("expected a value after " + name + ", got nothing");
            }
            options = options.with(name, words.next());
        }
        return options;
    }

    private Options with(String name, String value) {
        return switch (name) {
            case "--users" -> new Options(sizes(value), data, rounds, largeRounds, only, report);
            case "--data" -> new Options(users, Optional.of(Path.of(value)), rounds, largeRounds, only, report);
            case "--rounds" -> new Options(users, data, Integer.parseInt(value), largeRounds, only, report);
            case "--large-rounds" -> new Options(users, data, rounds, Integer.parseInt(value), only, report);
            case "--only" -> new Options(users, data, rounds, largeRounds, Pattern.compile(value), report);
            case "--report" -> new Options(users, data, rounds, largeRounds, only, Path.of(value));
            default -> throw new IllegalArgumentException("expected an option (see bench/run --help), got " + name);
        };
    }

    private static List<Long> sizes(String value) {
        List<Long> sizes = Arrays.stream(value.split(",")).map(Long::valueOf).sorted().toList();
        if (sizes.size() != Scale.values().length) {
            throw new IllegalArgumentException("expected three numbers of users, got " + value);
        }
        return sizes;
    }

    /** The command that measures the same, wherever the exports and the page lie. */
    String command() {
        String sizes = users.stream().map(String::valueOf).collect(Collectors.joining(","));
        return "bench/run --users %s --rounds %d --large-rounds %d%s".formatted(sizes, rounds, largeRounds,
                only.pattern().isEmpty() ? "" : " --only '" + only + "'");
    }

    long users(Scale scale) {
        return users.get(scale.ordinal());
    }

    int rounds(Scale scale) {
        return scale == Scale.SMALL ? rounds : largeRounds;
    }
}

package dev.levada.bench.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What the figures were measured on and with.
final class Machine {

    private final Path root;
    private final Path java;

    Machine(Path root, Path java) {
        this.root = root;
        this.java = java;
    }

    /** How many processes ran or waited to run, on average over the last minute. */
    static double load() throws IOException {
        return Double.parseDouble(Files.readString(Path.of("/proc/loadavg")).split(" ")[0]);
    }

    List<String> facts() throws IOException {
        List<String> facts = new ArrayList<>();
        facts.add("%d × %s, %.0f GiB, %s %s".formatted(Runtime.getRuntime().availableProcessors(),
                line("/proc/cpuinfo", "model name"),
                Long.parseLong(line("/proc/meminfo", "MemTotal").replaceAll("\\D", "")) / 1048576.0,
                System.getProperty("os.name"),
                System.getProperty("os.version")));
        facts.add(Contestants.output(List.of(root.resolve("levada").toString(), "--version")) + ", commit "
                + version("git", "-C", root.toString(), "describe", "--always", "--dirty"));
        facts.add(version(java.toString(), "--version"));
        facts.add("DuckDB JDBC, Jackson, fastjson2, dsl-json, avaje-jsonb: the versions in `bench/pom.xml`");
        facts.add(
                version("jq", "--version") + ", " + version("gzip", "--version") + ", " + version("zstd", "--version"));
        facts.add(version("python3", "--version") + ", ijson on its C backend where installed");
        return facts;
    }

    private static String version(String... command) {
        try {
            return Contestants.output(List.of(command)).lines().findFirst().orElse(command[0]).replace("*", "").strip();
        } catch (IOException e) {
            return "no " + command[0];
        }
    }

    private static String line(String file, String name) throws IOException {
        return Files.readAllLines(Path.of(file)).stream().filter(line -> line.startsWith(name)).findFirst()
                .map(line -> line.substring(line.indexOf(':') + 1).strip()).orElse("unknown");
    }
}

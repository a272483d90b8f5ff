package dev.levada.bench.suite;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Everyone who takes part, as users start them. Java peers get Levada's own collector and heap limit.
final class Contestants {

    private static final List<String> PYTHONS = List.of("python3", "/usr/bin/python3", "/usr/local/bin/python3");

    private final Path root;
    private final Path java;

    Contestants(Path root, Path java) {
        this.root = root;
        this.java = java;
    }

    Contestant users(Packing packing) {
        return new Contestant("**levada**", levada("--pipeline", "users", "--compression", packing.title()));
    }

    Contestant identity() {
        return new Contestant("**levada**", levada("--compression", "none"));
    }

    /** Two threads, if this Levada has them. */
    Optional<Contestant> twoThreads() throws IOException {
        String help = output(List.of(root.resolve("levada").toString(), "run", "--help"));
        return help.contains("--threads")
                ? Optional.of(new Contestant("**levada --threads 2**",
                        levada("--pipeline", "users", "--compression", "none", "--threads", "2")))
                : Optional.empty();
    }

    private List<String> levada(String... options) {
        List<String> command = new ArrayList<>(
                List.of(root.resolve("levada").toString(), "run", "{in}", "--output", "{out}", "--quiet"));
        command.addAll(List.of(options));
        return command;
    }

    Contestant peer(String name, Packing packing) {
        Path target = root.resolve("bench/target");
        String machine = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
        return new Contestant(name,
                List.of(java.toString(), "-XX:+UseSerialGC", "-Xmx64m", "--enable-native-access=ALL-UNNAMED",
                        "-Djava.library.path=" + target.resolve("duckdb").resolve(machine), "-cp",
                        target.resolve("classes") + ":" + target.resolve("duckdb") + ":" + target.resolve("lib") + "/*",
                        "dev.levada.bench.peer.Peer", name, "{in}", "{out}/rows.ndjson" + packing.suffix()));
    }

    /** A Python that has the module, wherever one is installed. */
    Optional<Contestant> python(String module) {
        String script = root.resolve("bench/src/main/python/users.py").toString();
        return PYTHONS.stream().filter(python -> works(python, "-c", "import " + module)).findFirst()
                .map(python -> new Contestant("Python " + module,
                        List.of(python, script, module, "{in}", "{out}/rows.ndjson")));
    }

    Optional<Contestant> jq() {
        return works("jq", "--version")
                ? Optional.of(new Contestant("jq -c '.[]'",
                        List.of("sh", "-c", "exec jq -c '.[]' \"$0\" > \"$1\"", "{in}", "{out}/rows.ndjson")))
                : Optional.empty();
    }

    /** Decompression alone, by `gzip` or `zstd`. */
    Optional<Contestant> decompression(Packing packing) {
        return works(packing.title(), "--version")
                ? Optional.of(new Contestant(packing.title() + " -dc", List.of(packing.title(), "-dc", "{in}")))
                : Optional.empty();
    }

    private static boolean works(String... command) {
        try {
            output(List.of(command));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** What a command prints; throws where it cannot be started or its status is not 0. */
    static String output(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (process.waitFor() != 0) {
                throw new IOException(command.getFirst() + ": " + output);
            }
            return output;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}

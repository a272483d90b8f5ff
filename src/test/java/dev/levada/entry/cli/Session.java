package dev.levada.entry.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Somebody who types commands in a folder and reads what they print.
final class Session {

    /// A definition with a few fields; `id` is required.
    static final String PEOPLE = """
            pipeline: people
            fields:
              id:   {from: /id, type: long, required: true}
              name: {from: /name, type: string}
            output: {format: ndjson, compression: none}
            """;

    private final Path folder;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    Session(Path folder) {
        this.folder = folder;
    }

    /// @return the exit code
    int type(String... arguments) {
        out.reset();
        err.reset();
        Terminal terminal = new Terminal(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8),
                input -> new ProgressDisplay.Silent());
        return Levada.execute(terminal, folder.resolve("demo"), arguments);
    }

    /// `levada run` with output below `out` and a report.
    int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of("run", "--output", path("out"), "--report", path("report.json")));
        all.addAll(List.of(arguments));
        return type(all.toArray(String[]::new));
    }

    String out() {
        return out.toString(UTF_8);
    }

    List<String> errors() {
        return err.toString(UTF_8).lines().toList();
    }

    String path(String name) {
        return folder.resolve(name).toString();
    }

    /// Writes a file and says where it is.
    String file(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text).toString();
    }

    JsonNode json(String name) throws IOException {
        return new ObjectMapper().readTree(folder.resolve(name).toFile());
    }

    /// The report of the last run, of its first input.
    JsonNode report() throws IOException {
        return json("report.json").get(0);
    }

    /// Files below the output that are for readers, in order.
    List<String> published(String output) throws IOException {
        Path root = folder.resolve(output);
        if (!Files.exists(root)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile).map(file -> root.relativize(file).toString())
                    .filter(name -> name.matches(".*/(data|rejects)/.*")).sorted().toList();
        }
    }

    /// Lines of all parts whose name holds `kind`.
    List<String> lines(String output, String kind) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String name : published(output)) {
            if (name.contains(kind)) {
                byte[] part = Files.readAllBytes(folder.resolve(output).resolve(name));
                InputStream stored = new ByteArrayInputStream(part);
                try (InputStream in = name.endsWith(".zst") ? new ZstdInputStream(stored) : stored) {
                    new String(in.readAllBytes(), UTF_8).lines().forEach(lines::add);
                }
            }
        }
        return lines;
    }
}

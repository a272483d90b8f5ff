package dev.levada.features;

import com.github.luben.zstd.ZstdInputStream;
import dev.levada.definition.Definitions;
import dev.levada.model.ObjectRef;
import dev.levada.model.PipelinePlan;
import dev.levada.run.FileStores;
import dev.levada.run.MemoryPlan;
import dev.levada.run.RunPlan;
import dev.levada.run.Runner;
import dev.levada.run.report.Manifest;
import dev.levada.run.report.Progress;
import dev.levada.run.report.RunReport;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/// A folder with exports and an output beside them: what a user has.
final class Workplace {

    private final Path folder;

    Workplace(Path folder) {
        this.folder = folder;
    }

    Path output() {
        return folder.resolve("out");
    }

    Path export(String name, String text) {
        return export(name, text.getBytes(StandardCharsets.UTF_8));
    }

    Path export(String name, byte[] bytes) {
        try {
            return Files.write(folder.resolve(name), bytes);
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
    }

    static PipelinePlan identity() {
        return Definitions.identity().plan();
    }

    static PipelinePlan definition(String yaml) {
        return Definitions.read("test.yaml", yaml.getBytes(StandardCharsets.UTF_8)).plan();
    }

    RunReport run(Path export, PipelinePlan plan) {
        return run(export, plan, RunPlan.Published.REPLACE_IF_CHANGED);
    }

    RunReport run(Path export, PipelinePlan plan, RunPlan.Published published) {
        ObjectRef ref = ObjectRef.file(export.toAbsolutePath().toString());
        return new Runner(FileStores.of(output()), MemoryPlan.ofThisProcess())
                .run(new RunPlan(export.toString(), ref, plan, published), Progress.Watcher.NONE);
    }

    Manifest manifest(RunReport report) {
        try {
            return Manifest.read(Files.readAllBytes(Path.of(report.manifest())), report.manifest());
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
    }

    /// Lines of the published rows.
    List<String> rows(RunReport report) {
        return lines(report, "data");
    }

    /// Lines of the published rejects.
    List<String> rejects(RunReport report) {
        return lines(report, "rejects");
    }

    private List<String> lines(RunReport report, String destination) {
        return manifest(report).parts().stream().filter(part -> part.destination().equals(destination))
                .map(part -> new String(plain(output().resolve(part.key())), StandardCharsets.UTF_8))
                .flatMap(String::lines).toList();
    }

    /// A part, decompressed by other means than ours.
    static byte[] plain(Path part) {
        try {
            byte[] packed = Files.readAllBytes(part);
            InputStream stored = new ByteArrayInputStream(packed);
            String name = part.toString();
            try (InputStream in = name.endsWith(".gz")
                    ? new GZIPInputStream(stored)
                    : name.endsWith(".zst") ? new ZstdInputStream(stored) : stored) {
                return in.readAllBytes();
            }
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
    }

    /// Everything below the output, but ledger and locks.
    List<String> files() {
        if (!Files.exists(output())) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(output())) {
            return files.filter(Files::isRegularFile).map(file -> output().relativize(file).toString())
                    .filter(name -> !name.startsWith("_levada")).sorted().collect(Collectors.toList());
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
    }
}

package dev.levada.entry.cli;

import dev.levada.definition.BadDefinition;
import dev.levada.definition.Definition;
import dev.levada.definition.Definitions;
import dev.levada.model.PipelinePlan;
import dev.levada.run.Pipelines;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;

/// Finds the definition that is meant by a file or by the name of one that ships with Levada.
final class PipelineChoice {

    /// Of commands that pass records on as they are where none is chosen.
    static final Argument<String> OR_IDENTITY = Argument
            .option("--pipeline", "FILE|NAME", "A definition, or the name of one that ships with Levada (${default}).")
            .otherwise("identity");

    private PipelineChoice() {
    }

    /// What is a file, or looks like one, is a file; anything else is a name.
    ///
    /// @throws UsageError if there is none, or if it has errors: all of them
    static Definition of(String fileOrName) {
        Optional<Path> file = file(fileOrName);
        try {
            if (file.isPresent()) {
                return Definitions.read(fileOrName, Files.readAllBytes(file.get()));
            }
            return fileOrName.equals(Definitions.identity().plan().name())
                    ? Definitions.identity()
                    : shipped(fileOrName);
        } catch (BadDefinition bad) {
            throw UsageError.of(bad);
        } catch (NoSuchFileException none) {
            throw new UsageError("expected a definition at " + fileOrName + ", got no such file", none);
        } catch (IOException trouble) {
            throw new UsageError("expected a definition at " + fileOrName + ", got a file that cannot be read",
                    trouble);
        }
    }

    private static Optional<Path> file(String text) {
        try {
            Path path = Path.of(text);
            boolean named = text.matches(".*(/|\\.(yaml|yml|json)$).*");
            return named || (Files.exists(path) && !Files.isDirectory(path)) ? Optional.of(path) : Optional.empty();
        } catch (InvalidPathException noFileHasSuchAName) {
            return Optional.empty();
        }
    }

    private static Definition shipped(String name) throws IOException {
        String resource = "/pipelines/" + name + ".yaml";
        try (InputStream definition = PipelineChoice.class.getResourceAsStream(resource)) {
            if (definition == null || !name.matches("[a-z0-9-]+")) {
                String known = Pipelines.ofPackage().all().stream().map(PipelinePlan::name)
                        .collect(Collectors.joining(", "));
                throw new UsageError("expected a file or one of " + known + ", identity, got " + name);
            }
            return Definitions.read(name + ".yaml", definition.readAllBytes());
        }
    }
}

package dev.levada.run;

import dev.levada.definition.BadDefinition;
import dev.levada.definition.Definitions;
import dev.levada.definition.Problem;
import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import dev.levada.model.PipelinePlan;
import dev.levada.run.state.Documents;
import dev.levada.run.state.FileDocuments;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/// The pipelines of an installation, read and checked once.
public final class Pipelines {

    /// Which pipeline takes an object.
    public sealed interface Match {

        /// This one.
        record One(PipelinePlan pipeline) implements Match {
        }

        /// Not one.
        record None() implements Match {
        }

        /// More than one, by name; nobody may guess which is meant.
        record Several(List<String> names) implements Match {
            public Several {
                names = List.copyOf(names);
            }
        }
    }

    /// Of the definitions in a jar.
    private static final String FOLDER = "pipelines/";

    private final List<PipelinePlan> plans;

    /// @param plans checked, by name
    Pipelines(List<PipelinePlan> plans) {
        this.plans = plans;
    }

    /// Those that ship with the project: `pipelines/*.yaml` beside our classes, in a jar or in a folder.
    public static Pipelines ofPackage() {
        // A file of ours that is surely there tells where we are: not every jar has entries for its folders.
        URL ours = Pipelines.class.getResource("/dev/levada/version.properties");
        try {
            if (ours.openConnection() instanceof JarURLConnection jar) {
                return of(definitions(jar.getJarFile()), "the package");
            }
            return of(new FileDocuments(Path.of(ours.toURI()).getParent().resolve("../../pipelines").normalize()));
        } catch (IOException | URISyntaxException trouble) {
            throw new Failure(FailureCode.UNREADABLE, "expected the definitions in the package, got "
                    + trouble.getClass().getSimpleName(), trouble);
        }
    }

    /// By name, those in the folder itself.
    ///
    /// @param jar is not closed: whoever connects to it by its URL shares it
    static Map<String, byte[]> definitions(JarFile jar) throws IOException {
        Map<String, byte[]> definitions = new TreeMap<>();
        for (JarEntry entry : Collections.list(jar.entries())) {
            String inFolder = entry.getName().startsWith(FOLDER) ? entry.getName().substring(FOLDER.length()) : "";
            if (isDefinition(inFolder)) {
                try (InputStream in = jar.getInputStream(entry)) {
                    definitions.put(inFolder, in.readAllBytes());
                }
            }
        }
        return definitions;
    }

    /// All definitions (`.yaml`, `.yml`, `.json`) of a place, not those of folders in it.
    ///
    /// @throws BadDefinition with all problems of all definitions
    /// @throws Failure UNREADABLE if there is none: an installation that ignores every object is no installation
    public static Pipelines of(Documents documents) {
        Map<String, byte[]> definitions = new TreeMap<>();
        documents.list("").stream().filter(Pipelines::isDefinition)
                // Listed and gone: somebody replaces the definitions at this moment, and the listing is out of date.
                .forEach(key -> documents.read(key).ifPresent(document -> definitions.put(key, document)));
        return of(definitions, documents.uri(""));
    }

    private static boolean isDefinition(String name) {
        return name.indexOf('/') < 0 && (name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json"));
    }

    private static Pipelines of(Map<String, byte[]> definitions, String place) {
        List<Problem> problems = new ArrayList<>();
        List<PipelinePlan> plans = new ArrayList<>();
        definitions.forEach((key, document) -> read(key, document, plans, problems));
        if (!problems.isEmpty()) {
            throw new BadDefinition(problems);
        }
        if (plans.isEmpty()) {
            throw new Failure(FailureCode.UNREADABLE, "expected definitions at " + place + ", got none");
        }
        plans.sort(Comparator.comparing(PipelinePlan::name));
        return new Pipelines(List.copyOf(plans));
    }

    private static void read(String key, byte[] document, List<PipelinePlan> plans, List<Problem> problems) {
        try {
            PipelinePlan plan = Definitions.read(key, document).plan();
            if (plans.stream().anyMatch(other -> other.name().equals(plan.name()))) {
                problems.add(new Problem(key, 1, 1, FailureCode.BAD_DEFINITION,
                        "expected a name of its own, got " + plan.name() + ", which another definition has"));
            }
            plans.add(plan);
        } catch (BadDefinition bad) {
            problems.addAll(bad.problems());
        }
    }

    /// All of them, by name.
    public List<PipelinePlan> all() {
        return plans;
    }

    /// The pipeline of this name.
    public Optional<PipelinePlan> named(String name) {
        return plans.stream().filter(plan -> plan.name().equals(name)).findFirst();
    }

    /// Which pipeline takes the object of this key, by its `source.match`.
    public Match forKey(String key) {
        List<PipelinePlan> taking = plans.stream()
                .filter(plan -> plan.match() != null && Definitions.matches(plan.match(), key)).toList();
        return switch (taking.size()) {
            case 0 -> new Match.None();
            case 1 -> new Match.One(taking.getFirst());
            default -> new Match.Several(taking.stream().map(PipelinePlan::name).toList());
        };
    }
}

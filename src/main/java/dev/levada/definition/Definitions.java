package dev.levada.definition;

import dev.levada.model.Compression;
import dev.levada.model.Damage;
import dev.levada.model.Format;
import dev.levada.model.MappingPlan;
import dev.levada.model.PipelinePlan;
import dev.levada.model.Sha256;
import dev.levada.model.Shape;
import java.util.List;
import java.util.Optional;

/// Reads and checks pipeline definitions (`docs/pipeline-reference.md`).
public final class Definitions {

    private static final Definition IDENTITY = new Definition(
            new PipelinePlan(PipelineSpec.IDENTITY, null, new Shape.Auto(), PipelinePlan.MAX_RECORD_BYTES,
                    new MappingPlan.Identity(),
                    new PipelinePlan.Output(Format.NDJSON, Compression.NONE, PipelinePlan.Output.PART_BYTES),
                    PipelinePlan.Rejects.DEFAULT, Damage.FAIL),
            List.of());

    private Definitions() {
    }

    /// Reads a definition in YAML or JSON.
    ///
    /// @param name for messages; a suffix `.json`, `.yaml` or `.yml` says which of the two it is, else its first
    /// character does
    /// @param text in UTF-8, at most 1 MiB
    /// @throws BadDefinition with all mistakes
    public static Definition read(String name, byte[] text) {
        Problems problems = new Problems(name);
        Located root = LocatedReader.read(name, Source.decode(text, problems), problems);
        Definition definition = PipelineSpec.read(root, problems).check(problems);
        problems.throwIfAny();
        return definition;
    }

    /// What is run where no pipeline is given: every record is passed on as it is.
    public static Definition identity() {
        return IDENTITY;
    }

    /// The lower-case hex SHA-256 of everything in a plan that decides what its output is. Two definitions that differ
    /// only in their form, examples or `match` have the same.
    public static String digest(PipelinePlan plan) {
        return Sha256.hex(Canonical.of(plan));
    }

    /// What is wrong with a glob, if anything is.
    public static Optional<String> globMistake(String glob) {
        return Optional.ofNullable(Glob.mistake(glob));
    }

    /// Whether a `source.match` takes an object of this key.
    ///
    /// @param glob one that was checked: of a [PipelinePlan], or by [#globMistake]
    public static boolean matches(String glob, String key) {
        return Glob.compile(glob).matches(key);
    }
}

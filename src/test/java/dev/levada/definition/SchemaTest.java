package dev.levada.definition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.levada.model.Compression;
import dev.levada.model.Damage;
import dev.levada.model.Format;
import dev.levada.model.RejectCode;
import dev.levada.model.ValueType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The JSON Schema that editors complete, the checker and the reference speak of the same words.
final class SchemaTest {

    private static final String TEXT = text(Path.of("src/main/resources/dev/levada/pipeline.schema.json"));
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(TEXT, InputFormat.JSON);
    private static final String REFERENCE = text(Path.of("docs/pipeline-reference.md"));
    private static final String FIELDS = """
            pipeline: p
            fields: {id: {type: string}, n: {type: int}, any: {type: json}}
            """;

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
    }

    private static JsonNode schema(String pointer) throws IOException {
        return new ObjectMapper().readTree(TEXT).at(pointer);
    }

    /// What the schema says of a definition in YAML.
    private static List<String> errors(String yaml) {
        Located root = LocatedReader.read("p.yaml", yaml, new Problems("p.yaml"));
        return SCHEMA.validate(JsonText.of(root), InputFormat.JSON).stream().map(Object::toString).toList();
    }

    private static List<String> words(String properties) throws IOException {
        List<String> words = new ArrayList<>();
        schema(properties).fieldNames().forEachRemaining(words::add);
        assertFalse(words.isEmpty(), properties);
        return words;
    }

    private static List<String> values(String enumeration) throws IOException {
        List<String> values = new ArrayList<>();
        schema(enumeration).forEach(value -> values.add(value.textValue()));
        return values;
    }

    @Test
    void theSchemaIsItselfValid() {
        Schema dialect = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
        assertEquals(List.of(), dialect.validate(TEXT, InputFormat.JSON));
    }

    @Test
    void everySectionHasTheWordsOfTheChecker() throws IOException {
        assertEquals(new TreeSet<>(PipelineSpec.WORDS), new TreeSet<>(words("/properties")));
        assertEquals(SourceSection.WORDS, words("/properties/source/properties"));
        assertEquals(SourceSection.RECORDS_WORDS, words("/properties/source/properties/records/anyOf/2/properties"));
        assertEquals(FieldSection.WORDS, words("/$defs/field/properties"));
        assertEquals(ConditionSection.WORDS, words("/$defs/condition/properties"));
        assertEquals(OutputSection.WORDS, words("/properties/output/properties"));
        assertEquals(RejectsSection.WORDS, words("/properties/rejects/properties"));
        assertEquals(ExampleSection.WORDS, words("/$defs/example/properties"));
        assertEquals(ExampleSection.REJECT_WORDS, words("/$defs/example/properties/reject/properties"));
    }

    @Test
    void everyChoiceIsThatOfTheChecker() throws IOException {
        assertEquals(Stream.of(ValueType.values()).map(ValueType::word).toList(),
                values("/$defs/field/properties/type/enum"));
        assertEquals(Stream.of(Format.values()).map(Format::word).toList(),
                values("/properties/output/properties/format/enum"));
        assertEquals(Stream.of(Compression.values()).map(Compression::word).toList(),
                values("/properties/output/properties/compression/enum"));
        assertEquals(Stream.of(Damage.values()).map(Damage::word).toList(), values("/properties/damage/enum"));
        assertEquals(Stream.of(RejectCode.values()).map(RejectCode::name).toList(),
                values("/$defs/example/properties/reject/properties/code/enum"));
        List<String> steps = new ArrayList<>(values("/$defs/step/anyOf/0/enum"));
        steps.addAll(words("/$defs/step/anyOf/1/properties"));
        assertEquals(ApplySection.WORDS, steps);
    }

    @ParameterizedTest
    @ValueSource(strings = {"users.yaml", "address-blocks.yaml"})
    void everyShippedDefinitionIsValid(String name) {
        assertEquals(List.of(), errors(text(Path.of("pipelines", name))));
    }

    static Stream<String> ofTheReference() {
        Matcher block = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL).matcher(REFERENCE);
        return block.results().map(found -> found.group(1))
                .map(yaml -> yaml.startsWith("pipeline:") ? yaml : "pipeline: p\n" + yaml);
    }

    @ParameterizedTest
    @MethodSource("ofTheReference")
    void everyExampleOfTheReferenceIsValidAndTaken(String yaml) {
        assertEquals(List.of(), errors(yaml));
        assertNotNull(Definitions.read("p.yaml", yaml.getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"source: {records: auto}", "source: {records: /realm/*/users}",
            "source: {records: \"map:\"}",
            "source: {records: map:/a}", "source: {records: {map: \"\"}}", "source: {max-record-bytes: 1024}",
            "rejects: {fail-above: 0.5%, at-least: 20, keep-raw: 64KiB}", "rejects: {fail-above: 100}",
            "output: {part-bytes: 5368709120}", "where: [{field: id, in: [a]}, {field: n, is-null: true}]",
            "examples: [{in: [1], reject: {code: WRONG_TYPE}}]", "$schema: x"})
    void whatTheCheckerTakesTheSchemaTakes(String written) {
        assertEquals(List.of(), errors(FIELDS + written));
        assertNotNull(Definitions.read("p.yaml", (FIELDS + written).getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{type: strin}", "{type: string, requierd: true}", "{type: string, from: user}",
            "{type: string, from: /a/*}", "{type: string, from: /a~2}", "{type: string, required: maybe}",
            "{type: string, required: true, default: x}", "{type: string, default: null}", "{type: string, min: 1}",
            "{type: int, min: many}", "{type: boolean, one-of: [true]}", "{type: string, one-of: []}",
            "{type: string, one-of: [1]}", "{type: int, one-of: [a]}", "{type: string, one-of: [a, a]}",
            "{type: int, pattern: a}", "{type: date, max-length: 3}", "{type: string, max-length: 0}",
            "{type: string, apply: trim}", "{type: string, apply: []}", "{type: string, apply: [trimm]}",
            "{type: string, apply: [truncate]}", "{type: string, apply: [{truncate: 0}]}", "string",
            "{type: string, jsonata: x}", "{type: string, hook: x}"})
    void whatTheCheckerRefusesOfAFieldTheSchemaRefuses(String written) {
        String definition = "pipeline: p\nfields:\n  f: " + written + "\n";
        assertFalse(errors(definition).isEmpty(), written);
        assertFalse(ProblemTable.of(definition).isEmpty(), written);
    }

    @ParameterizedTest
    @ValueSource(strings = {"source: {match: \"\"}", "source: {records: jsonl}", "source: {records: /a~b}",
            "source: {records: \"\"}", "source: {records: {map: users}}", "source: {macht: x}",
            "source: {max-record-bytes: 1023}", "source: {max-record-bytes: large}", "source:",
            "output: {format: parquet}",
            "output: {compression: zip}", "output: {partition-by: n}", "output: {spill: true}",
            "rejects: {fail-above: 101%}",
            "rejects: {fail-above: -1}", "rejects: {at-least: 0}", "rejects: {keep-raw: 65537}", "damage: ignore",
            "where: []", "where: {in: [x]}", "where: {field: id}", "where: {field: id, in: []}",
            "where: {field: id, in: [x], is-null: true}", "where: {field: id, is-null: no}",
            "where: {field: any, in: [null]}",
            "examples: []", "examples: [{in: 1}]", "examples: [{row: {}}]", "examples: [{in: 1, filtered: false}]",
            "examples: [{in: 1, reject: {}}]", "examples: [{in: 1, reject: {code: BAD}}]", "jsonata: x", "hook: x",
            "checkpoint: {}", "exmaples: []"})
    void whatTheCheckerRefusesOfASectionTheSchemaRefuses(String written) {
        assertFalse(errors(FIELDS + written).isEmpty(), written);
        assertFalse(ProblemTable.of(FIELDS + written).isEmpty(), written);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pipeline: p", "fields: {id: {type: int}}", "pipeline: Users\nfields: {id: {type: int}}",
            "pipeline: identity\nfields: {id: {type: int}}", "pipeline: p\nfields: {}",
            "pipeline: p\nfields: {\"\": {type: int}}",
            "- p"})
    void whatTheCheckerRefusesOfAFileTheSchemaRefuses(String definition) {
        assertFalse(errors(definition).isEmpty());
        assertFalse(ProblemTable.of(definition).isEmpty());
    }

    @Test
    void everyWordOfTheSchemaIsInTheReference() throws IOException {
        Set<String> words = new TreeSet<>();
        collect(new ObjectMapper().readTree(TEXT), words);
        List<String> missing = words.stream()
                .filter(word -> !Pattern.compile("[`{, ]" + Pattern.quote(word) + "[`:, ]").matcher(REFERENCE).find())
                .toList();
        assertEquals(List.of(), missing);
        assertTrue(words.size() > 70, () -> "found only " + words);
    }

    @Test
    void whatIsNotBuiltYetIsInTheReference() {
        Words.NOT_AVAILABLE.forEach(word -> assertTrue(REFERENCE.contains("`" + word + "`"), word));
    }

    private static void collect(JsonNode node, Set<String> words) {
        node.path("properties").fieldNames().forEachRemaining(words::add);
        node.path("enum").forEach(value -> words.add(value.textValue()));
        node.forEach(child -> collect(child, words));
    }
}

package dev.levada.definition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.levada.model.Compression;
import dev.levada.model.Condition;
import dev.levada.model.Damage;
import dev.levada.model.Decimal;
import dev.levada.model.FieldPlan;
import dev.levada.model.FieldPlan.From;
import dev.levada.model.Format;
import dev.levada.model.MappingPlan;
import dev.levada.model.PipelinePlan;
import dev.levada.model.Pointer;
import dev.levada.model.RejectCode;
import dev.levada.model.Shape;
import dev.levada.model.Step;
import dev.levada.model.ValueType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DefinitionsTest {

    private static final String SMALLEST = "pipeline: p\nfields: {id: {type: long}}\n";

    private static Definition read(String text) {
        return Definitions.read("p.yaml", text.getBytes(StandardCharsets.UTF_8));
    }

    private static PipelinePlan plan(String text) {
        return read(text).plan();
    }

    private static FieldPlan field(String name, String written) {
        PipelinePlan plan = plan("pipeline: p\nfields:\n  " + name + ": " + written);
        return assertInstanceOf(MappingPlan.Fields.class, plan.mapping()).fields().getFirst();
    }

    private static FieldPlan column(String name, From from, ValueType type, Step... steps) {
        return new FieldPlan(name, from, type, false, null, null, null, null, null, null, List.of(steps));
    }

    private static From at(String pointer) {
        return new From.Member(Pointer.parse(pointer));
    }

    @Test
    void whatIsNotWrittenHasItsDefault() {
        PipelinePlan expected = new PipelinePlan("p", null, new Shape.Auto(), 8 << 20,
                new MappingPlan.Fields(List.of(column("id", at("/id"), ValueType.LONG)), List.of()),
                new PipelinePlan.Output(Format.NDJSON, Compression.NONE, 128L << 20),
                new PipelinePlan.Rejects(100, 1, 0), Damage.FAIL);
        assertEquals(new Definition(expected, List.of()), read(SMALLEST));
    }

    @Test
    void everyDefaultWrittenOutIsTheSame() {
        String writtenOut = """
                pipeline: p
                source: {records: auto, max-record-bytes: 8MiB}
                fields: {id: {from: /id, type: long, required: false}}
                output: {format: ndjson, compression: none, part-bytes: 128MiB}
                rejects: {fail-above: 100%, at-least: 1, keep-raw: 0}
                damage: fail
                """;
        assertEquals(read(SMALLEST), read(writtenOut));
        assertEquals(read(SMALLEST), read(SMALLEST + "source: {}\noutput: {}\nrejects: {}\n"));
    }

    @Test
    void everyWordIsTaken() {
        PipelinePlan plan = plan("""
                pipeline: all-words
                source: {match: "in/**", records: {map: /users}, max-record-bytes: 1MiB}
                fields:
                  key:  {from: $key, type: string}
                  name: {from: /a~1b/0, type: string, required: true, pattern: "[a-z]+", max-length: 9,
                         apply: [trim, lower]}
                  n:    {type: int, default: 7, min: 0, max: 150, one-of: [7, 8]}
                  hash: {type: string, apply: [upper, sha256, {truncate: 16}]}
                  gone: {type: json, apply: [redact]}
                where:
                  - {field: n, in: [7]}
                  - {field: name, not-in: [x, "y"]}
                  - {field: hash, is-null: false}
                output: {format: csv, compression: gzip, part-bytes: 5MiB}
                rejects: {fail-above: 2.5%, at-least: 20, keep-raw: 64KiB}
                damage: keep
                """);
        FieldPlan name = new FieldPlan("name", at("/a~1b/0"), ValueType.STRING, true, null, null, null, null, "[a-z]+",
                9, List.of(new Step.Trim(), new Step.Lower()));
        FieldPlan n = new FieldPlan("n", at("/n"), ValueType.INT, false, "7", Decimal.of("0"), Decimal.of("150"),
                List.of("7", "8"), null, null, List.of());
        List<FieldPlan> fields = List.of(column("key", new From.Key(), ValueType.STRING), name, n,
                column("hash", at("/hash"), ValueType.STRING, new Step.Upper(), new Step.Sha256(),
                        new Step.Truncate(16)),
                column("gone", at("/gone"), ValueType.JSON, new Step.Redact()));
        List<Condition> where = List.of(new Condition.In("n", Set.of("7")),
                new Condition.NotIn("name", Set.of("x", "y")), new Condition.IsNull("hash", false));
        assertEquals(new PipelinePlan("all-words", "in/**", new Shape.MapAt(Pointer.parse("/users")), 1 << 20,
                new MappingPlan.Fields(fields, where), new PipelinePlan.Output(Format.CSV, Compression.GZIP, 5L << 20),
                new PipelinePlan.Rejects(2.5, 20, 65536), Damage.KEEP), plan);
    }

    @ParameterizedTest
    @CsvSource({"auto, auto", "array, array", "lines, lines", "documents, documents", "sequence, sequence",
            "/users, /users", "/realm/*/users, /realm/*/users", "map:/users, map:/users", "'\"map:\"', map:",
            "{map: /users}, map:/users", "'{map: \"\"}', map:", "{map: /a/*}, map:/a/*"})
    void recordsAreShapes(String written, String shape) {
        assertEquals(shape, plan(SMALLEST + "source: {records: " + written + "}").shape().toString());
    }

    @ParameterizedTest
    @CsvSource({"1024, 1024", "1KiB, 1024", "2MB, 2000000", "256MiB, 268435456", "268435456, 268435456"})
    void sizesAreNumbersOrHaveUnits(String written, int bytes) {
        assertEquals(bytes, plan(SMALLEST + "source: {max-record-bytes: " + written + "}").maxRecordBytes());
    }

    @ParameterizedTest
    @CsvSource({"5%, 5", "5, 5", "\"5\", 5", "0, 0", "0.5%, 0.5", "100, 100"})
    void sharesAreWrittenWithOrWithoutPercent(String written, double percent) {
        assertEquals(percent, plan(SMALLEST + "rejects: {fail-above: " + written + "}").rejects().failAbove());
    }

    @Test
    void oneConditionNeedsNoList() {
        String fields = "pipeline: p\nfields: {b: {type: boolean}}\n";
        assertEquals(plan(fields + "where: [{field: b, in: [true]}]"), plan(fields + "where: {field: b, in: [true]}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"no", "on", "yes", "y", "2024-01-01", "1:30", "0o7", "1.2.3", "nul", "\"7\"", "\"true\"",
            "\"null\"", "\"\"", "'a'"})
    void wordsThatOtherReadersConvertAreText(String written) {
        String text = written.replaceAll("[\"']", "");
        assertEquals(JsonText.quote(text), field("f", "{type: string, default: " + written + "}").fallback());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.10", "12345678901234567890", "-0", "-0.0", "1E+2", "1e400", "7"})
    void numbersKeepTheirDigits(String written) {
        assertEquals(written, field("f", "{type: decimal, default: " + written + "}").fallback());
        Definition definition = read("pipeline: p\nfields: {n: {type: json}}\nexamples: [{in: {n: [" + written
                + "]}, row: {n: " + written + "}}]");
        Example example = definition.examples().getFirst();
        assertEquals("{\"n\":[" + written + "]}", example.in());
        assertEquals(new Example.Row("{\"n\":" + written + "}"), example.expected());
    }

    @Test
    void aDefaultMayBeAnyJsonWhereTheTypeIs() {
        assertEquals("{\"a\":[1.0,true,null,\"x\"]}",
                field("f", "{type: json, default: {a: [1.0, true, null, x]}}").fallback());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{type: string, one-of: [free], default: \" Free \", apply: [trim, lower]}",
            "{type: string, pattern: \"[A-Z]+\", default: no, apply: [upper]}",
            "{type: string, max-length: 1, default: \"😀\"}", "{type: decimal, one-of: [1.0], default: 1}",
            "{type: int, min: -5, max: -5, default: -5}", "{type: date, default: 2024-02-29}",
            "{type: timestamp, default: \"2024-02-29t08:30:00.5+01:00\"}", "{type: double, default: 1e308}",
            "{type: long, default: -9223372036854775808}", "{type: boolean, default: false}"})
    void aDefaultIsCheckedAsAnyValueIs(String written) {
        assertNotNull(field("f", written).fallback());
    }

    @Test
    void aFieldComesFromTheMemberOfItsNameUnlessItSaysOtherwise() {
        assertEquals(new From.Member(new Pointer(List.of("a/b~c"))), field("a/b~c", "{type: int}").from());
        assertEquals(new From.Member(Pointer.ROOT), field("f", "{from: \"\", type: json}").from());
        assertEquals(at("/x/0"), field("f", "{from: /x/0, type: int}").from());
    }

    @Test
    void examplesAreReadWithTheirPlaces() {
        List<Example> examples = read("""
                pipeline: p
                fields:
                  id:   {from: $key, type: string}
                  name: {type: string}
                where: {field: name, is-null: false}
                examples:
                  - key: a
                    in:  {"name": "Zoë\\n"}
                    row: {"name": "Zoë\\n", "id": "a"}
                  - {key: b, in: {}, filtered: true}
                  - {key: c, in: {name: 7}, reject: {field: name, code: WRONG_TYPE}}
                  - {key: d, in: null, reject: {code: WRONG_TYPE}}
                """).examples();
        assertEquals(List.of(
                new Example("{\"name\":\"Zoë\\n\"}", "a", new Example.Row("{\"id\":\"a\",\"name\":\"Zoë\\n\"}"),
                        new Example.Places(new Place(7, 5), new Place(9, 10),
                                Map.of("name", new Place(9, 19), "id", new Place(9, 34)))),
                new Example("{}", "b", new Example.Filtered(), places(10, 32)),
                new Example("{\"name\":7}", "c", new Example.Reject("name", RejectCode.WRONG_TYPE), places(11, 37)),
                new Example("null", "d", new Example.Reject(null, RejectCode.WRONG_TYPE), places(12, 32))), examples);
    }

    private static Example.Places places(int line, int outcome) {
        return new Example.Places(new Place(line, 5), new Place(line, outcome), Map.of());
    }

    @Test
    void halfOfASurrogatePairIsEscaped() {
        Definition definition = read("pipeline: p\nfields: {s: {type: string}}\n"
                + "examples: [{in: {s: \"\\ud800\"}, reject: {code: NOT_APPLICABLE}}]");
        assertEquals("{\"s\":\"\\ud800\"}", definition.examples().getFirst().in());
    }

    @Test
    void jsonAndYamlSayTheSame() {
        String json = "{\"$schema\": \"x\", \"pipeline\": \"p\", \"fields\": {\"id\": {\"type\": \"long\"}}}";
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        assertEquals(read(SMALLEST), Definitions.read("p.json", bytes));
        assertEquals(read(SMALLEST), Definitions.read("config/p", bytes));
        assertEquals(read(SMALLEST), Definitions.read("p.yml", bytes));
    }

    @Test
    void byteOrderMarkCommentsAndUnusedAnchorsAreNoPart() {
        assertEquals(read(SMALLEST), read("\uFEFF" + SMALLEST));
        assertEquals(read(SMALLEST), read("# p\n---\n" + SMALLEST.replace("long", "&t long") + "# end\n"));
        assertEquals(read(SMALLEST), read(SMALLEST.replace("\n", "\r\n")));
    }

    @Test
    void identityPassesEverythingOn() {
        PipelinePlan plan = new PipelinePlan("identity", null, new Shape.Auto(), 8 << 20, new MappingPlan.Identity(),
                new PipelinePlan.Output(Format.NDJSON, Compression.NONE, 128L << 20),
                new PipelinePlan.Rejects(100, 1, 0), Damage.FAIL);
        assertEquals(new Definition(plan, List.of()), Definitions.identity());
    }
}

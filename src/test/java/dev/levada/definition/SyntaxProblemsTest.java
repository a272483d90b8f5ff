package dev.levada.definition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.levada.model.FailureCode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SyntaxProblemsTest {

    /// `↵` is a line feed, `⇥` a tab.
    @ParameterizedTest
    @CsvSource(delimiterString = " => ", quoteCharacter = '§', textBlock = """
            §§ => 1:1: expected a definition, got an empty file
            ↵↵ => 1:1: expected a definition, got an empty file
            §# a comment§ => 1:1: expected a definition, got an empty file
            p: q: r => 1:5: expected YAML, got an error mapping values are not allowed here
            p: [q↵r: s => 2:2: expected YAML, got an error while parsing a flow sequence, \
            expected ',' or ']', but got :
            p: "q => 1:6: expected YAML, got an error while scanning a quoted scalar, found unexpected end of stream
            ? [p]↵: 1 => 1:4: expected YAML: Expected a field name (Scalar value in YAML), \
            got this instead: a list or mapping
            """)
    void yamlThatIsNoneIsOneProblemWithItsPlace(String written, String problem) {
        assertEquals(List.of(problem), ProblemTable.of(written.replace('↵', '\n')));
    }

    @Test
    void aTabThatIndentsIsNamed() {
        List<String> problems = ProblemTable.of("pipeline: p\n\tfields: x");
        assertEquals(1, problems.size());
        assertTrue(problems.getFirst().startsWith("2:1: expected YAML"), problems::toString);
        assertTrue(problems.getFirst().contains("TAB"), problems::toString);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", quoteCharacter = '§', textBlock = """
            {"pipeline": "p",} => 1:18: expected JSON: Unexpected character ('}' (code 125)): \
            was expecting double-quote to start field name
            {"pipeline": "p" => 1:17: expected JSON: Unexpected end-of-input: expected close marker for Object
            {pipeline: p} => 1:2: expected JSON: Unexpected character ('p' (code 112)): \
            was expecting double-quote to start field name
            """)
    void jsonThatIsNoneIsOneProblemWithItsPlace(String written, String problem) {
        assertEquals(List.of(problem), ProblemTable.of("p.json", written));
        assertEquals(List.of(problem), ProblemTable.of("p", written));
    }

    @Test
    void onlyOneDocumentMayStandInAFile() {
        assertEquals(List.of("4:1: expected the end of the definition, got another document"),
                ProblemTable.of("pipeline: p\nfields: {id: {type: int}}\n---\npipeline: q\n"));
        assertEquals(List.of("1:51: expected the end of the definition, got another document"),
                ProblemTable.of("p.json", "{\"pipeline\": \"p\", \"fields\":{\"id\":{\"type\":\"int\"}}} {}"));
    }

    @Test
    void aDefinitionIsAMapping() {
        assertEquals(List.of("1:1: expected a mapping with pipeline, source, fields, where, output, rejects, damage, "
                + "examples or $schema, got a list"), ProblemTable.of("- pipeline: p"));
    }

    @Test
    void bytesThatAreNotUtf8HaveAPlace() {
        byte[] text = "pipeline: p\nfields: {x: {type: int}} # Zoë".getBytes(StandardCharsets.ISO_8859_1);
        assertEquals("p.yaml:2:30: expected UTF-8, got other bytes", ProblemTable.bad("p.yaml", text).getMessage());
        byte[] utf16 = "pipeline: p".getBytes(StandardCharsets.UTF_16);
        assertEquals("p.yaml:1:1: expected UTF-8, got other bytes", ProblemTable.bad("p.yaml", utf16).getMessage());
        byte[] cut = Arrays.copyOf("# é".getBytes(StandardCharsets.UTF_8), 3);
        assertEquals("p.yaml:1:3: expected UTF-8, got other bytes", ProblemTable.bad("p.yaml", cut).getMessage());
    }

    @Test
    void controlCharactersHaveAPlace() {
        assertEquals(List.of("2:3: expected text, got U+0001"), ProblemTable.of("pipeline: p\n# \u0001"));
    }

    @Test
    void aDefinitionIsAtMostOneMebibyte() {
        byte[] large = new byte[Source.LARGEST + 1];
        Arrays.fill(large, (byte) '#');
        assertEquals("p.yaml:1:1: expected a definition of at most 1 MiB, got 1048577 bytes",
                ProblemTable.bad("p.yaml", large).getMessage());
        assertEquals("p.yaml:1:1: expected a definition, got an empty file",
                ProblemTable.bad("p.yaml", Arrays.copyOf(large, Source.LARGEST)).getMessage());
    }

    @ParameterizedTest
    @CsvSource({"p.json, '[', 1", "p.json, '{\"a\":', 5", "p.yaml, '[', 1", "p.yaml, '{a: ', 4", "p.yaml, '- ', 2"})
    void deepNestingIsRefusedAndNotFollowed(String file, String level, int width) {
        List<String> problems = ProblemTable.of(file, level.repeat(Source.LARGEST / width));
        assertEquals(1, problems.size());
        assertTrue(problems.getFirst().endsWith("expected lists and mappings of at most 200 levels, got more"),
                problems::toString);
    }

    @Test
    void anAliasOfAliasesIsRefusedAndNotFollowed() {
        StringBuilder bomb = new StringBuilder("a: &a [x]\n");
        for (char c = 'b'; c <= 'z'; c++) {
            String before = "*" + (char) (c - 1);
            bomb.append(String.format("%s: &%s [%s, %s]%n", c, c, before, before));
        }
        List<String> problems = ProblemTable.of(bomb.toString());
        assertTrue(problems.contains("2:8: expected a value, got the alias `*a`: write the value out"),
                problems::toString);
    }

    @Test
    void allMistakesAreToldAtOnceInTheOrderOfTheirPlaces() {
        String definition = """
                pipeline: Users
                sauce: {records: lines}
                source: {match: 7}
                fields:
                  id: {type: long, required: yes}
                  id: {type: long}
                  age:
                    type: int
                    min: 1_000
                    maks: 150
                where: {field: agee, in: [1]}
                output: {format: parquet, compression: zip}
                rejects:
                  fail-above: 500%
                  at-least: 0
                examples:
                  - in: {"id": 1}
                    row: {"id": 1}
                """;
        assertEquals(List.of(
                "1:11: expected 1 to 63 of a-z, 0-9 and -, beginning with a letter or digit, got \"Users\"",
                "2:1: unknown key `sauce`, did you mean `source`?",
                "3:17: expected a glob such as \"exports/users/**\", got 7",
                "5:30: expected true or false, got \"yes\"",
                "6:3: expected each key once, got `id` again (first at 5:3)",
                "9:10: expected a number as JSON writes it, got `1_000`: put it in quotes if it is text",
                "10:5: unknown key `maks`, did you mean `max`?",
                "11:16: expected a field of this pipeline, got \"agee\", did you mean `age`?",
                "N 12:18: `parquet` is not available in this version",
                "12:40: expected none, gzip or zstd, got \"zip\", did you mean `gzip`?",
                "14:15: expected 0 to 100, with or without %, got \"500%\"",
                "15:13: expected a whole number from 1, got 0",
                "18:10: missing key `age`"), ProblemTable.of(definition));
    }

    @Test
    void aProblemSaysFileLineAndColumnAsCompilersDo() {
        BadDefinition bad = ProblemTable.bad("pipelines/users.yaml",
                "pipeline: 7\nfeilds: 8\n".getBytes(StandardCharsets.UTF_8));
        assertEquals("pipelines/users.yaml:1:11: expected the name of the pipeline, got 7\n"
                + "pipelines/users.yaml:2:1: unknown key `feilds`, did you mean `fields`?", bad.getMessage());
        assertEquals(new Problem("pipelines/users.yaml", 1, 11, FailureCode.BAD_DEFINITION,
                "expected the name of the pipeline, got 7"), bad.problems().getFirst());
    }

    @Test
    void aMessageIsOneLineOfBoundedLength() {
        List<String> problems = ProblemTable.of("pipeline: p\nsource: {records: \"a\\nb" + "x".repeat(5000)
                + "\"}\nfields: {id: {type: \"" + "y".repeat(5000) + "\"}}\n");
        assertEquals(2, problems.size());
        for (String problem : problems) {
            assertEquals(1, problem.lines().count());
            assertTrue(problem.length() < 600, problem);
        }
    }
}

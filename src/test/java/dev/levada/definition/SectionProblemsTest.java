package dev.levada.definition;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What can be wrong with the other parts of a definition, which stand in line 3.
final class SectionProblemsTest {

    private static final String AROUND = """
            pipeline: p
            fields: {id: {type: string}, n: {type: int}, any: {type: json}}
            """;

    private static final String SECTIONS = """
            source: {match: ""}
            -> 3:17: expected a glob of 1 to 1024 characters, got 0
            source: {match: "a/{b"}
            -> 3:17: expected } behind {, got "a/{b"
            source: {match: "{a{b}}"}
            -> 3:17: expected } before another {, got "{a{b}}"
            source: {match: 7}
            -> 3:17: expected a glob such as "exports/users/**", got 7
            source: {records: jsonl}
            -> 3:19: expected auto, array, lines, documents, sequence, a JSON Pointer such as /users or
               /realm/*/users, or map:/users, got jsonl
            source: {records: user}
            -> 3:19: expected auto, array, lines, documents, sequence, a JSON Pointer such as /users or
               /realm/*/users, or map:/users, got user
            source: {records: /a~b}
            -> 3:19: expected ~0 or ~1 in a JSON Pointer, got /a~b
            source: {records: {map: users}}
            -> 3:25: expected a JSON Pointer, which begins with /, got users
            source: {records: {mapp: /users}}
            -> 3:20: unknown key `mapp`, did you mean `map`?
            source: {records: {map: 7}}
            -> 3:25: expected a JSON Pointer such as /users, or "" for the whole document, got 7
            source: {records: [auto]}
            -> 3:19: expected auto, array, lines, documents, sequence, a JSON Pointer such as /users, or {map:
               /users}, got a list
            source: {records: 7}
            -> 3:19: expected auto, array, lines, documents, sequence, a JSON Pointer such as /users, or {map:
               /users}, got 7
            source: {max-record-bytes: 1023}
            -> 3:28: expected a size from 1KiB to 256MiB, got 1023
            source: {max-record-bytes: 257MiB}
            -> 3:28: expected a size from 1KiB to 256MiB, got "257MiB"
            source: {max-record-bytes: large}
            -> 3:28: expected a size such as 1048576, 512KiB or 8MiB, got "large"
            source: {max-record-bytes: true}
            -> 3:28: expected a size such as 1048576, 512KiB or 8MiB, got true
            source: {macht: x}
            -> 3:10: unknown key `macht`, did you mean `match`?
            source: exports
            -> 3:9: expected a mapping with match, records or max-record-bytes, got "exports"
            source:
            -> 3:8: expected a mapping with match, records or max-record-bytes, got null
            output: {format: parquet}
            -> N 3:18: `parquet` is not available in this version
            output: {format: cvs}
            -> 3:18: expected ndjson or csv, got "cvs", did you mean `csv`?
            output: {format: xml}
            -> 3:18: expected ndjson or csv, got "xml"
            output: {compression: zip}
            -> 3:23: expected none, gzip or zstd, got "zip", did you mean `gzip`?
            output: {compression: 7}
            -> 3:23: expected none, gzip or zstd, got 7
            output: {part-bytes: 5MB}
            -> 3:22: expected a size from 5MiB to 5GiB, got "5MB"
            output: {part-bytes: 6GiB}
            -> 3:22: expected a size from 5MiB to 5GiB, got "6GiB"
            output: {partition-by: country}
            -> N 3:10: `partition-by` is not available in this version
            output: {spill: true}
            -> N 3:10: `spill` is not available in this version
            rejects: {fail-above: 101%}
            -> 3:23: expected 0 to 100, with or without %, got "101%"
            rejects: {fail-above: -1}
            -> 3:23: expected 0 to 100, with or without %, got -1
            rejects: {fail-above: some}
            -> 3:23: expected 0 to 100, with or without %, got "some"
            rejects: {fail-above: [5]}
            -> 3:23: expected 0 to 100, with or without %, got a list
            rejects: {at-least: 0}
            -> 3:21: expected a whole number from 1, got 0
            rejects: {at-least: 1.5}
            -> 3:21: expected a whole number from 1, got 1.5
            rejects: {keep-raw: 65KiB}
            -> 3:21: expected a size from 0 to 64KiB, got "65KiB"
            rejects: {fail_above: 5%}
            -> 3:11: unknown key `fail_above`, did you mean `fail-above`?
            damage: ignore
            -> 3:9: expected fail or keep, got "ignore"
            damage: false
            -> 3:9: expected fail or keep, got false
            <<: {damage: fail}
            -> 3:1: unknown key `<<`, expected pipeline, source, fields, where, output, rejects, damage, examples or
               $schema
            exmaples: []
            -> 3:1: unknown key `exmaples`, did you mean `examples`?
            """;

    private static final String CONDITIONS = """
            where: {}
            -> 3:8: missing key `field`
            -> 3:8: expected one of `in`, `not-in` or `is-null`, got none
            where: []
            -> 3:8: expected at least one condition, got an empty list
            where: [a]
            -> 3:9: expected a mapping with field, in, not-in or is-null, got "a"
            where: {field: b, in: [x]}
            -> 3:16: expected a field of this pipeline, got "b"
            where: {field: idd, in: [x]}
            -> 3:16: expected a field of this pipeline, got "idd", did you mean `id`?
            where: {in: [x]}
            -> 3:8: missing key `field`
            where: {field: id}
            -> 3:8: expected one of `in`, `not-in` or `is-null`, got none
            where: {field: id, in: [x], is-null: true}
            -> 3:8: expected one of `in`, `not-in` or `is-null`, got `in` and `is-null`
            where: {field: id, in: []}
            -> 3:24: expected a list of values, got an empty list
            where: {field: id, in: x}
            -> 3:24: expected a list of values, got "x"
            where: {field: id, in: [7]}
            -> 3:25: expected text, in quotes if it looks like something else, got 7
            where: {field: id, in: [null]}
            -> 3:25: expected text, in quotes if it looks like something else, got null
            where: {field: n, not-in: [seven]}
            -> 3:28: expected a whole number of 32 bits, got "seven"
            where: {field: any, in: [[1]]}
            -> 3:26: expected text, a number, true or false, got a list
            where: {field: any, in: [null]}
            -> 3:26: expected a value, or `is-null`, got null
            where: {field: id, is-null: no}
            -> 3:29: expected true or false, got "no"
            where: {field: id, equals: x}
            -> 3:8: expected one of `in`, `not-in` or `is-null`, got none
            -> 3:20: unknown key `equals`, expected field, in, not-in or is-null
            where: {field: id, jsonata: x}
            -> N 3:20: `jsonata` is not available in this version
            """;

    private static final String EXAMPLES = """
            examples: {}
            -> 3:11: expected a list of examples, got a mapping
            examples: []
            -> 3:11: expected a list of examples, got an empty list
            examples: [7]
            -> 3:12: expected a mapping with in, key, row, reject or filtered, got 7
            examples: [{}]
            -> 3:12: missing key `in`
            -> 3:12: expected one of `row`, `reject` or `filtered`, got none
            examples: [{in: {}}]
            -> 3:12: expected one of `row`, `reject` or `filtered`, got none
            examples: [{row: {id: x, n: 1, any: 1}}]
            -> 3:12: missing key `in`
            examples: [{in: {}, row: {id: null, n: null}}]
            -> 3:26: missing key `any`
            examples: [{in: {}, row: {id: null, n: null, any: null, on: 1}}]
            -> 3:57: unknown key `on`, did you mean `n`?
            examples: [{in: {}, row: 7}]
            -> 3:26: expected a mapping with id, n or any, got 7
            examples: [{in: {}, reject: REQUIRED}]
            -> 3:29: expected a mapping with field or code, got "REQUIRED"
            examples: [{in: {}, reject: {field: id}}]
            -> 3:29: missing key `code`
            examples: [{in: {}, reject: {code: REQUIERD}}]
            -> 3:36: expected MALFORMED, INVALID_UTF8, RECORD_TOO_LONG, TOO_DEEP, REQUIRED, WRONG_TYPE,
               OUT_OF_RANGE, NOT_ONE_OF, PATTERN_MISMATCH, VALUE_TOO_LONG or NOT_APPLICABLE, got "REQUIERD", did you
               mean `REQUIRED`?
            examples: [{in: {}, reject: {field: idd, code: REQUIRED}}]
            -> 3:37: expected id, n or any, got "idd", did you mean `id`?
            examples: [{in: {}, filtered: true}]
            -> 3:31: expected `where` in a definition that filters, got none
            examples: [{in: {}, filtered: false}]
            -> 3:31: expected true, got false
            examples: [{in: {}, filtered: true, reject: {code: REQUIRED}}]
            -> 3:12: expected one of `row`, `reject` or `filtered`, got `reject` and `filtered`
            examples: [{in: {}, key: 7, reject: {code: REQUIRED}}]
            -> 3:26: expected text, got 7
            """;

    private static final String NOT_AVAILABLE = """
            jsonata: "$"
            -> N 3:1: `jsonata` is not available in this version
            hook: x.Hook
            -> N 3:1: `hook` is not available in this version
            checkpoint: {every: 1m}
            -> N 3:1: `checkpoint` is not available in this version
            spill: /tmp
            -> N 3:1: `spill` is not available in this version
            partition-by: country
            -> N 3:1: `partition-by` is not available in this version
            """;

    private static final String NAMES = """
            pipeline: Users
            -> 1:11: expected 1 to 63 of a-z, 0-9 and -, beginning with a letter or digit, got "Users"
            pipeline: -a
            -> 1:11: expected 1 to 63 of a-z, 0-9 and -, beginning with a letter or digit, got "-a"
            pipeline: _levada
            -> 1:11: expected 1 to 63 of a-z, 0-9 and -, beginning with a letter or digit, got "_levada"
            pipeline: identity
            -> 1:11: expected another name, got identity, which is built in
            pipeline: 7
            -> 1:11: expected the name of the pipeline, got 7
            pipeline: [p]
            -> 1:11: expected the name of the pipeline, got a list
            """;

    static Stream<Arguments> sections() {
        return ProblemTable.cases(SECTIONS);
    }

    @ParameterizedTest
    @MethodSource("sections")
    void everyMistakeOfASectionHasItsPlace(String written, List<String> problems) {
        assertEquals(problems, ProblemTable.of(AROUND + written));
    }

    static Stream<Arguments> conditions() {
        return ProblemTable.cases(CONDITIONS);
    }

    @ParameterizedTest
    @MethodSource("conditions")
    void everyMistakeOfAConditionHasItsPlace(String written, List<String> problems) {
        assertEquals(problems, ProblemTable.of(AROUND + written));
    }

    static Stream<Arguments> examples() {
        return ProblemTable.cases(EXAMPLES);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyMistakeOfAnExampleHasItsPlace(String written, List<String> problems) {
        assertEquals(problems, ProblemTable.of(AROUND + written));
    }

    static Stream<Arguments> notAvailable() {
        return ProblemTable.cases(NOT_AVAILABLE);
    }

    @ParameterizedTest
    @MethodSource("notAvailable")
    void whatIsNotBuiltYetIsRefusedAsSuch(String written, List<String> problems) {
        assertEquals(problems, ProblemTable.of(AROUND + written));
    }

    static Stream<Arguments> names() {
        return ProblemTable.cases(NAMES);
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyMistakeOfANameHasItsPlace(String written, List<String> problems) {
        assertEquals(problems, ProblemTable.of(written + "\nfields: {id: {type: string}}\n"));
    }
}

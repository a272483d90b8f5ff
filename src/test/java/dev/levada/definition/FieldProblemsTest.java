package dev.levada.definition;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What can be wrong with a field, which stands in line 3, from column 6.
final class FieldProblemsTest {

    private static final String FIELDS = """
            {}
            -> 3:6: missing key `type`
            {type: strin}
            -> 3:13: expected string, int, long, double, decimal, boolean, date, timestamp or json, got "strin", did
               you mean `string`?
            {type: 7}
            -> 3:13: expected string, int, long, double, decimal, boolean, date, timestamp or json, got 7
            {type: [string]}
            -> 3:13: expected string, int, long, double, decimal, boolean, date, timestamp or json, got a list
            {typ: string}
            -> 3:7: unknown key `typ`, did you mean `type`?
            {type: string, requierd: true}
            -> 3:21: unknown key `requierd`, did you mean `required`?
            {type: string, colour: red}
            -> 3:21: unknown key `colour`, expected from, type, required, default, min, max, one-of, pattern,
               max-length or apply
            string
            -> 3:6: expected a mapping with from, type, required, default, min, max, one-of, pattern, max-length or
               apply, got "string"
            7
            -> 3:6: expected a mapping with from, type, required, default, min, max, one-of, pattern, max-length or
               apply, got 7
            null
            -> 3:6: expected a mapping with from, type, required, default, min, max, one-of, pattern, max-length or
               apply, got null
            {type: string, from: user.name}
            -> 3:27: expected a JSON Pointer such as /user_id, or $key, got "user.name", did you mean `/user/name`?
            {type: string, from: /a~2}
            -> 3:27: expected a JSON Pointer such as /user_id, or $key, got "/a~2"
            {type: string, from: /a/*/b}
            -> 3:27: expected one place in the record, without *, got "/a/*/b"
            {type: string, from: 7}
            -> 3:27: expected a JSON Pointer such as /user_id, or $key, got 7
            {type: long, from: $key}
            -> 3:13: expected string, date, timestamp or json from $key, which is text, got long
            {type: string, required: maybe}
            -> 3:31: expected true or false, got "maybe"
            {type: string, required: true, default: x}
            -> 3:46: expected either `required: true` or `default`, got both
            {type: string, default: null}
            -> 3:30: expected a value, got null, which is what a field without `default` has
            {type: int, default: "7"}
            -> 3:27: expected a whole number of 32 bits, got "7"
            {type: int, default: 2147483648}
            -> 3:27: expected a whole number of 32 bits, got 2147483648
            {type: int, default: 1.0}
            -> 3:27: expected a whole number of 32 bits, got 1.0
            {type: long, default: 9223372036854775808}
            -> 3:28: expected a whole number of 64 bits, got 9223372036854775808
            {type: double, default: 1e309}
            -> 3:30: expected a number that a double can hold, got 1e309
            {type: decimal, default: 1e9999999999}
            -> 3:31: expected a number of at most 1000 characters, its exponent of at most 9 digits, got
               1e9999999999
            {type: decimal, default: x}
            -> 3:31: expected a number, got "x"
            {type: boolean, default: "true"}
            -> 3:31: expected true or false, got "true"
            {type: date, default: "2023-02-29"}
            -> 3:28: expected a date such as 2024-02-29, got "2023-02-29"
            {type: date, default: 20230228}
            -> 3:28: expected a date such as 2024-02-29, got 20230228
            {type: timestamp, default: "2024-02-22"}
            -> 3:33: expected a timestamp such as 2024-02-22T08:30:00Z, got "2024-02-22"
            {type: timestamp, default: "2024-02-22T24:00:00Z"}
            -> 3:33: expected a timestamp such as 2024-02-22T08:30:00Z, got "2024-02-22T24:00:00Z"
            {type: string, default: 7}
            -> 3:30: expected text, in quotes if it looks like something else, got 7
            {type: string, type: int}
            -> 3:21: expected each key once, got `type` again (first at 3:7)
            {type: string, from: *other}
            -> 3:27: expected a value, got the alias `*other`: write the value out
            {type: string, default: !!str x}
            -> 3:30: expected a value without a tag, got `!!str`
            {type: decimal, default: +7}
            -> 3:31: expected a number as JSON writes it, got `+7`: put it in quotes if it is text
            {type: decimal, default: 010}
            -> 3:31: expected a number as JSON writes it, got `010`: put it in quotes if it is text
            {type: decimal, default: 0x1F}
            -> 3:31: expected a number as JSON writes it, got `0x1F`: put it in quotes if it is text
            {type: decimal, default: 1_000}
            -> 3:31: expected a number as JSON writes it, got `1_000`: put it in quotes if it is text
            {type: decimal, default: .5}
            -> 3:31: expected a number as JSON writes it, got `.5`: put it in quotes if it is text
            {type: decimal, default: .inf}
            -> 3:31: expected a number as JSON writes it, got `.inf`: put it in quotes if it is text
            {type: string, jsonata: "a & b"}
            -> N 3:21: `jsonata` is not available in this version
            {jsonata: "a & b"}
            -> N 3:7: `jsonata` is not available in this version
            {type: string, hook: x}
            -> N 3:21: `hook` is not available in this version
            """;

    private static final String CHECKS = """
            {type: int, min: 1, default: 0}
            -> 3:35: expected at least 1, got 0
            {type: int, max: 1, default: 2}
            -> 3:35: expected at most 1, got 2
            {type: decimal, one-of: [1, 2], default: 3}
            -> 3:47: expected one of 1 or 2, got 3
            {type: string, one-of: [a, b], default: c}
            -> 3:46: expected one of a or b, got "c"
            {type: string, pattern: "[a-z]+", default: A}
            -> 3:49: expected text that matches `pattern`, got "A"
            {type: string, max-length: 2, default: abc}
            -> 3:45: expected text of at most 2 characters, got "abc"
            {type: string, min: 1}
            -> 3:26: expected `min` only with type int, long, double or decimal, got string
            {type: date, max: 1}
            -> 3:24: expected `max` only with type int, long, double or decimal, got date
            {type: int, min: 0.5}
            -> 3:23: expected a whole number of 32 bits, got 0.5
            {type: int, min: -2147483649}
            -> 3:23: expected a whole number of 32 bits, got -2147483649
            {type: long, max: many}
            -> 3:24: expected a whole number of 64 bits, got "many"
            {type: double, min: 1e400}
            -> 3:26: expected a number that a double can hold, got 1e400
            {type: int, min: 5, max: 4}
            -> 3:31: expected `max` of at least 5, which is `min`, got 4
            {type: boolean, one-of: [true]}
            -> 3:30: expected `one-of` only with type string, int, long or decimal, got boolean
            {type: json, one-of: [1]}
            -> 3:27: expected `one-of` only with type string, int, long or decimal, got json
            {type: double, one-of: [1.5]}
            -> 3:29: expected `one-of` only with type string, int, long or decimal, got double
            {type: string, one-of: []}
            -> 3:29: expected a list of the values that are allowed, got an empty list
            {type: string, one-of: a}
            -> 3:29: expected a list of the values that are allowed, got "a"
            {type: string, one-of: [1]}
            -> 3:30: expected text, in quotes if it looks like something else, got 1
            {type: int, one-of: [a]}
            -> 3:27: expected a whole number of 32 bits, got "a"
            {type: string, one-of: [a, b, a]}
            -> 3:36: expected each value once, got "a" again
            {type: string, one-of: [free, Paid], apply: [lower]}
            -> 3:36: expected "paid", for `apply` comes first, got "Paid"
            {type: int, pattern: "7"}
            -> 3:27: expected `pattern` only with type string, got int
            {type: string, pattern: 7}
            -> 3:30: expected a regular expression, in quotes, got 7
            {type: string, pattern: "[a"}
            -> 3:30: expected an RE2 regular expression, got missing closing ]: `[a`
            {type: string, pattern: "(?=a)"}
            -> 3:30: expected an RE2 regular expression, got invalid or unsupported Perl syntax: `(?=`
            {type: string, pattern: "((a{100}){100}){100}"}
            -> 3:30: expected repeats of at most 10000 characters in all, got more
            {type: int, max-length: 7}
            -> 3:30: expected `max-length` only with type string, got int
            {type: string, max-length: 0}
            -> 3:33: expected a whole number from 1 to 2147483647, got 0
            {type: string, max-length: long}
            -> 3:33: expected a whole number from 1 to 2147483647, got "long"
            """;

    private static final String STEPS = """
            {type: string, apply: trim}
            -> 3:28: expected a list of steps such as [trim, lower], got "trim"
            {type: string, apply: []}
            -> 3:28: expected a list of steps such as [trim, lower], got an empty list
            {type: string, apply: [trimm]}
            -> 3:29: expected trim, lower, upper, sha256, redact or truncate, got "trimm", did you mean `trim`?
            {type: string, apply: [7]}
            -> 3:29: expected trim, lower, upper, sha256, redact or truncate, got 7
            {type: string, apply: [truncate]}
            -> 3:29: expected a length, as in {truncate: 100}, got none
            {type: string, apply: [{truncate: 0}]}
            -> 3:40: expected a whole number from 1 to 2147483647, got 0
            {type: string, apply: [{cut: 3}]}
            -> 3:29: missing key `truncate`
            -> 3:30: unknown key `cut`, expected truncate
            {type: int, apply: [trim]}
            -> 3:26: expected `trim` only with type string, got int
            {type: date, apply: [lower]}
            -> 3:27: expected `lower` only with type string, got date
            {type: long, apply: [{truncate: 3}]}
            -> 3:27: expected `truncate` only with type string, got long
            {type: json, apply: [sha256]}
            -> 3:27: expected `sha256` with any type but json, got json
            {type: string, apply: [sha256, lower]}
            -> 3:37: expected only redact or truncate behind sha256, got lower
            {type: string, apply: [sha256, sha256]}
            -> 3:37: expected only redact or truncate behind sha256, got sha256
            {type: string, apply: [redact, trim]}
            -> 3:37: expected only redact or truncate behind redact, got trim
            {type: string, apply: [jsonata]}
            -> N 3:29: `jsonata` is not available in this version
            {type: string, apply: [{jsonata: "$"}]}
            -> N 3:30: `jsonata` is not available in this version
            """;

    private static List<String> problems(String field) {
        return ProblemTable.of("pipeline: p\nfields:\n  f: " + field + "\n");
    }

    static Stream<Arguments> fields() {
        return ProblemTable.cases(FIELDS);
    }

    @ParameterizedTest
    @MethodSource("fields")
    void everyMistakeOfAFieldHasItsPlace(String written, List<String> problems) {
        assertEquals(problems, problems(written));
    }

    static Stream<Arguments> checks() {
        return ProblemTable.cases(CHECKS);
    }

    @ParameterizedTest
    @MethodSource("checks")
    void everyMistakeOfACheckHasItsPlace(String written, List<String> problems) {
        assertEquals(problems, problems(written));
    }

    static Stream<Arguments> steps() {
        return ProblemTable.cases(STEPS);
    }

    @ParameterizedTest
    @MethodSource("steps")
    void everyMistakeOfAStepHasItsPlace(String written, List<String> problems) {
        assertEquals(problems, problems(written));
    }
}

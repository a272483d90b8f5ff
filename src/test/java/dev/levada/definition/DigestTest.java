package dev.levada.definition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.levada.model.Damage;
import dev.levada.model.PipelinePlan;
import dev.levada.model.Shape;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DigestTest {

    private static final String DEFINITION = """
            pipeline: p
            source: {match: "a/**", records: auto, max-record-bytes: 1MiB}
            fields:
              a: {from: /a, type: string, one-of: ["1", "2"], pattern: "[12]", max-length: 3, apply: [trim]}
              b: {from: /b, type: int, default: 7, min: 0, max: 9}
            where: {field: a, in: ["1", "2"]}
            output: {format: ndjson, compression: none, part-bytes: 8MiB}
            rejects: {fail-above: 5%, at-least: 20, keep-raw: 0}
            damage: fail
            """;

    private static String digest(String definition) {
        return Definitions.digest(Definitions.read("p.yaml", definition.getBytes(StandardCharsets.UTF_8)).plan());
    }

    /// @param to `-` is nothing, `↵` a line feed
    private static String changed(String from, String to) {
        assertTrue(DEFINITION.contains(from), from);
        return DEFINITION.replace(from, to.equals("-") ? "" : to.replace('↵', '\n'));
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", quoteCharacter = '§', textBlock = """
            pipeline: p => pipeline: q
            records: auto => records: lines
            records: auto => records: /a
            records: auto => records: map:/a
            1MiB => 2MiB
            b: {from: => c: {from:
            from: /a, => from: /c,
            from: /a, => from: $key,
            from: /a, => from: /a, required: true,
            type: int => type: long
            one-of: ["1", "2"] => one-of: ["1", "2", "3"]
            one-of: ["1", "2"] => one-of: ["1,2"]
            one-of: ["1", "2"] => one-of: ["2", "1"]
            one-of: ["1", "2"], => -
            pattern: "[12]" => pattern: "[123]"
            max-length: 3 => max-length: 4
            , apply: [trim] => -
            [trim] => [trim, lower]
            [trim] => [trim, upper]
            [trim] => [trim, sha256]
            [trim] => [trim, redact]
            [trim] => [trim, {truncate: 1}]
            [trim] => [trim, {truncate: 2}]
            default: 7 => default: 8
            default: 7, => -
            min: 0 => min: 1
            max: 9 => max: 8
            in: ["1", "2"] => in: ["1"]
            in: ["1", "2"] => in: ["1,2"]
            in: ["1", "2"] => not-in: ["1", "2"]
            in: ["1", "2"] => is-null: true
            in: ["1", "2"] => is-null: false
            {field: a, in: ["1", "2"]} => {field: b, in: [1]}
            {field: a, in: ["1", "2"]} => [{field: a, in: ["1", "2"]}, {field: b, is-null: false}]
            ndjson => csv
            none => gzip
            8MiB => 16MiB
            5% => 6%
            at-least: 20 => at-least: 21
            keep-raw: 0 => keep-raw: 1
            damage: fail => damage: keep
            """)
    void whatDecidesTheOutputDecidesTheDigest(String from, String to) {
        assertNotEquals(digest(DEFINITION), digest(changed(from, to)));
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", quoteCharacter = '§', textBlock = """
            match: "a/**" => match: "b/**"
            match: "a/**", => -
            in: ["1", "2"] => in: ["2", "1"]
            pipeline: p => pipeline: "p"
            from: /a, => -
            1MiB => 1048576
            5% => 5
            8MiB => 8192KiB
            pipeline: p => $schema: x↵pipeline: p
            """)
    void whatDoesNotIsNotInIt(String from, String to) {
        assertEquals(digest(DEFINITION), digest(changed(from, to)));
    }

    @Test
    void examplesAreNotInIt() {
        assertEquals(digest(DEFINITION), digest(DEFINITION + "examples: [{in: {a: z}, reject: {code: NOT_ONE_OF}}]"));
    }

    @Test
    void theOrderOfColumnsIsInIt() {
        assertNotEquals(digest("pipeline: p\nfields: {a: {type: int}, b: {type: int}}"),
                digest("pipeline: p\nfields: {b: {type: int}, a: {type: int}}"));
    }

    @Test
    void overridesOfAPlanAreInIt() {
        PipelinePlan plan = Definitions.identity().plan();
        List<PipelinePlan> plans = List.of(plan, plan.withDamage(Damage.KEEP), plan.withShape(new Shape.Lines()),
                plan.withMaxRecordBytes(1 << 20), plan.withRejects(new PipelinePlan.Rejects(5, 1, 0)));
        assertEquals(plans.size(), plans.stream().map(Definitions::digest).distinct().count());
    }

    /// It stands in manifests and ledgers: a change makes every published run look like one of another definition.
    @Test
    void itIsTheSameInEveryVersion() {
        assertEquals("18e584bd81f51022e042b80950c77dde3dbec8854b035fa251a96b52431110ad", digest(DEFINITION));
    }
}

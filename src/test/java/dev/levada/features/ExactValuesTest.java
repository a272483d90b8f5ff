package dev.levada.features;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.levada.run.report.RunReport;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Promise 7: what is passed on unchanged is passed on byte for byte.
final class ExactValuesTest {

    private static final String PIPELINE = """
            pipeline: exact
            source: {records: lines}
            fields:
              a: {from: /a, type: json}
              b: {from: /b/c, type: json}
            """;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"1e400", "0.10", "12345678901234567890", "-0", "1E+2", "\"\\u00e9\"", "\"\\/\"", "\"é\"",
            "\"\\ud83d\\ude00\"", "\"\\ud800\"", "[1,{\"x\":[]}]", "true", "\"\""})
    void tokensAreCopied(String token) {
        Workplace place = new Workplace(folder);
        Path export = place.export("export",
                "{\"b\":{\"c\":" + token + "},\"a\":" + token + "}\n{\"a\": " + token + " }");
        RunReport mapped = place.run(export, Workplace.definition(PIPELINE));
        assertEquals(List.of("{\"a\":" + token + ",\"b\":" + token + "}", "{\"a\":" + token + ",\"b\":null}"),
                place.rows(mapped));
        RunReport whole = place.run(export, Workplace.identity());
        assertEquals(List.of("{\"b\":{\"c\":" + token + "},\"a\":" + token + "}", "{\"a\":" + token + "}"),
                place.rows(whole));
    }

    @Test
    void whiteSpaceBetweenTokensIsDroppedAndWithinThemKept() {
        Workplace place = new Workplace(folder);
        RunReport report = place.run(place.export("export", "[ { \"a\" : [ 1 ,\t\" 2 \" ] } ]"), Workplace.identity());
        assertEquals(List.of("{\"a\":[1,\" 2 \"]}"), place.rows(report));
    }
}

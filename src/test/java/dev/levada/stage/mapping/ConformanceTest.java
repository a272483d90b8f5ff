package dev.levada.stage.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.levada.model.MappingPlan;
import dev.levada.model.RejectCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every file of the JSON conformance collections, as one record.
class ConformanceTest {

    private static final Path FOLDER = Path.of("src/test/resources/samples/json-conformance");

    /// What RFC 8259 leaves open, and what we made of it. Files in UTF-16 and files with a byte order mark are the
    /// codec's business: records always reach the mapping as UTF-8 without one, so here they are malformed.
    private static final Map<String, Decision> LEFT_OPEN = Map.of(
            "i_number_huge_exp.json", Decision.ACCEPTED, // passed on as written, whatever its size
            "i_number_neg_int_huge_exp.json", Decision.ACCEPTED,
            "i_number_very_big_negative_int.json", Decision.ACCEPTED,
            "i_object_key_lone_2nd_surrogate.json", Decision.ACCEPTED, // the grammar allows it; passed on as written
            "i_string_incomplete_surrogate_pair.json", Decision.ACCEPTED,
            "i_string_invalid_utf-8.json", Decision.INVALID_UTF8,
            "i_string_UTF-16LE_with_BOM.json", Decision.MALFORMED,
            "i_string_utf16BE_no_BOM.json", Decision.MALFORMED,
            "i_string_utf16LE_no_BOM.json", Decision.MALFORMED,
            "i_structure_UTF-8_BOM_empty_object.json", Decision.MALFORMED);

    /// A text that is only a string: invalid by RFC 4627, valid since RFC 7159.
    private static final Set<String> VALID_SINCE_RFC_7159 = Set.of("fail01_EXCLUDE.json");

    private enum Decision {
        ACCEPTED, MALFORMED, INVALID_UTF8
    }

    static List<Path> parsing() throws IOException {
        return files("test_parsing");
    }

    static List<Path> checker() throws IOException {
        return files("simdjson-jsonchecker");
    }

    static List<Path> transform() throws IOException {
        return files("test_transform");
    }

    static List<Path> examples() throws IOException {
        return files("json.org");
    }

    private static List<Path> files(String folder) throws IOException {
        try (Stream<Path> files = Files.list(FOLDER.resolve(folder))) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("parsing")
    void theParsingSuiteIsDecidedAsRfc8259Says(Path file) throws IOException {
        String name = file.getFileName().toString();
        Decision decision = decide(file);
        switch (name.charAt(0)) {
            case 'y' -> assertEquals(Decision.ACCEPTED, decision, name);
            case 'n' -> assertTrue(decision != Decision.ACCEPTED, name);
            default -> assertEquals(LEFT_OPEN.get(name), decision, name);
        }
    }

    @Test
    void everythingThatIsLeftOpenIsDecided() throws IOException {
        List<String> open = parsing().stream().map(file -> file.getFileName().toString())
                .filter(name -> name.startsWith("i_")).toList();
        assertEquals(LEFT_OPEN.keySet(), Set.copyOf(open));
    }

    @ParameterizedTest
    @MethodSource("checker")
    void theCheckerSuiteIsDecidedByItsNames(Path file) throws IOException {
        String name = file.getFileName().toString();
        boolean valid = name.startsWith("pass") || VALID_SINCE_RFC_7159.contains(name);
        assertEquals(valid, decide(file) == Decision.ACCEPTED, name);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void theExamplesOfJsonOrgAreAccepted(Path file) throws IOException {
        assertEquals(Decision.ACCEPTED, decide(file));
    }

    @ParameterizedTest
    @MethodSource("transform")
    void valuesThatReadersOftenChangeArePassedOnByteForByte(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Mapped mapped = Mapped.by(new MappingPlan.Identity(), Batch.of(bytes));
        if (file.getFileName().toString().equals("string_3_invalid_codepoints.json")) {
            assertEquals(RejectCode.INVALID_UTF8, mapped.reject().code()); // surrogates written as UTF-8
        } else {
            assertEquals(new String(bytes, StandardCharsets.UTF_8).strip(), mapped.cell());
        }
    }

    private static Decision decide(Path file) throws IOException {
        Mapped mapped = Mapped.by(new MappingPlan.Identity(), Batch.of(Files.readAllBytes(file)));
        if (mapped.rejects().isEmpty()) {
            assertEquals(1, mapped.rows().size());
            return Decision.ACCEPTED;
        }
        return mapped.reject().code() == RejectCode.INVALID_UTF8 ? Decision.INVALID_UTF8 : Decision.MALFORMED;
    }
}

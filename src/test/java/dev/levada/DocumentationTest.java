package dev.levada;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.levada.model.FailureCode;
import dev.levada.model.RejectCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What users read says what the code does.
final class DocumentationTest {

    private static String readme() throws IOException {
        return Files.readString(Path.of("README.md"));
    }

    @ParameterizedTest
    @EnumSource(FailureCode.class)
    void everyFailureIsDocumentedWithWhatToDoAboutIt(FailureCode code) throws IOException {
        String row = "| `" + code.name() + "` | " + code.meaning() + " | " + code.advice() + " |";
        assertTrue(readme().contains(row), row);
    }

    @ParameterizedTest
    @EnumSource(RejectCode.class)
    void everyRejectIsDocumented(RejectCode code) throws IOException {
        String row = "| `" + code.name() + "` | " + code.meaning() + " |";
        assertTrue(readme().contains(row), row);
    }

    @Test
    void everyLinkBetweenDocumentsLeadsSomewhere() throws IOException {
        List<String> broken = new ArrayList<>();
        for (Path document : documents()) {
            for (MatchResult link : Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)").matcher(Files.readString(document))
                    .results().toList()) {
                Path target = document.resolveSibling(link.group(1));
                if (!Files.exists(target)) {
                    broken.add(document + " -> " + link.group(1));
                }
            }
        }
        assertEquals(List.of(), broken);
    }

    private static List<Path> documents() throws IOException {
        try (Stream<Path> top = Files.list(Path.of("")); Stream<Path> docs = Files.list(Path.of("docs"))) {
            return Stream.concat(top, docs).filter(file -> file.toString().endsWith(".md")).toList();
        }
    }
}

package dev.levada.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.levada.definition.BadDefinition;
import dev.levada.model.Failure;
import dev.levada.model.PipelinePlan;
import dev.levada.run.state.FileDocuments;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PipelinesTest {

    private static final String FIELDS = "fields: {id: {from: /id, type: long}}\n";

    @TempDir
    private Path folder;

    private void definition(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private Pipelines read() {
        return Pipelines.of(new FileDocuments(folder));
    }

    @Test
    void theDefinitionsThatShipAreInThePackage() {
        List<String> names = Pipelines.ofPackage().all().stream().map(PipelinePlan::name).toList();
        assertTrue(names.containsAll(List.of("address-blocks", "users")), names.toString());
    }

    @Test
    void inAJarTheFolderItselfIsLookedThrough() throws IOException {
        Path jar = folder.resolve("package.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (String name : List.of("pipelines/b.json", "pipelines/a.yaml", "pipelines/notes.txt",
                    "pipelines/old/c.yaml",
                    "other/d.yaml")) {
                out.putNextEntry(new JarEntry(name));
                out.write(name.getBytes(StandardCharsets.UTF_8));
            }
        }
        try (JarFile open = new JarFile(jar.toFile())) {
            Map<String, byte[]> definitions = Pipelines.definitions(open);
            assertEquals(List.of("a.yaml", "b.json"), List.copyOf(definitions.keySet()));
            assertEquals("pipelines/b.json", new String(definitions.get("b.json"), StandardCharsets.UTF_8));
        }
    }

    @Test
    void definitionsAreFoundByNameInTheOrderOfNames() throws IOException {
        definition("1.yaml", "pipeline: b\nsource: {match: \"b/**\"}\n" + FIELDS);
        definition("2.yml", "pipeline: a\nsource: {match: \"a/**\"}\n" + FIELDS);
        definition("3.json", "{\"pipeline\": \"c\", \"fields\": {\"id\": {\"from\": \"/id\", \"type\": \"long\"}}}");
        Pipelines pipelines = read();
        assertEquals(List.of("a", "b", "c"), pipelines.all().stream().map(PipelinePlan::name).toList());
        assertEquals("b/**", pipelines.named("b").orElseThrow().match());
        assertEquals(Optional.empty(), pipelines.named("1"));
    }

    @Test
    void aKeyIsTakenByOnePipelineByNoneOrByTooMany() throws IOException {
        definition("a.yaml", "pipeline: a\nsource: {match: \"x/**\"}\n" + FIELDS);
        definition("b.yaml", "pipeline: b\nsource: {match: \"x/y/*.json\"}\n" + FIELDS);
        definition("c.yaml", "pipeline: c\nsource: {records: auto}\n" + FIELDS);
        Pipelines pipelines = read();
        assertEquals("a", assertInstanceOf(Pipelines.Match.One.class, pipelines.forKey("x/1")).pipeline().name());
        assertEquals(new Pipelines.Match.None(), pipelines.forKey("z"));
        assertEquals(new Pipelines.Match.Several(List.of("a", "b")), pipelines.forKey("x/y/1.json"));
    }

    @Test
    void filesThatAreNoDefinitionsAndFoldersAreLeftAlone() throws IOException {
        definition("a.yaml", "pipeline: a\n" + FIELDS);
        definition("README.md", "# not one");
        definition("old/a.yaml", "not: one");
        assertEquals(1, read().all().size());
    }

    @Test
    void allProblemsOfAllDefinitionsAreToldAtOnce() throws IOException {
        definition("a.yaml", "pipeline: a\nfeilds: {}\n");
        definition("b.yaml", "pipeline: b\nsource: {macht: x}\n" + FIELDS);
        definition("c.yaml", "pipeline: c\n" + FIELDS);
        definition("d.yaml", "pipeline: c\n" + FIELDS);
        BadDefinition bad = assertThrows(BadDefinition.class, this::read);
        assertEquals(3, bad.problems().size(), bad.getMessage());
        assertTrue(bad.getMessage().contains("a.yaml"), bad.getMessage());
        assertTrue(bad.getMessage().contains("b.yaml"), bad.getMessage());
        assertTrue(bad.getMessage().contains("d.yaml"), bad.getMessage());
    }

    @Test
    void nowhereIsAnError() {
        assertThrows(Failure.class, () -> Pipelines.of(new FileDocuments(folder.resolve("nowhere"))));
    }
}

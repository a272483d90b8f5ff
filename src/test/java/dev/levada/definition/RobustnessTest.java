package dev.levada.definition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Whatever is given to the reader, it answers with a definition or with problems that have a place.
final class RobustnessTest {

    private static final int ROUNDS = Integer.getInteger("levada.definition.rounds", 1000);
    private static final String SPICE = "{}[]:,-?&*!|>'\"%@`#~<= \t\n\r\\$0x1e_.é😀\u0000\u0085\uFEFF";
    private static final List<String> FRAGMENTS = List.of("null", "true", "*a", "&a ", "!!int ", "<<: ", "$key",
            "[]", "{}",
            "1e999999999", "1e99999999999", "-0", "\"\\ud800\"", "jsonata", "one-of: [1]", "default: 7",
            "type: json", "~",
            "required: true", "\n- ", "\n? ", "---\n", "...", "%YAML 1.1\n", "/a/*", "map: /x",
            "apply: [sha256, lower]");

    private static String mutated(String text, Random random) {
        StringBuilder mutated = new StringBuilder(text);
        for (int i = random.nextInt(4); i >= 0; i--) {
            int at = random.nextInt(mutated.length() + 1);
            int end = Math.min(mutated.length(), at + random.nextInt(1 + random.nextInt(40)));
            switch (random.nextInt(4)) {
                case 0 -> mutated.delete(at, end);
                case 1 -> mutated.insert(at, SPICE.charAt(random.nextInt(SPICE.length())));
                case 2 -> mutated.replace(at, end, FRAGMENTS.get(random.nextInt(FRAGMENTS.size())));
                default -> mutated.insert(random.nextInt(mutated.length() + 1), mutated.substring(at, end));
            }
        }
        return mutated.toString();
    }

    private static void requireAnswer(String file, byte[] text) {
        try {
            Definition definition = Definitions.read(file, text);
            assertEquals(64, Definitions.digest(definition.plan()).length());
        } catch (BadDefinition bad) {
            assertFalse(bad.problems().isEmpty());
            assertEquals(bad.problems().stream().sorted(Problem.BY_PLACE).toList(), bad.problems());
            for (Problem problem : bad.problems()) {
                assertTrue(problem.line() >= 1 && problem.column() >= 1, problem::toString);
                assertEquals(1, problem.toString().lines().count());
            }
        }
    }

    @Test
    void mutatedDefinitionsAreDefinitionsOrHaveProblems() throws IOException {
        Random random = new Random(42);
        for (String name : List.of("users.yaml", "address-blocks.yaml")) {
            String text = Files.readString(Path.of("pipelines", name));
            for (int round = 0; round < ROUNDS / 2; round++) {
                requireAnswer("p.yaml", mutated(text, random).getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    @Test
    void mutatedJsonIsADefinitionOrHasProblems() throws IOException {
        Random random = new Random(43);
        String yaml = Files.readString(Path.of("pipelines", "users.yaml"));
        String json = JsonText.of(LocatedReader.read("users.yaml", yaml, new Problems("users.yaml")));
        for (int round = 0; round < ROUNDS; round++) {
            requireAnswer("p.json", mutated(json, random).getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void anyBytesAreADefinitionOrHaveProblems() {
        Random random = new Random(44);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] bytes = new byte[random.nextInt(60)];
            random.nextBytes(bytes);
            for (int i = 0; round % 2 == 0 && i < bytes.length; i++) {
                bytes[i] = (byte) SPICE.charAt(Math.floorMod(bytes[i], 40));
            }
            requireAnswer("p", bytes);
        }
    }

    @Test
    void aMebibyteOfOneThingIsAnsweredToo() {
        for (String unit : List.of("a: b\n", "- ", "? ", "&a ", "!x ", "*a ", "'", "\"\\", "|\n", "[a,", "{a: b,",
                "a: {b: 1}\n", "#", "a", "1", "\n", ": ", "--- ", "a:\n ")) {
            byte[] bytes = unit.repeat(Source.LARGEST / unit.length()).getBytes(StandardCharsets.UTF_8);
            requireAnswer("p.yaml", Arrays.copyOf(bytes, Math.min(bytes.length, 200_000)));
            requireAnswer("p.json", bytes);
        }
    }
}

package dev.levada.definition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.levada.definition.Example.Expected;
import dev.levada.model.FieldPlan;
import dev.levada.model.MappingPlan;
import dev.levada.model.PipelinePlan;
import dev.levada.model.RejectCode;
import dev.levada.model.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Whether their examples are true is for `levada check`, which runs them.
final class ShippedPipelinesTest {

    private static final Path FOLDER = Path.of("pipelines");

    private static Definition shipped(String name) throws IOException {
        return Definitions.read(name + ".yaml", Files.readAllBytes(FOLDER.resolve(name + ".yaml")));
    }

    private static List<String> columns(String name) throws IOException {
        MappingPlan.Fields mapping = (MappingPlan.Fields) shipped(name).plan().mapping();
        return mapping.fields().stream().map(FieldPlan::name).toList();
    }

    @Test
    void theseShip() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertEquals(List.of("address-blocks.yaml", "users.yaml"),
                    files.map(file -> file.getFileName().toString()).sorted().toList());
        }
    }

    @Test
    void theColumnsOfUsersAreTheseInThisOrder() throws IOException {
        assertEquals(List.of("user_id", "username", "email_sha256", "age", "country", "city", "interests", "last_login",
                "subscription_type", "subscription_start", "subscription_end"), columns("users"));
    }

    @Test
    void theColumnsOfAddressBlocksAreTheseInThisOrder() throws IOException {
        assertEquals(List.of("customer_id", "street", "postal_code", "city", "region", "country", "reason",
                "requested_by_sha256", "requested_at"), columns("address-blocks"));
    }

    @ParameterizedTest
    @CsvSource({"users, exports/users/2026-11-23.json, true", "users, exports/users/2026/11/23.json.gz, true",
            "users, exports/address-blocks/1.json, false", "address-blocks, exports/address-blocks/1.json, true",
            "address-blocks, exports/users/1.json, false"})
    void eachTakesItsOwnFolder(String name, String key, boolean taken) throws IOException {
        assertEquals(taken, Definitions.matches(shipped(name).plan().match(), key));
    }

    @ParameterizedTest
    @ValueSource(strings = {"users", "address-blocks"})
    void eachHasTheNameOfItsFileAndFitsInASmallFunction(String name) throws IOException {
        PipelinePlan plan = shipped(name).plan();
        assertEquals(name, plan.name());
        assertEquals(1 << 20, plan.maxRecordBytes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"users", "address-blocks"})
    void eachNamesTheSchemaForEditors(String name) throws IOException {
        Path file = FOLDER.resolve(name + ".yaml");
        String first = Files.readAllLines(file).getFirst();
        String prefix = "# yaml-language-server: $schema=";
        assertTrue(first.startsWith(prefix), first);
        assertTrue(Files.exists(FOLDER.resolve(first.substring(prefix.length()))), first);
    }

    @ParameterizedTest
    @CsvSource({"users, REQUIRED OUT_OF_RANGE NOT_ONE_OF WRONG_TYPE",
            "address-blocks, REQUIRED OUT_OF_RANGE NOT_ONE_OF WRONG_TYPE PATTERN_MISMATCH"})
    void eachShowsRowsAndRejectsByExample(String name, String codes) throws IOException {
        List<Expected> outcomes = shipped(name).examples().stream().map(Example::expected).toList();
        Set<RejectCode> shown = EnumSet.noneOf(RejectCode.class);
        outcomes.stream().filter(Example.Reject.class::isInstance).map(Example.Reject.class::cast)
                .forEach(reject -> shown.add(reject.code()));
        assertEquals(EnumSet.copyOf(Stream.of(codes.split(" ")).map(RejectCode::valueOf).toList()), shown);
        assertTrue(outcomes.stream().filter(Example.Row.class::isInstance).count() >= 2);
    }

    @ParameterizedTest
    @CsvSource({"users, john.doe@example.com, 2", "address-blocks, agent.smith@example.com, 1",
            "address-blocks, ops-17, 1"})
    void hashesInExamplesAreReal(String name, String clear, int rows) throws IOException {
        String hash = "\"" + Sha256.hex(clear) + "\"";
        assertEquals(rows, shipped(name).examples().stream().map(Example::expected)
                .filter(expected -> expected instanceof Example.Row row && row.json().contains(hash)).count());
    }

    @Test
    void aMissingAddressHasNoHash() throws IOException {
        assertTrue(shipped("users").examples().stream().map(Example::expected)
                .filter(Example.Row.class::isInstance).map(Example.Row.class::cast)
                .anyMatch(row -> row.json().contains("\"email_sha256\":null")));
    }
}

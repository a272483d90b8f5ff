package dev.levada.entry.cli.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DemoExportTest {

    private static final Set<String> PLANS = Set.of("premium", "free", "basic", "family", "student");

    @TempDir
    private Path folder;

    private byte[] export(long users) throws IOException {
        DemoExport export = DemoExport.in(folder, users);
        export.write();
        return Files.readAllBytes(export.file());
    }

    private JsonNode read(long users) throws IOException {
        return new ObjectMapper().readTree(export(users));
    }

    @Test
    void itIsAlwaysTheSame() throws IOException {
        assertArrayEquals(export(2500), export(2500));
    }

    @Test
    void aSmallerOneIsTheBeginningOfALargerOne() throws IOException {
        byte[] small = export(1500);
        byte[] large = export(3000);
        int end = small.length - "\n]\n".length();
        assertArrayEquals(Arrays.copyOf(small, end), Arrays.copyOf(large, end));
    }

    @Test
    void itIsAnArrayWithARecordALine() throws IOException {
        List<String> lines = new String(export(100), UTF_8).lines().toList();
        assertEquals(102, lines.size());
        assertEquals("[", lines.getFirst());
        assertEquals("]", lines.getLast());
        assertEquals(100, read(100).size());
    }

    @Test
    void everyThousandthRecordIsWrongAndNoOther() throws IOException {
        JsonNode users = read(20_000);
        for (int i = 0; i < users.size(); i++) {
            assertEquals(i % 1000 != 999, isValid(users.get(i)), "record " + i);
        }
        assertEquals(20, DemoExport.in(folder, 20_000).flawed());
        assertEquals(0, DemoExport.in(folder, 999).flawed());
    }

    private static boolean isValid(JsonNode user) {
        JsonNode age = user.path("age");
        JsonNode plan = user.path("subscription").path("type");
        return user.path("user_id").isIntegralNumber() && user.path("user_id").canConvertToLong()
                && (age.isNull() || (age.isInt() && age.intValue() >= 0 && age.intValue() <= 150))
                && (plan.isMissingNode() || PLANS.contains(plan.textValue()))
                && isDate(user.path("subscription").path("start_date"))
                && isDate(user.path("subscription").path("end_date")) && isTime(user.path("last_login").asText());
    }

    private static boolean isDate(JsonNode date) {
        return date.isMissingNode() || date.isNull() || !LocalDate.parse(date.textValue()).equals(LocalDate.EPOCH);
    }

    private static boolean isTime(String text) {
        return text.matches("[-0-9]{10}T[:0-9]{8}Z") && !Instant.parse(text).equals(Instant.EPOCH);
    }

    @Test
    void everyKindOfFlawComesInTurn() {
        Set<Flaw> flaws = EnumSet.noneOf(Flaw.class);
        for (long record = 999; record < 9000; record += 1000) {
            flaws.add(Flaw.of(record));
        }
        assertEquals(EnumSet.complementOf(EnumSet.of(Flaw.NONE)), flaws);
    }

    @Test
    void idsAreAsManyAsRecords() throws IOException {
        Set<Long> ids = new TreeSet<>();
        int texts = 0;
        for (JsonNode user : read(5000)) {
            if (user.path("user_id").isNumber()) {
                ids.add(user.path("user_id").longValue());
            } else {
                texts++;
            }
        }
        assertEquals(5000, ids.size() + texts);
    }

    @Test
    void itHoldsWhatMakesRealExportsHard() throws IOException {
        String text = new String(export(3000), UTF_8);
        for (String hard : List.of("José", "健二", "🎸", "\\u00e9", "\\ud83c\\udfb8", "\\\"", "\\\\", "\\/", "\\n", "\\t",
                "]},{[", "\"age\":null", "\"email\":null", "\"interests\":null", "\"subscription\":null",
                "\"end_date\":null", "\"interests\":[]", "\\u0040", "{\"age\":")) {
            assertTrue(text.contains(hard), hard);
        }
        JsonNode users = read(3000);
        for (String member : List.of("email", "city", "subscription")) {
            assertTrue(users.findParents(member).size() < 3000, member + " is missing now and then");
        }
    }

    @Test
    void nothingUnfinishedStaysBeside() throws IOException {
        DemoExport export = DemoExport.in(folder.resolve("new/folder"), 10);
        assertFalse(export.isWhole());
        export.write();
        assertTrue(export.isWhole());
        try (Stream<Path> files = Files.list(export.file().getParent())) {
            assertEquals(List.of(export.file()), files.toList());
        }
    }
}

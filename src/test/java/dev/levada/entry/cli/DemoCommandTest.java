package dev.levada.entry.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `levada demo`: what the README promises of it.
final class DemoCommandTest {

    @TempDir
    private Path folder;

    private Session session;

    @BeforeEach
    void begin() {
        session = new Session(folder);
    }

    private void demo(String... arguments) {
        List<String> all = new ArrayList<>(List.of("demo", "--users", "5000"));
        all.addAll(List.of(arguments));
        assertEquals(0, session.type(all.toArray(String[]::new)), () -> String.join("\n", session.errors()));
    }

    @Test
    void everyThousandthUserIsRejectedAndAllOthersAreRows() throws IOException {
        demo();
        assertTrue(session.out().contains("  records   5,000 (as array, found)\n"), session.out());
        assertTrue(session.out().contains("  rows      4,995\n"), session.out());
        assertTrue(session.out().contains("  rejected  5 ("), session.out());
        assertEquals(4995, session.lines("demo/output", "users/data/").size());
        List<String> rejects = session.lines("demo/output", "users/rejects/");
        assertEquals(5, rejects.size());
        for (int i = 0; i < 5; i++) {
            assertTrue(rejects.get(i).contains("\"index\":" + (1000 * i + 999) + ","), rejects.get(i));
        }
    }

    @Test
    void everyFlawIsRejected() throws IOException {
        assertEquals(0, session.type("demo", "--users", "9000"));
        String rejects = String.join("\n", session.lines("demo/output", "users/rejects/"));
        for (String field : List.of("user_id", "age", "last_login", "subscription_type")) {
            assertTrue(rejects.contains("\"field\":\"" + field + "\""), field);
        }
        for (String code : List.of("REQUIRED", "WRONG_TYPE", "OUT_OF_RANGE", "NOT_ONE_OF")) {
            assertTrue(rejects.contains("\"code\":\"" + code + "\""), code);
        }
        assertEquals(9, session.lines("demo/output", "users/rejects/").size());
    }

    @Test
    void theSecondTimeItIsPublishedAlready() throws IOException {
        demo();
        List<String> first = session.published("demo/output");
        demo();
        assertTrue(session.out().contains("already published"), session.out());
        assertTrue(session.out().contains("  rows      4,995\n"), session.out());
        assertEquals(first, session.published("demo/output"));
        demo("--again");
        assertTrue(session.out().contains(": published\n"), session.out());
        assertEquals(first.size(), session.published("demo/output").size());
    }

    @Test
    void itSaysHowToLookAtWhatCameOut() {
        demo("--output", session.path("elsewhere"));
        List<String> commands = session.out().lines().dropWhile(line -> !line.startsWith("Look")).skip(1).toList();
        assertEquals(3, commands.size());
        for (String command : commands) {
            String file = command.strip().replaceFirst("^(zstd -dc|cat) ", "").replaceFirst(" \\|.*", "");
            assertTrue(file.startsWith(session.path("elsewhere/users/")) && Files.exists(Path.of(file)), command);
        }
    }

    @Test
    void anExportThatIsThereIsTakenAsItIs() throws IOException {
        String export = session.file("demo/users-5000.json", "[{\"user_id\":1}]");
        demo();
        assertEquals("[{\"user_id\":1}]", Files.readString(Path.of(export)));
        assertTrue(session.out().contains("  rows      1\n"), session.out());
    }

    @Test
    void anExportThatIsCutIsMadeAgain() throws IOException {
        String export = session.file("demo/users-5000.json", "[\n{\"user_id\":1,\"interests\":[\"a\"]");
        String left = session.file("demo/.users-5000.json.999999999", "[");
        demo();
        assertTrue(session.out().contains("  rows      4,995\n"), session.out());
        assertTrue(Files.readString(Path.of(export)).endsWith("}\n]\n"));
        assertTrue(Files.notExists(Path.of(left)), "what a killed process has left is gone");
    }

    @Test
    void usersAreAtLeastOne() {
        for (String users : List.of("0", "-1", "1e5", "", "99999999999")) {
            assertEquals(2, session.type("demo", "--users", users), users);
            assertEquals(1, session.errors().size(), users);
        }
    }
}

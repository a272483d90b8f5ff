package dev.levada.entry.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `levada show`: what it prints and ends with.
final class ShowCommandTest {

    @TempDir
    private Path folder;

    private Session session;
    private String export;
    private String people;

    @BeforeEach
    void begin() throws IOException {
        session = new Session(folder);
        export = session.file("a.json", "[{\"id\":1,\"name\":\"a\\u001b[31mb\"},\n{\n  \"id\": \"x\"\n}]");
        people = session.file("people.yaml", Session.PEOPLE);
    }

    private List<String> show(int code, String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "show";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        assertEquals(code, session.type(all), () -> String.join("\n", session.errors()));
        return session.out().lines().toList();
    }

    @Test
    void aRowIsShownFromItsPlaceToItsEncodedForm() {
        assertEquals(List.of(export + ": record 0, lying as array",
                "  place     offset 1, 30 bytes of plain text",
                "  read      49 bytes of the source, from byte 0 on (its beginning: no --output names runs of it)",
                "  raw",
                "    {\"id\":1,\"name\":\"a\\u001b[31mb\"}",
                "  row       2 columns",
                "    id    1  (number)",
                "    name  \"a\\u001b[31mb\"  (text)",
                "  encoded",
                "    {\"id\":1,\"name\":\"a\\u001b[31mb\"}"), show(0, export, "--record", "0", "--pipeline", people));
    }

    @Test
    void aRejectIsShownWithItsFieldAndReason() {
        List<String> lines = show(0, export, "--offset", "32", "--pipeline", people);
        assertEquals(export + ": record 1, lying as array", lines.getFirst());
        assertEquals("  place     offset 33, 15 bytes of plain text (the asked offset lies in structure; this is the"
                + " next record)", lines.get(1));
        assertEquals(List.of("    {", "      \"id\": \"x\"", "    }"), lines.subList(4, 7));
        assertTrue(lines.getLast().startsWith("  rejected  WRONG_TYPE /id: expected "), lines.getLast());
    }

    @Test
    void whatARecordHoldsCannotSteerTheTerminal() throws IOException {
        String rude = session.file("rude.json", "[\"\u001b]0;title\u0007\",1]");
        List<String> lines = show(0, rude, "--record", "0");
        assertTrue(session.out().indexOf('\u001b') < 0 && session.out().indexOf('\u0007') < 0, session.out());
        assertEquals("    \"\\u001b]0;title\\u0007\"", lines.get(4));
    }

    @Test
    void pastTheEndIsAFailureThatSaysHowManyThereAre() {
        assertEquals(List.of(), show(1, export, "--record", "2"));
        assertEquals(List.of("levada: expected record 2 in " + export
                + ", got its end: it has 2 records and ends at offset 49"), session.errors());
        show(1, export, "--offset", "48");
        assertEquals(1, session.errors().size());
    }

    @Test
    void whatFailsARunFailsALook() throws IOException {
        show(1, session.path("missing.json"), "--record", "0");
        assertTrue(
                session.errors().getFirst()
                        .matches("levada: UNREADABLE \\[.*missing.json] expected a file, .*\\(check .*"),
                session.errors().toString());
        show(1, session.file("two.json", "{\"users\":[{\"a\":1}],\"groups\":[{\"a\":1}]}"), "--record", "0");
        assertTrue(session.errors().getFirst().startsWith("levada: AMBIGUOUS_SHAPE"), session.errors().toString());
    }

    @Test
    void theShapeCanBePinned() throws IOException {
        String two = session.file("two.json", "{\"users\":[{\"a\":1}],\"groups\":[{\"b\":1}]}");
        assertTrue(show(0, two, "--record", "0", "--records", "/groups").contains("    {\"b\":1}"));
    }

    @Test
    void exactlyOneRecordMustBeNamed() {
        show(2, export);
        show(2, export, "--record", "1", "--offset", "1");
        show(2, export, "--record", "-1");
        show(2, export, "--record", "x");
        show(2, "s3://bucket", "--record", "1");
        assertEquals(List.of("levada: expected s3://bucket/key for an export, got s3://bucket"), session.errors());
    }

    @Test
    void lookingLeavesNothingBehind() throws IOException {
        show(0, export, "--record", "0", "--output", session.path("out"));
        assertTrue(Files.notExists(folder.resolve("out")));
    }
}

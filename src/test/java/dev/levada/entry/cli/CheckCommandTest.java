package dev.levada.entry.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `levada check`.
final class CheckCommandTest {

    private static final String EXAMPLES = """
            examples:
              - in:  {"id": 7}
                row: {"id": 7, "name": null}
              - in:     {"name": "x"}
                reject: {field: id, code: REQUIRED}
            """;

    @TempDir
    private Path folder;

    private Session session;

    @BeforeEach
    void begin() {
        session = new Session(folder);
    }

    @Test
    void aSoundDefinitionIsOk() throws IOException {
        String people = session.file("people.yaml", Session.PEOPLE + EXAMPLES);
        String plain = session.file("plain.yaml", Session.PEOPLE);
        assertEquals(0, session.type("check", people, plain), () -> String.join("\n", session.errors()));
        assertEquals(List.of(people + ": ok, 2 examples", plain + ": ok, no examples"), session.out().lines().toList());
    }

    @Test
    void whatShipsIsFoundByName() {
        assertEquals(0, session.type("check", "users", "address-blocks"), () -> String.join("\n", session.errors()));
        assertTrue(session.out().matches("users: ok, [0-9]+ examples\naddress-blocks: ok, [0-9]+ examples\n"),
                session.out());
    }

    @Test
    void everyProblemHasItsLineAndColumn() throws IOException {
        String bad = session.file("bad.yaml", "pipeline: bad\nfields:\n  a: {from: a, type: strin}\nfrob: 1\n");
        assertEquals(2, session.type("check", bad));
        assertTrue(session.errors().size() >= 3, () -> String.join("\n", session.errors()));
        for (String line : session.errors()) {
            assertTrue(line.matches("levada: .*bad\\.yaml.*[0-9]+.*[0-9]+.*"), line);
        }
        assertEquals("", session.out());
    }

    @Test
    void oneBadDefinitionDoesNotHideTheOthers() throws IOException {
        String good = session.file("people.yaml", Session.PEOPLE);
        assertEquals(2, session.type("check", session.path("none.yaml"), good));
        assertEquals(List.of(good + ": ok, no examples"), session.out().lines().toList());
        assertEquals(1, session.errors().size());
    }

    @Test
    void anExampleThatDoesNotHoldIsAnError() throws IOException {
        String wrong = session.file("people.yaml", Session.PEOPLE + EXAMPLES.replace("REQUIRED", "WRONG_TYPE"));
        assertEquals(2, session.type("check", wrong));
        assertEquals(1, session.errors().size(), () -> String.join("\n", session.errors()));
        assertTrue(session.errors().getFirst().contains("WRONG_TYPE"), session.errors().getFirst());
    }

    @Test
    void whatDoesNotHoldIsToldWithThePlaceOfTheMember() throws IOException {
        String wrong = session.file("people.yaml", Session.PEOPLE + """
                examples:
                  - in:  {"id": 7, "name": "a"}
                    row: {"id": 8, "name": "b"}
                  - in:  {"id": "x"}
                    row: {"id": 8, "name": null}
                """);
        assertEquals(2, session.type("check", wrong));
        assertEquals(List.of("levada: " + wrong + ":8:17: example: id: expected 8, got 7",
                "levada: " + wrong + ":8:28: example: name: expected \"b\", got \"a\"",
                "levada: " + wrong + ":10:10: example: expected a row, got a reject WRONG_TYPE at id"),
                session.errors());
    }

    @Test
    void whatShipsFitsInTheSmallestFunction() {
        assertEquals(0, session.type("check", "users", "address-blocks", "--memory", "128"),
                () -> String.join("\n", session.errors()));
        assertTrue(session.out().lines().allMatch(line -> line.endsWith(", fits in 128 MB")), session.out());
    }

    @Test
    void whatDoesNotFitIsToldWithTheSizeThatWouldDo() throws IOException {
        String people = session.file("people.yaml", Session.PEOPLE);
        assertEquals(2, session.type("check", people, "--memory", "128"));
        assertEquals(
                List.of("levada: " + people + ": MEMORY_TOO_SMALL: needs 192 MB or max-record-bytes <= 1MiB"),
                session.errors());
        assertEquals(0, session.type("check", people, "--memory", "192"));
    }

    @Test
    void aFunctionThatIsNotSoldIsAnError() {
        for (String size : List.of("127", "10241", "-1")) {
            session = new Session(folder);
            assertEquals(2, session.type("check", "users", "--memory", size));
            assertEquals(List.of("levada: --memory: expected 128 to 10240 MB of memory, got " + size),
                    session.errors());
        }
    }

    @Test
    void somethingHasToBeChecked() {
        assertEquals(2, session.type("check"));
        assertEquals(1, session.errors().size());
    }
}

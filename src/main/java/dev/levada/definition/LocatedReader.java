package dev.levada.definition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads YAML or JSON into a tree that knows its places. What cannot be had as it is written (aliases, tags, YAML's own
/// numbers, a key twice) is noted and left out.
final class LocatedReader {

    private static final int DEEPEST = 200;

    private final TokenReader tokens;
    private final Problems problems;

    private LocatedReader(TokenReader tokens, Problems problems) {
        this.tokens = tokens;
        this.problems = problems;
    }

    /// The one value of a text.
    ///
    /// @param name tells JSON and YAML apart by its suffix; without one the first character does
    /// @throws BadDefinition if it is not well-formed
    static Located read(String name, String text, Problems problems) {
        TokenReader tokens = isJson(name, text) ? new JsonTokens(text, problems) : new YamlTokens(text, problems);
        return new LocatedReader(tokens, problems).document();
    }

    private static boolean isJson(String name, String text) {
        return name.endsWith(".json") || (!name.endsWith(".yaml") && !name.endsWith(".yml")
                && text.stripLeading().startsWith("{"));
    }

    private Located document() {
        if (tokens.next() == TokenReader.Token.NOTHING) {
            problems.add(Place.BEGINNING, "expected a definition, got an empty file");
            throw problems.bad();
        }
        Located root = value(0);
        if (tokens.next() != TokenReader.Token.NOTHING) {
            problems.add(tokens.place(), "expected the end of the definition, got another document");
        }
        return root;
    }

    /// The value that begins with the token at hand.
    ///
    /// @param depth lists and mappings around it
    private Located value(int depth) {
        Place place = tokens.place();
        String refusal = tokens.refusal();
        Located value = switch (tokens.token()) {
            case MAPPING -> members(place, deeper(depth));
            case LIST -> items(place, deeper(depth));
            case SCALAR -> tokens.scalar();
            case END, NOTHING -> throw new IllegalStateException("expected a value, got " + tokens.token());
        };
        if (refusal != null) {
            problems.add(place, refusal);
            return new Located.Refused(place);
        }
        return value;
    }

    private int deeper(int depth) {
        if (depth == DEEPEST) {
            problems.add(tokens.place(), "expected lists and mappings of at most " + DEEPEST + " levels, got more");
            throw problems.bad();
        }
        return depth + 1;
    }

    private Located members(Place place, int depth) {
        Map<String, Located.Member> members = new LinkedHashMap<>();
        while (tokens.next() != TokenReader.Token.END) {
            Place key = tokens.place();
            String name = tokens.key();
            tokens.next();
            Located.Member member = new Located.Member(key, name, value(depth));
            Located.Member first = members.putIfAbsent(name, member);
            if (first != null) {
                problems.add(key, "expected each key once, got " + Words.mark(name) + " again (first at "
                        + first.place() + ")");
            }
        }
        return new Located.Members(place, List.copyOf(members.values()));
    }

    private Located items(Place place, int depth) {
        List<Located> values = new ArrayList<>();
        while (tokens.next() != TokenReader.Token.END) {
            values.add(value(depth));
        }
        return new Located.Items(place, values);
    }
}

package dev.levada.definition;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/// Reads YAML or JSON into a tree that knows its places. What cannot be had as it is written (aliases, tags, YAML's own
/// numbers, a key twice) is noted and left out.
final class LocatedReader {

    private static final int DEEPEST = 200;
    private static final String YAML_TAG = "tag:yaml.org,2002:";
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

    private static final StreamReadConstraints LIMITS = StreamReadConstraints.builder().maxNestingDepth(DEEPEST)
            .maxNumberLength(Source.LARGEST).maxStringLength(Source.LARGEST).maxNameLength(Source.LARGEST).build();
    private static final JsonFactory JSON = JsonFactory.builder().streamReadConstraints(LIMITS).build();
    private static final YAMLFactory YAML = YAMLFactory.builder().streamReadConstraints(LIMITS)
            .enable(YAMLParser.Feature.EMPTY_STRING_AS_NULL)
            .enable(YAMLParser.Feature.PARSE_BOOLEAN_LIKE_WORDS_AS_STRINGS).build();

    private final JsonParser parser;
    private final Problems problems;

    private LocatedReader(JsonParser parser, Problems problems) {
        this.parser = parser;
        this.problems = problems;
    }

    /// The one value of a text.
    ///
    /// @param name tells JSON and YAML apart by its suffix; without one the first character does
    /// @throws BadDefinition if it is not well-formed
    static Located read(String name, String text, Problems problems) {
        JsonFactory format = isJson(name, text) ? JSON : YAML;
        try (JsonParser parser = format.createParser(text)) {
            return new LocatedReader(parser, problems).document();
        } catch (JsonProcessingException malformed) {
            note(malformed, format.getFormatName(), problems);
            throw problems.bad();
        } catch (IOException impossible) {
            throw new IllegalStateException("a text can be read", impossible);
        }
    }

    private static boolean isJson(String name, String text) {
        return name.endsWith(".json") || (!name.endsWith(".yaml") && !name.endsWith(".yml")
                && text.stripLeading().startsWith("{"));
    }

    private static void note(JsonProcessingException malformed, String format, Problems problems) {
        JsonLocation at = malformed.getLocation();
        Place place = at == null ? Place.BEGINNING : new Place(at.getLineNr(), at.getColumnNr());
        if (malformed instanceof StreamConstraintsException) {
            problems.add(place, "expected lists and mappings of at most " + DEEPEST + " levels, got more");
        } else if (malformed.getCause() instanceof MarkedYAMLException yaml && yaml.getProblemMark() != null) {
            Place mark = new Place(yaml.getProblemMark().getLine() + 1, yaml.getProblemMark().getColumn() + 1);
            String context = yaml.getContext() == null ? "" : yaml.getContext() + ", ";
            problems.add(mark, "expected YAML, got an error " + context + yaml.getProblem());
        } else {
            problems.add(place, "expected " + format + ": " + malformed.getOriginalMessage()
                    .replaceAll("\\s*\\(start marker at .*", "").replaceAll("<org\\.yaml.*>", "a list or mapping"));
        }
    }

    private Located document() throws IOException {
        if (parser.nextToken() == null) {
            problems.add(Place.BEGINNING, "expected a definition, got an empty file");
            throw problems.bad();
        }
        Located root = value();
        if (parser.nextToken() != null) {
            problems.add(here(), "expected the end of the definition, got another document");
        }
        return root;
    }

    private Place here() {
        JsonLocation at = parser.currentTokenLocation();
        return new Place(at.getLineNr(), at.getColumnNr());
    }

    private Located value() throws IOException {
        Place place = here();
        if (parser instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
            return refuse(place, "expected a value, got the alias " + Words.mark("*" + parser.getText())
                    + ": write the value out");
        }
        Object tag = parser.getTypeId();
        Located value = untagged(place);
        return tag == null
                ? value
                : refuse(place, "expected a value without a tag, got " + Words.mark(tag(tag.toString())));
    }

    /// A tag as it is written.
    private static String tag(String known) {
        return known.startsWith(YAML_TAG) ? "!!" + known.substring(YAML_TAG.length()) : "!" + known;
    }

    private Located untagged(Place place) throws IOException {
        JsonToken token = parser.currentToken();
        return switch (token) {
            case START_OBJECT -> members(place);
            case START_ARRAY -> items(place);
            case VALUE_STRING -> new Located.Text(place, parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(place, parser.getText());
            case VALUE_TRUE -> new Located.Flag(place, true);
            case VALUE_FALSE -> new Located.Flag(place, false);
            case VALUE_NULL -> new Located.Nothing(place);
            case VALUE_EMBEDDED_OBJECT -> new Located.Refused(place); // ex !!binary aGk=, refused for its tag
            case NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME -> throw new IllegalStateException(
                    "expected a value, got " + token);
        };
    }

    private Located members(Place place) throws IOException {
        Map<String, Located.Member> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            Place key = here();
            String name = parser.currentName();
            parser.nextToken();
            Located.Member member = new Located.Member(key, name, value());
            Located.Member first = members.putIfAbsent(name, member);
            if (first != null) {
                problems.add(key, "expected each key once, got " + Words.mark(name) + " again (first at "
                        + first.place() + ")");
            }
        }
        return new Located.Members(place, List.copyOf(members.values()));
    }

    private Located items(Place place) throws IOException {
        List<Located> values = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            values.add(value());
        }
        return new Located.Items(place, values);
    }

    private Located number(Place place, String text) {
        return NUMBER.matcher(text).matches()
                ? new Located.Numeral(place, text)
                : refuse(place, "expected a number as JSON writes it, got " + Words.mark(text)
                        + ": put it in quotes if it is text");
    }

    private Located refuse(Place place, String message) {
        problems.add(place, message);
        return new Located.Refused(place);
    }
}

package dev.levada.definition;

import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/// YAML, token by token, as SnakeYAML's parser gives its events. Only what JSON would understand as well means more than its
/// text: numbers, true, false, null. Of SnakeYAML nothing else is loaded, nor is Jackson's reader of YAML on top of it: each
/// start of a command reads a definition.
final class YamlTokens implements TokenReader {

    private static final String YAML_TAG = "tag:yaml.org,2002:";
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

    private final ParserImpl parser;
    private final Problems problems;
    private Event event;
    private Token token;

    YamlTokens(String text, Problems problems) {
        this.parser = new ParserImpl(new StreamReader(text), new LoaderOptions());
        this.problems = problems;
    }

    @Override
    public Token next() {
        do {
            event = event();
            token = token(event.getEventId());
        } while (token == null);
        return token;
    }

    private Event event() {
        try {
            return parser.getEvent();
        } catch (MarkedYAMLException malformed) {
            String context = malformed.getContext() == null ? "" : malformed.getContext() + ", ";
            throw noYaml(malformed.getProblemMark(), context + malformed.getProblem());
        } catch (YAMLException malformed) {
            throw noYaml(behind(), malformed.getMessage());
        } catch (NumberFormatException malformed) {
            throw noYaml(behind(), "a number that is too large"); // ex %YAML 1.99999999999
        }
    }

    /// The end of what was understood.
    private Mark behind() {
        return event == null ? null : event.getEndMark();
    }

    private BadDefinition noYaml(Mark at, String got) {
        problems.add(place(at), "expected YAML, got an error " + got);
        return problems.bad();
    }

    private static Place place(Mark mark) {
        return mark == null ? Place.BEGINNING : new Place(mark.getLine() + 1, mark.getColumn() + 1);
    }

    /// Null for what surrounds documents.
    private static Token token(Event.ID event) {
        return switch (event) {
            case MappingStart -> Token.MAPPING;
            case SequenceStart -> Token.LIST;
            case MappingEnd, SequenceEnd -> Token.END;
            case Scalar, Alias -> Token.SCALAR;
            case StreamEnd -> Token.NOTHING;
            case StreamStart, DocumentStart, DocumentEnd, Comment -> null;
        };
    }

    @Override
    public Token token() {
        return token;
    }

    @Override
    public Place place() {
        return place(event.getStartMark());
    }

    @Override
    public String key() {
        if (event instanceof ScalarEvent scalar) {
            return scalar.getValue();
        }
        problems.add(place(event.getEndMark()),
                "expected YAML: Expected a field name (Scalar value in YAML), got this instead: "
                        + (event instanceof AliasEvent ? "an alias" : "a list or mapping"));
        throw problems.bad();
    }

    @Override
    public Located scalar() {
        return event instanceof ScalarEvent scalar ? value(scalar) : new Located.Refused(place());
    }

    private Located value(ScalarEvent scalar) {
        String text = scalar.getValue();
        if (!scalar.isPlain()) {
            return new Located.Text(place(), text);
        }
        return switch (text) {
            case "", "~", "null", "Null", "NULL" -> new Located.Nothing(place());
            case "true", "True", "TRUE" -> new Located.Flag(place(), true);
            case "false", "False", "FALSE" -> new Located.Flag(place(), false);
            default -> NUMBER.matcher(text).matches()
                    ? new Located.Numeral(place(), text)
                    : new Located.Text(place(), text);
        };
    }

    @Override
    public String refusal() {
        if (event instanceof AliasEvent alias) {
            return "expected a value, got the alias " + Words.mark("*" + alias.getAnchor()) + ": write the value out";
        }
        String tag = tag();
        if (tag != null) {
            return "expected a value without a tag, got " + Words.mark(tag);
        }
        return event instanceof ScalarEvent scalar && scalar.isPlain() && isNumberOfYaml(scalar.getValue())
                ? "expected a number as JSON writes it, got " + Words.mark(scalar.getValue())
                        + ": put it in quotes if it is text"
                : null;
    }

    /// The tag of the value as it is written, or null.
    private String tag() {
        String known = event instanceof ScalarEvent scalar
                ? scalar.getTag()
                : event instanceof CollectionStartEvent start ? start.getTag() : null;
        if (known == null) {
            return null;
        }
        return known.startsWith(YAML_TAG)
                ? "!!" + known.substring(YAML_TAG.length())
                : "!" + known.replaceFirst("^!+", "");
    }

    /// Whether YAML takes it for a number and JSON does not, ex +7 010 0x1F 1_000 .5 .inf; times such as 1:30 are text.
    private static boolean isNumberOfYaml(String text) {
        return !text.isEmpty() && "+-.0123456789".indexOf(text.charAt(0)) >= 0 && !NUMBER.matcher(text).matches()
                && (Resolver.FLOAT.matcher(text).matches()
                        || (text.indexOf(':') < 0 && Resolver.INT.matcher(text).matches()));
    }
}

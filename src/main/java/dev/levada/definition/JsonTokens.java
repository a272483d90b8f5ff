package dev.levada.definition;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;

/// JSON, token by token, as Jackson reads it.
final class JsonTokens implements TokenReader {

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNumberLength(Source.LARGEST)
                    .maxStringLength(Source.LARGEST).maxNameLength(Source.LARGEST).build())
            .build();

    private final JsonParser parser;
    private final Problems problems;
    private Token token;

    JsonTokens(String text, Problems problems) {
        this.problems = problems;
        try {
            this.parser = JSON.createParser(text);
        } catch (IOException impossible) {
            throw unreadable(impossible);
        }
    }

    private static IllegalStateException unreadable(IOException impossible) {
        return new IllegalStateException("expected a text that can be read", impossible);
    }

    @Override
    public Token next() {
        try {
            JsonToken next = parser.nextToken();
            token = next == null ? Token.NOTHING : token(next);
            return token;
        } catch (JsonProcessingException malformed) {
            throw noJson(malformed);
        } catch (IOException impossible) {
            throw unreadable(impossible);
        }
    }

    private BadDefinition noJson(JsonProcessingException malformed) {
        JsonLocation at = malformed.getLocation();
        problems.add(at == null ? Place.BEGINNING : new Place(at.getLineNr(), at.getColumnNr()), "expected JSON: "
                + malformed.getOriginalMessage().replaceAll("\\s*\\(start marker at .*", ""));
        return problems.bad();
    }

    private static Token token(JsonToken token) {
        return switch (token) {
            case START_OBJECT -> Token.MAPPING;
            case START_ARRAY -> Token.LIST;
            case END_OBJECT, END_ARRAY -> Token.END;
            case FIELD_NAME, VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE, VALUE_NULL ->
                Token.SCALAR;
            case NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT -> throw unexpected(token);
        };
    }

    private static IllegalStateException unexpected(JsonToken token) {
        return new IllegalStateException("expected a token of JSON, got " + token);
    }

    @Override
    public Token token() {
        return token;
    }

    @Override
    public Place place() {
        JsonLocation at = parser.currentTokenLocation();
        return new Place(at.getLineNr(), at.getColumnNr());
    }

    @Override
    public String key() {
        return text();
    }

    private String text() {
        try {
            return parser.getText();
        } catch (JsonProcessingException malformed) {
            throw noJson(malformed); // ex "\q: Jackson reads a text when it is asked for
        } catch (IOException impossible) {
            throw unreadable(impossible);
        }
    }

    @Override
    public Located scalar() {
        JsonToken scalar = parser.currentToken();
        return switch (scalar) {
            case VALUE_STRING -> new Located.Text(place(), text());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Located.Numeral(place(), text());
            case VALUE_TRUE -> new Located.Flag(place(), true);
            case VALUE_FALSE -> new Located.Flag(place(), false);
            case VALUE_NULL -> new Located.Nothing(place());
            case START_OBJECT, START_ARRAY, END_OBJECT, END_ARRAY, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
                throw unexpected(scalar);
        };
    }

    @Override
    public String refusal() {
        return null;
    }
}

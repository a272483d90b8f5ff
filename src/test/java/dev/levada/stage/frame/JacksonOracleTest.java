package dev.levada.stage.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.levada.contract.Framed;
import dev.levada.model.Shape;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Random exports of every shape, cut at random: records lie exactly where Jackson sees the tokens.
final class JacksonOracleTest {

    private static final JsonFactory JSON = new JsonFactory();
    private static final ObjectMapper TREES = new ObjectMapper();

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    private record Token(long offset, long end, String value) {
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void elementsOfAnArray(long seed) throws IOException {
        RandomText random = new RandomText(seed);
        agree("array", random.space() + random.array() + random.space(), "", random);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void elementsOfAnArrayAtAPath(long seed) throws IOException {
        RandomText random = new RandomText(seed);
        agree("/data/users", random.around("data", random.around("users", random.array())), "/data/users", random);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void membersOfAMap(long seed) throws IOException {
        RandomText random = new RandomText(seed);
        agree("map:/users", random.around("users", random.object()), "/users", random);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void documents(long seed) throws IOException {
        RandomText random = new RandomText(seed);
        StringBuilder text = new StringBuilder(random.space());
        for (int i = random.upTo(6); i > 0; i--) {
            text.append(random.value(3)).append(' ').append(random.space());
        }
        agree("documents", text.toString(), null, random);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void lines(long seed) throws IOException {
        RandomText random = new RandomText(seed);
        StringBuilder text = new StringBuilder();
        for (int i = random.upTo(6); i > 0; i--) {
            text.append(random.value(3).replace('\n', ' ')).append(random.upTo(2) == 0 ? "\n" : "\r\n \n");
        }
        agree("lines", text.toString(), null, random);
    }

    /// RS means nothing to Jackson; white space of the same length does.
    @ParameterizedTest
    @MethodSource("seeds")
    void sequences(long seed) throws IOException {
        RandomText random = new RandomText(seed);
        StringBuilder text = new StringBuilder();
        for (int i = random.upTo(6); i > 0; i--) {
            text.append('\u001e').append(random.value(3)).append('\n');
        }
        agree("sequence", text.toString(), null, random);
    }

    private static void agree(String shape, String text, String place, RandomText random) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int first = random.upTo(bytes.length);
        int second = first + random.upTo(bytes.length - first);
        Framed framed = Framed.of(Shape.parse(shape), bytes, 1 << 20, first, second);
        assertNull(framed.failure(), text);
        assertEquals(bytes.length, framed.accounted(), text);
        assertEquals(0, framed.leaked());
        List<Token> expected = tokens(text.replace('\u001e', ' ').getBytes(StandardCharsets.UTF_8), place);
        assertEquals(expected.size(), framed.records().size(), text);
        for (int i = 0; i < expected.size(); i++) {
            Token token = expected.get(i);
            Framed.Found found = framed.records().get(i);
            assertEquals(token.offset, found.offset(), text);
            assertEquals(token.end, found.offset() + found.length(), text);
            assertEquals(TREES.readTree(token.value), TREES.readTree(found.value()), text);
        }
    }

    /// The values at a place, or all values at the top where it is null. The entry of a map begins with its name.
    private static List<Token> tokens(byte[] bytes, String place) throws IOException {
        List<Token> tokens = new ArrayList<>();
        try (JsonParser parser = JSON.createParser(bytes)) {
            if (place != null) {
                descend(parser, place);
            }
            JsonToken token = parser.nextToken();
            while (token != null && !(place != null && token.isStructEnd())) {
                long offset = parser.currentTokenLocation().getByteOffset();
                if (token == JsonToken.FIELD_NAME) {
                    parser.nextToken();
                }
                int from = (int) parser.currentTokenLocation().getByteOffset();
                parser.skipChildren();
                parser.finishToken();
                int end = (int) parser.currentLocation().getByteOffset();
                String value = new String(bytes, from, end - from, StandardCharsets.UTF_8).strip();
                tokens.add(new Token(offset, from + value.getBytes(StandardCharsets.UTF_8).length, value));
                token = parser.nextToken();
            }
        }
        return tokens;
    }

    private static void descend(JsonParser parser, String place) throws IOException {
        parser.nextToken();
        for (String name : place.isEmpty() ? new String[0] : place.substring(1).split("/", -1)) {
            while (!name.equals(parser.nextFieldName())) {
                parser.nextToken();
                parser.skipChildren();
            }
            parser.nextToken();
        }
    }

    /// JSON with white space anywhere, and strings full of what looks like structure.
    private static final class RandomText {
        private static final List<String> TEXTS = List.of("", "a", "]", "}{", ",", "\\\"", "\\\\",
                "\\\\\\\"", "\\u0022",
                "日本", "\u2028", "é: [", "x".repeat(40));
        private static final List<String> SCALARS = List.of("0", "-1.5e3", "true", "false", "null",
                "12345678901234567890");
        private final Random random;

        RandomText(long seed) {
            random = new Random(seed);
        }

        int upTo(int most) {
            return random.nextInt(most + 1);
        }

        String space() {
            return " \n\t\r".repeat(2).substring(0, upTo(2) == 0 ? upTo(8) : 0);
        }

        String string() {
            StringBuilder text = new StringBuilder("\"");
            for (int i = upTo(3); i > 0; i--) {
                text.append(TEXTS.get(random.nextInt(TEXTS.size())));
            }
            return text.append('"').toString();
        }

        String value(int depth) {
            return switch (random.nextInt(depth > 0 ? 6 : 3)) {
                case 0, 1 -> SCALARS.get(random.nextInt(SCALARS.size()));
                case 2 -> string();
                case 3 -> array(depth - 1);
                default -> object(depth - 1);
            };
        }

        String array() {
            return array(3);
        }

        private String array(int depth) {
            List<String> elements = new ArrayList<>();
            for (int i = upTo(5); i > 0; i--) {
                elements.add(space() + value(depth) + space());
            }
            return "[" + String.join(",", elements) + space() + "]";
        }

        String object() {
            return object(3);
        }

        private String object(int depth) {
            List<String> members = new ArrayList<>();
            for (int i = upTo(4); i > 0; i--) {
                members.add(space() + string() + space() + ":" + space() + value(depth) + space());
            }
            return "{" + String.join(",", members) + space() + "}";
        }

        /// An object with this member among others.
        String around(String name, String value) {
            String before = upTo(1) == 0 ? "" : "\"b\":" + value(2) + ",";
            String behind = upTo(1) == 0 ? "" : ",\"c\" :" + value(2) + space();
            return space() + "{" + space() + before + "\"" + name + "\"" + space() + ":" + space() + value
                    + behind + "}";
        }
    }
}

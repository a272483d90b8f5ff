package dev.levada.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.levada.run.report.Manifest;
import dev.levada.run.report.SeekIndex;
import dev.levada.run.state.Attempt;
import dev.levada.run.state.Checkpoint;
import dev.levada.run.state.Entry;
import dev.levada.run.state.RunFiles;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Holds what is written against what databind would write, for made-up documents of every type there is.
class JsonDocumentTest {

    private static final ObjectMapper DATABIND = JsonMapper.builder().disable(MapperFeature.USE_ANNOTATIONS).build();
    private static final List<String> TEXTS = List.of("", "a", "Zoë 😀", "\"\\/\b\f\n\r\t\u0000\u001f\u007f\u2028",
            "</a>");
    private static final List<Long> NUMBERS = List.of(0L, -1L, 7L, (long) Integer.MIN_VALUE, Long.MAX_VALUE);
    private static final List<Double> FRACTIONS = List.of(0.0, -0.0, 1e-7, 123456789.125, 1e300);
    private static final int DOCUMENTS = 200;

    private final Random random = new Random(42);

    static Stream<Class<? extends Record>> types() {
        return Stream
                .of(Stream.of(Entry.class, Attempt.class, Checkpoint.class, Manifest.class), within(RunFiles.class),
                        within(SeekIndex.class))
                .flatMap(types -> types);
    }

    /// Documents that a type keeps to itself.
    private static Stream<Class<? extends Record>> within(Class<?> owner) {
        return Arrays.stream(owner.getDeclaredClasses())
                .filter(type -> List.of("Segment", "Publication", "Document").contains(type.getSimpleName()))
                .map(type -> type.asSubclass(Record.class));
    }

    @ParameterizedTest
    @MethodSource("types")
    void everyByteIsAsDatabindWritesIt(Class<? extends Record> type) throws IOException {
        for (int i = 0; i < DOCUMENTS; i++) {
            Record document = some(type);
            assertArrayEquals(DATABIND.writeValueAsBytes(document), JsonDocument.bytes(document));
            assertArrayEquals(DATABIND.writer(SerializationFeature.INDENT_OUTPUT).writeValueAsBytes(document),
                    JsonDocument.indented(document));
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void whatIsWrittenIsReadBack(Class<? extends Record> type) throws IOException {
        for (int i = 0; i < DOCUMENTS; i++) {
            Record document = some(type);
            Record read = JsonDocument.read(JsonDocument.bytes(document), type);
            if (Arrays.stream(type.getRecordComponents()).noneMatch(component -> component.getType().isArray())) {
                assertEquals(document, read);
            }
            assertArrayEquals(JsonDocument.indented(document), JsonDocument.indented(read));
        }
    }

    private record Holder(Object value) {
    }

    @ParameterizedTest
    @ValueSource(classes = {BigDecimal.class, StringBuilder.class, Object.class})
    void whatNoDocumentHoldsIsAMistakeOfOurs(Class<?> type) throws ReflectiveOperationException {
        Object value = type == BigDecimal.class ? BigDecimal.ONE : type.getConstructor().newInstance();
        Holder document = new Holder(List.of(Map.of("a", value)));
        Exception mistake = assertThrows(IllegalStateException.class, () -> JsonDocument.bytes(document));
        assertEquals("expected what a document can hold, got a " + type.getName(), mistake.getMessage());
        assertThrows(IllegalStateException.class, () -> JsonDocument.bytes(new Holder(Map.of(1, "a"))));
    }

    private Record some(Class<?> type) {
        try {
            RecordComponent[] components = type.getRecordComponents();
            Constructor<?> constructor = type
                    .getDeclaredConstructor(Arrays.stream(components).map(RecordComponent::getType)
                            .toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return (Record) constructor.newInstance(
                    Arrays.stream(components).map(component -> value(component.getGenericType())).toArray());
        } catch (ReflectiveOperationException broken) {
            throw new IllegalStateException(type.getName(), broken);
        }
    }

    /// Null now and then, where it can be.
    private Object value(Type type) {
        if (type instanceof Class<?> primitive && primitive.isPrimitive()) {
            return present(type);
        }
        return random.nextInt(5) == 0 ? null : present(type);
    }

    private Object present(Type type) {
        if (type instanceof ParameterizedType generic) {
            Type[] of = generic.getActualTypeArguments();
            return generic.getRawType() == List.class ? list(of[0]) : map(of[0], of[1]);
        } else if (type == String.class) {
            return any(TEXTS);
        } else if (type == int.class || type == Integer.class) {
            return any(NUMBERS).intValue();
        } else if (type == long.class || type == Long.class) {
            return any(NUMBERS);
        } else if (type == double.class || type == Double.class) {
            return any(FRACTIONS);
        } else if (type == boolean.class) {
            return random.nextBoolean();
        } else if (type == byte[].class) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            return bytes;
        }
        Class<?> plain = (Class<?>) type;
        return plain.isEnum() ? any(List.of(plain.getEnumConstants())) : some(plain);
    }

    private List<Object> list(Type of) {
        List<Object> list = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            list.add(present(of));
        }
        return list;
    }

    private Map<Object, Object> map(Type keys, Type values) {
        Map<Object, Object> map = new LinkedHashMap<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            map.put(present(keys), present(values));
        }
        return map;
    }

    private <T> T any(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }
}

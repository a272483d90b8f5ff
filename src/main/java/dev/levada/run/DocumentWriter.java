package dev.levada.run;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;

/// Writes a record as JSON, and what its components may be: records, lists and maps of them, texts, numbers, flags, words of
/// an enum by name, bytes in Base64, null.
///
/// @param json where it goes
record DocumentWriter(JsonGenerator json) {

    private static final ClassValue<RecordComponent[]> COMPONENTS = new ClassValue<>() {
        @Override
        protected RecordComponent[] computeValue(Class<?> type) {
            RecordComponent[] components = type.getRecordComponents();
            for (RecordComponent component : components) {
                component.getAccessor().setAccessible(true); // a record may be private to the type whose document it is
            }
            return components;
        }
    };

    /// A record, one member a component, in their order.
    void write(Record document) throws IOException {
        json.writeStartObject();
        for (RecordComponent component : COMPONENTS.get(document.getClass())) {
            json.writeFieldName(component.getName());
            value(valueOf(component, document));
        }
        json.writeEndObject();
    }

    private static Object valueOf(RecordComponent component, Record document) {
        try {
            return component.getAccessor().invoke(document);
        } catch (ReflectiveOperationException broken) {
            throw new IllegalStateException("expected a component that can be read, got " + component, broken);
        }
    }

    @SuppressWarnings("IfChainToSwitch") // for which a class would be made at each start
    private void value(Object value) throws IOException {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof String text) {
            json.writeString(text);
        } else if (value instanceof Integer number) {
            json.writeNumber(number);
        } else if (value instanceof Long number) {
            json.writeNumber(number);
        } else if (value instanceof Double number) {
            json.writeNumber(number);
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (value instanceof Enum<?> word) {
            json.writeString(word.name());
        } else if (value instanceof byte[] bytes) {
            json.writeBinary(bytes);
        } else if (value instanceof Record document) {
            write(document);
        } else if (value instanceof List<?> values) {
            items(values);
        } else if (value instanceof Map<?, ?> members) {
            members(members);
        } else {
            throw new IllegalStateException("expected what a document can hold, got a " + value.getClass().getName());
        }
    }

    private void items(List<?> values) throws IOException {
        json.writeStartArray();
        for (Object value : values) {
            value(value);
        }
        json.writeEndArray();
    }

    private void members(Map<?, ?> members) throws IOException {
        json.writeStartObject();
        for (Map.Entry<?, ?> member : members.entrySet()) {
            json.writeFieldName(name(member.getKey()));
            value(member.getValue());
        }
        json.writeEndObject();
    }

    private static String name(Object key) {
        if (key instanceof Enum<?> word) {
            return word.name();
        } else if (key instanceof String text) {
            return text;
        }
        throw new IllegalStateException("expected a key that is text or a word of an enum, got " + key);
    }
}

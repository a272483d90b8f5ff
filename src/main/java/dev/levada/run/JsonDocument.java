package dev.levada.run;

import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import java.io.IOException;

/// How a document of ours is written and read: a record as a JSON object with a member for each of its components, null included.
///
/// One mapper for all of them, which looks for no annotations: what it finds out of a type is found out once, and that is most of
/// what a small run costs.
public final class JsonDocument {

    private static final ObjectMapper JSON = JsonMapper.builder().disable(MapperFeature.USE_ANNOTATIONS).build();

    private JsonDocument() {
    }

    /// On one line, for programs; in UTF-8.
    public static byte[] bytes(Record document) {
        try {
            return JSON.writeValueAsBytes(document);
        } catch (IOException impossible) {
            throw unwritable(document, impossible);
        }
    }

    /// A member a line, for people as well; in UTF-8.
    public static byte[] indented(Record document) {
        try {
            return JSON.writer(SerializationFeature.INDENT_OUTPUT).writeValueAsBytes(document);
        } catch (IOException impossible) {
            throw unwritable(document, impossible);
        }
    }

    private static Failure unwritable(Record document, IOException impossible) {
        return new Failure(FailureCode.INTERNAL, "cannot write a " + document.getClass().getSimpleName(), impossible);
    }

    /// Reads one.
    ///
    /// @throws IOException if it is none
    public static <T extends Record> T read(byte[] json, Class<T> type) throws IOException {
        return JSON.readValue(json, type);
    }
}

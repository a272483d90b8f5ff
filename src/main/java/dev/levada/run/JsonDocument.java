package dev.levada.run;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.levada.model.Failure;
import dev.levada.model.FailureCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/// How a document of ours is written and read: a record as a JSON object with a member for each of its components, null included.
///
/// A run that meets no run before it only writes, and does so by a [DocumentWriter] of our own: to load databind and let it
/// find out about our types would be a large share of what a small run costs. What is read is read by databind.
public final class JsonDocument {

    private static final JsonFactory JSON = new JsonFactory();

    /// Loaded where a document is read for the first time. It looks for no annotations: we have none.
    private static final class Reading {
        static final ObjectMapper JSON = JsonMapper.builder().disable(MapperFeature.USE_ANNOTATIONS).build();
    }

    private JsonDocument() {
    }

    /// On one line, for programs; in UTF-8.
    public static byte[] bytes(Record document) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            new DocumentWriter(json).write(document);
        } catch (IOException impossible) {
            throw unwritable(document, impossible);
        }
        return bytes.toByteArray();
    }

    /// A member a line, for people as well; in UTF-8.
    public static byte[] indented(Record document) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes).setPrettyPrinter(new DefaultPrettyPrinter())) {
            new DocumentWriter(json).write(document);
        } catch (IOException impossible) {
            throw unwritable(document, impossible);
        }
        return bytes.toByteArray();
    }

    private static Failure unwritable(Record document, IOException impossible) {
        return new Failure(FailureCode.INTERNAL, "cannot write a " + document.getClass().getSimpleName(), impossible);
    }

    /// Reads one.
    ///
    /// @throws IOException if it is none
    public static <T extends Record> T read(byte[] json, Class<T> type) throws IOException {
        return Reading.JSON.readValue(json, type);
    }
}

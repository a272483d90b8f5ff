package dev.levada.bench.peer;

import com.dslplatform.json.DslJson;
import com.dslplatform.json.JsonWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Iterator;

/// dsl-json with the converters it generates at compile time, over a top-level array.
final class DslJsonStream {

    private static final int BUFFER = 1 << 16;

    static void run(InputStream in, OutputStream out) throws IOException {
        DslJson<Object> json = new DslJson<>(new DslJson.Settings<>().includeServiceLoader());
        JsonWriter writer = json.newWriter(BUFFER);
        Iterator<User> users = json.iterateOver(User.class, in, new byte[BUFFER]);
        while (users.hasNext()) {
            Row row = Row.of(users.next());
            if (row != null) {
                json.serialize(writer, row);
                writer.writeByte((byte) '\n');
            }
            if (writer.size() > BUFFER / 2) {
                writer.toStream(out);
                writer.reset();
            }
        }
        writer.toStream(out);
    }

    private DslJsonStream() {
    }
}

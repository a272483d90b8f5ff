package dev.levada.bench.peer;

import io.avaje.json.JsonReader;
import io.avaje.jsonb.JsonType;
import io.avaje.jsonb.Jsonb;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.stream.Stream;

/// avaje-jsonb with the adapters it generates at compile time, over a top-level array.
final class AvajeJsonb {

    static void run(InputStream in, OutputStream out) throws IOException {
        Jsonb json = Jsonb.builder().serializeNulls(true).serializeEmpty(true).failOnUnknown(false).build();
        JsonType<Row> rows = json.type(Row.class);
        try (JsonReader reader = json.reader(in); Stream<User> users = json.type(User.class).stream(reader)) {
            for (Iterator<User> next = users.iterator(); next.hasNext();) {
                Row row = Row.of(next.next());
                if (row != null) {
                    out.write(rows.toJsonBytes(row));
                    out.write('\n');
                }
            }
        }
    }

    private AvajeJsonb() {
    }
}

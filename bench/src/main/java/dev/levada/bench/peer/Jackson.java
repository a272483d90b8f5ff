package dev.levada.bench.peer;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SequenceWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// Jackson, an object a record: takes arrays and lines alike.
final class Jackson {

    static void run(InputStream in, OutputStream out) throws IOException {
        ObjectMapper mapper = new ObjectMapper().configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);
        try (MappingIterator<User> users = mapper.readerFor(User.class).readValues(in);
                SequenceWriter rows = mapper.writerFor(Row.class).withRootValueSeparator("\n")
                        .without(SerializationFeature.FLUSH_AFTER_WRITE_VALUE).writeValues(out)) {
            while (users.hasNext()) {
                Row row = Row.of(users.next());
                if (row != null) {
                    rows.write(row);
                }
            }
            rows.flush();
            out.write('\n');
        }
    }

    private Jackson() {
    }
}

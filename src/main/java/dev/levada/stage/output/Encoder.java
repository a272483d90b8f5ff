package dev.levada.stage.output;

import dev.levada.model.Format;
import dev.levada.model.Rows;
import dev.levada.model.Schema;

/// Writes rows of one schema in one format.
interface Encoder {

    /// The encoder of a format.
    static Encoder of(Format format, Schema schema) {
        return switch (format) {
            case NDJSON -> new NdjsonEncoder(schema);
            case CSV -> new CsvEncoder(schema);
        };
    }

    /// What stands in front of the first row of a part.
    byte[] preamble();

    /// Bytes that the encoded row has at the most.
    long room(Rows rows, int row);

    /// Writes the row, its end included, and gives the index behind it. Up to [dev.levada.model.Slab#SLACK] bytes
    /// behind the room of the row may be overwritten with anything.
    int encode(Rows rows, int row, byte[] to, int at);
}

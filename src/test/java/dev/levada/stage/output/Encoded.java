package dev.levada.stage.output;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.levada.model.Rows;
import dev.levada.model.Schema;
import dev.levada.model.Slab;
import dev.levada.model.Slabs;
import dev.levada.model.ValueType;
import dev.levada.stage.output.Cells.Cell;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// One row through an encoder, held to the room that it asked for.
final class Encoded {

    private Encoded() {
    }

    static String row(Encoder encoder, Schema schema, List<Cell> cells) {
        Rows rows = Cells.batch(schema, List.of(cells), new Slabs(1024, 1));
        int room = Math.toIntExact(encoder.room(rows, 0));
        byte[] to = new byte[3 + room + Slab.SLACK];
        int end = encoder.encode(rows, 0, to, 3);
        assertTrue(end - 3 <= room, "expected at most " + room + " bytes, got " + (end - 3));
        return new String(to, 3, end - 3, StandardCharsets.UTF_8);
    }

    static Schema column(ValueType type) {
        return new Schema(List.of(new Schema.Column("a", type)));
    }

    static Schema columns(ValueType type, String... names) {
        return new Schema(List.of(names).stream().map(name -> new Schema.Column(name, type)).toList());
    }
}

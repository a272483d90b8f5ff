package dev.levada.model;

import java.util.List;

/// The columns of the rows, in the order in which they are written.
///
/// @param columns names and types; one nameless column in [#DOCUMENT]
public record Schema(List<Column> columns) {

    /// The records themselves, each as one value: what the identity pipeline passes on.
    public static final Schema DOCUMENT = new Schema(List.of(new Column("", ValueType.JSON)));

    /// Entries of a keyed map, as the identity pipeline passes them on.
    public static final Schema ENTRY = new Schema(
            List.of(new Column("key", ValueType.STRING), new Column("value", ValueType.JSON)));

    public Schema {
        columns = List.copyOf(columns);
    }

    /// Whether it is that of [#DOCUMENT]: no field is nameless.
    public boolean isDocument() {
        return columns.size() == 1 && columns.getFirst().name().isEmpty();
    }

    public int size() {
        return columns.size();
    }

    /// @param name as it stands in the output
    public record Column(String name, ValueType type) {
    }
}

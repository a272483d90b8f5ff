package dev.levada.definition;

import dev.levada.model.RejectCode;
import java.util.Map;

/// A record, and what the definition says becomes of it.
///
/// @param in JSON text of the record, on one line
/// @param key its key in a keyed map, or null where it has none
/// @param places where it stands in the definition
public record Example(String in, String key, Expected expected, Places places) {

    /// Where an example stands.
    ///
    /// @param example its beginning
    /// @param outcome the row, the reject or the word that says it is filtered
    /// @param columns the values of the row, by their columns; none where it is no row
    public record Places(Place example, Place outcome, Map<String, Place> columns) {
        public Places {
            columns = Map.copyOf(columns);
        }
    }

    /// What becomes of the record.
    public sealed interface Expected {
    }

    /// It becomes this row.
    ///
    /// @param json an object on one line with every column, in the order of the columns
    public record Row(String json) implements Expected {
    }

    /// It is rejected.
    ///
    /// @param field the column that is to blame, or null where the definition does not say
    public record Reject(String field, RejectCode code) implements Expected {
    }

    /// `where` drops it.
    public record Filtered() implements Expected {
    }
}

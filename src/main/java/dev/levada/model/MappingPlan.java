package dev.levada.model;

import java.util.List;

/// What becomes of a record.
public sealed interface MappingPlan {

    /// Every record is passed on as it is; an entry of a keyed map as `{"key": ..., "value": ...}`.
    record Identity() implements MappingPlan {
    }

    /// Columns by name.
    ///
    /// @param where all must hold; none: every record passes
    record Fields(List<FieldPlan> fields, List<Condition> where) implements MappingPlan {
        public Fields {
            fields = List.copyOf(fields);
            where = List.copyOf(where);
        }

        /// Columns of the rows.
        public Schema schema() {
            return new Schema(
                    fields.stream().map(field -> new Schema.Column(field.name(), field.columnType())).toList());
        }
    }
}

package dev.levada.model;

import java.util.Set;

/// A condition of `where`, on an output column after its steps. Records for which one does not hold are filtered.
public sealed interface Condition {

    /// The column it looks at.
    String field();

    /// The value is one of these (texts of strings, other tokens as written); null is none of them.
    record In(String field, Set<String> values) implements Condition {
        public In {
            values = Set.copyOf(values);
        }
    }

    /// The value is none of these; null is none of them, so it holds.
    record NotIn(String field, Set<String> values) implements Condition {
        public NotIn {
            values = Set.copyOf(values);
        }
    }

    /// The value is null, or is not.
    record IsNull(String field, boolean expected) implements Condition {
    }
}

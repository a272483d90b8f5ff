package dev.levada.model;

import java.util.List;

/// One output column: where its value comes from, what it must be, what is done to it.
///
/// Order: presence (`required`, else `fallback`), type, leading [Step.Trim]/[Step.Lower]/[Step.Upper], the checks (`min`,
/// `max`, `oneOf`, `pattern`, `maxLength`), the remaining steps.
///
/// @param name of the column
/// @param from where the value lies in the record
/// @param required whether missing and null are refused
/// @param fallback JSON token that takes the place of a missing member or null (`default`), or null for none
/// @param min smallest number that is allowed, or null
/// @param max largest number that is allowed, or null
/// @param oneOf allowed values (texts of a string, numbers as written), or null for any
/// @param pattern RE2 regular expression that the whole text must match, or null
/// @param maxLength most code points of the text, or null
public record FieldPlan(String name, From from, ValueType type, boolean required, String fallback, Decimal min,
        Decimal max, List<String> oneOf, String pattern, Integer maxLength, List<Step> apply) {

    public FieldPlan {
        oneOf = oneOf == null ? null : List.copyOf(oneOf);
        apply = List.copyOf(apply);
    }

    /// Type of the column that is written: hashing and redacting make text of anything.
    public ValueType columnType() {
        for (Step step : apply) {
            if (step instanceof Step.Sha256 || step instanceof Step.Redact) {
                return ValueType.STRING;
            }
        }
        return type;
    }

    /// Where a value comes from.
    public sealed interface From {

        /// A place in the record, without `*`. A token of digits means a member of that name or an array element.
        record Member(Pointer pointer) implements From {
        }

        /// The key of the record in a keyed map (`from: $key`).
        record Key() implements From {
        }
    }
}

package dev.levada.model;

import java.util.Locale;

/// Types of output columns, named as in Athena and Parquet.
public enum ValueType {
    /// A JSON string.
    STRING,
    /// A whole number of 32 bits, written without fraction and exponent.
    INT,
    /// A whole number of 64 bits, written without fraction and exponent.
    LONG,
    /// A number whose nearest IEEE 754 binary64 is finite.
    DOUBLE,
    /// Any JSON number; compared exactly.
    DECIMAL,
    /// `true` or `false`.
    BOOLEAN,
    /// A string with an RFC 3339 full-date that exists, as `2024-02-29`.
    DATE,
    /// A string with an RFC 3339 date-time, as `2024-02-22T08:30:00Z`.
    TIMESTAMP,
    /// Any JSON value, passed on as it is.
    JSON;

    /// The word for it in definitions and messages.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}

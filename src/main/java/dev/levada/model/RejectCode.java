package dev.levada.model;

/// Why a record was rejected. The names are part of the output and do not change.
public enum RejectCode {
    /// The record is not valid JSON (RFC 8259), or a line holds more than one value.
    MALFORMED("the record is not valid JSON"),
    /// The record holds bytes that are not UTF-8.
    INVALID_UTF8("the record holds bytes that are not UTF-8"),
    /// The record is longer than `max-record-bytes`.
    RECORD_TOO_LONG("the record is longer than max-record-bytes"),
    /// The record nests deeper than the stated limit.
    TOO_DEEP("the record nests deeper than the limit"),
    /// A required field is missing or null.
    REQUIRED("a required field is missing or null"),
    /// The value is of another type than the definition says.
    WRONG_TYPE("the value is of another type"),
    /// The number or date lies outside `min` and `max`, or outside its type.
    OUT_OF_RANGE("the value lies outside min and max, or outside its type"),
    /// The value is none of `one-of`.
    NOT_ONE_OF("the value is none of one-of"),
    /// The text does not match `pattern`.
    PATTERN_MISMATCH("the text does not match pattern"),
    /// The text is longer than `max-length`.
    VALUE_TOO_LONG("the text is longer than max-length"),
    /// A step could not be applied to the text (an unpaired surrogate has no UTF-8 form to hash). Masking fails closed.
    NOT_APPLICABLE("a step could not be applied to the value");

    private final String meaning;

    RejectCode(String meaning) {
        this.meaning = meaning;
    }

    /// One phrase for the documentation.
    public String meaning() {
        return meaning;
    }
}

package dev.levada.model;

/// A record that did not become a row, and why. It never holds a value of the record, unless the definition's
/// `keep-raw` asks for the raw bytes.
///
/// @param index number of the record in the export, from 0
/// @param offset plain-text offset of its first byte
/// @param length its bytes in the plain text
/// @param field the output field at fault, or null where the record as a whole is
/// @param code stable, counted and documented
/// @param reason expected and got, in words; never the value
/// @param raw the first bytes of the record where `keep-raw` asks for them, otherwise null
@SuppressWarnings("ArrayRecordComponent") // rejects are never compared
public record Reject(long index, long offset, long length, String field, RejectCode code, String reason, byte[] raw) {
}

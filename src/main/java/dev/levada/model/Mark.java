package dev.levada.model;

/// A place between two records, with all that it takes to go on from there: the records before it are whole, and none is open.
///
/// @param offset plain-text offset
/// @param records that lie before it: the index of the next one
/// @param recordBytes bytes of all records before it; the rest of what lies before it is structure
/// @param seek the last point before it at which the reading of the source can begin
/// @param framing what is open around the records: words of the room `frame`, for itself
public record Mark(long offset, long records, long recordBytes, SeekPoint seek, String framing) {
}

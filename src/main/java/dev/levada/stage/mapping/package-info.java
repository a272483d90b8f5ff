/// Frames to rows: every record is walked once, checked whole, and what the plan wants of it is noted.
///
/// **Why no parser library?** On the record path there is no tree, no `String` and no allocation. Lambda bills CPU
/// time, and most of a parser's goes into values that nobody asked for. Here what is not wanted is only checked, eight
/// bytes at a time.
///
/// **Why check what is passed over?** Because output is promised to be valid JSON, and because a record with a broken
/// end has not said what its beginning means: `{"role":"admin","role":}` must not become a row.
///
/// **Why predict the order of members?** Exports are written by programs, and a program writes a record as it wrote the
/// one before. A guess that holds costs two comparisons of words; one that does not costs one look into a table.
///
/// **Why exceptions for rejects?** A refusal has no stack trace, so it costs little more than a return, and the grammar
/// reads as a grammar.
///
/// **Why is nothing converted?** A `"7"` that becomes `7` is a guess about somebody's data. What passes unchanged
/// passes as the bytes that it is; everything else is a reject with a reason.
///
/// **Who reads first?** [dev.levada.stage.mapping.Mapping], then `RecordMapping`, `Walker`, `Column`.
package dev.levada.stage.mapping;

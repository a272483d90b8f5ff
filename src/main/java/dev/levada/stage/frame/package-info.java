/// Finds where records begin and end, and never parses.
///
/// **Why not parse right here?** Finding edges is cheap, gives every record an exact offset, works for every shape, and
/// keeps a malformed record from taking its neighbours along: strings, escapes and brackets are all that is needed.
/// What is between the edges is judged by the mapping, record by record.
///
/// **Why is a walk asked first?** ([dev.levada.model.RecordWalk]) Two scans of every byte would be half of what a run costs. A
/// walk that finds a valid object or array has found its end too, and notes by the way what the mapping wants of it. Where it
/// cannot tell (the record is cut by the chunk, malformed, a scalar), the edges are found here, as if there were no walk:
/// the contract of framers runs both ways and compares them.
///
/// **Why is a record that is cut by a chunk's end copied, and no other?** A batch points into the bytes as they were
/// read. Only what lies in two pieces has to be made whole.
///
/// **Why is unsound structure damage and not a reject?** Where a bracket does not match or a comma is missing, nobody
/// can say where the next record begins. Guessing would lose records silently.
///
/// **Why does the search for the shape refuse so often?** A wrong guess is silent: an export of users read as one of
/// orders. A refusal names the candidates, and pinning one costs a word.
package dev.levada.stage.frame;

/// From rows to blocks of bytes: encoders, and which destination gets what.
///
/// **Why are blocks cut by the rows alone?** A block ends with the row that fills it, whatever chunk, batch or demand
/// that row came by. So the output is a function of the export and the definition, and a part, a checkpoint or a
/// resumed run may begin at any block.
///
/// **Why does NDJSON copy and CSV decode?** A JSON token is a JSON token in the output: copied, it keeps `1e400`,
/// `0.10` and `"\u00e9"` as they were written. A CSV cell is text: a string has to lose its quotes and escapes to be
/// what the reader expects.
///
/// **Why are rejects always NDJSON?** They are read by tools and people who ask why, whatever the format of the rows;
/// and `field` and `raw` are there or not there.
///
/// **Why are the bytes of an open block kept, and not the rows reckoned again?** A run that goes on in another process
/// begins to read at a record, and that record hardly ever begins a block. What is kept is less than a block for each
/// destination; to come to the same bytes otherwise, it would have to read back to the last block edge of each.
///
/// **Why is the room of a row reckoned before it is written?** So that one check a row takes the place of one a byte,
/// and a row that is larger than a block grows the slab once, to what it needs.
package dev.levada.stage.output;
